import { expect, it } from 'vitest'
import { ChoiceModel } from './choice-model.ts'

it('gives shares by the sum of weights, valued features counted by their value', () => {
  const model = new ChoiceModel({ near: 1, far: -1 })
  const [near, far, half] = model.shares([['near'], ['far', 'unheard'], [['near', 0.5]]])
  expect(near! / far!).toBeCloseTo(Math.exp(2))
  expect(near! / half!).toBeCloseTo(Math.exp(0.5))
  expect(near! + far! + half!).toBeCloseTo(1)
})

it('holds all options equal when it was taught nothing', () => {
  expect(new ChoiceModel({}).shares([['a'], ['b']])).toEqual([0.5, 0.5])
})
