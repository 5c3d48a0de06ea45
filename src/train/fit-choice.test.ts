import { expect, it } from 'vitest'
import { ChoiceModel } from '../model/choice-model.ts'
import { type ChoiceExample, fitChoice } from './fit-choice.ts'

const example = (right: number, rest: Partial<ChoiceExample> = {}): ChoiceExample => ({
  options: [['first', 'round'], ['second', 'square'], ['none']],
  right: [right],
  weight: 1,
  near: true,
  ...rest,
})
const fitting = { ridge: 0.1, rounds: 80, step: 0.2 }

it('learns what was chosen, and the same bytes each time', () => {
  const examples = [example(1), example(1), example(0)]
  const weights = fitChoice(examples, fitting)
  const shares = new ChoiceModel(weights).shares(examples[0]!.options)
  expect(shares[1]).toBeGreaterThan(shares[0]!)
  expect(shares[0]).toBeGreaterThan(shares[2]!)
  expect(JSON.stringify(fitChoice(examples, fitting))).toBe(JSON.stringify(weights))
})

it('lets near examples correct what holds elsewhere', () => {
  const elsewhere = Array.from({ length: 6 }, () => example(0, { near: false, weight: 0.3 }))
  const shares = new ChoiceModel(
    fitChoice([...elsewhere, ...Array.from({ length: 4 }, () => example(1))], fitting),
  ).shares(example(0).options)
  expect(shares[1]).toBeGreaterThan(shares[0]!)
})

it('takes any of several right options', () => {
  const shares = new ChoiceModel(fitChoice([example(0, { right: [0, 1] })], fitting)).shares(example(0).options)
  expect(shares[0]! + shares[1]!).toBeGreaterThan(0.8)
})
