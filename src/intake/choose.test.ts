import { expect, it } from 'vitest'
import { ChoiceModel } from '../model/choice-model.ts'
import { choose } from './choose.ts'

const model = new ChoiceModel({ good: 2, fair: 1.5, poor: -2 })
const written = (candidate: { value: string }) => candidate.value

it('counts candidates that would be written alike together', () => {
  const candidates = [{ value: '物业' }, { value: '电梯公司' }, { value: '物业' }]
  const chosen = choose(candidates, { features: [['fair'], ['good'], ['fair'], ['poor']], model, written })
  expect(chosen.candidate?.value).toBe('物业')
  expect(chosen.share).toBeGreaterThan(0.5)
  expect(chosen.alternatives.map(({ value }) => value)).toEqual(['电梯公司'])
})

it('chooses none of them where that is likeliest', () => {
  const chosen = choose([{ value: '物业' }], { features: [['poor'], ['good']], model, written })
  expect(chosen.candidate).toBeNull()
})
