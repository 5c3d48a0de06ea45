import { beforeEach, expect, it } from 'vitest'
import { type Budget, createBudget } from './llm-budget.ts'

let at: number
let budget: Budget
beforeEach(() => {
  at = 0
  const limits = { callsPerMinute: 2, tokensPerDay: 100, concurrency: 2 }
  budget = createBudget({ limits, clock: () => new Date(at) })
})
const call = (input: number) => {
  const refusal = budget.take()
  if (refusal === null) budget.spent({ input, output: 0 })
  return refusal
}

it('grants as many calls a minute as it may, and again a minute later', () => {
  expect([call(1), call(1), call(1)]).toEqual([null, null, 'calls_per_minute'])
  at = 60_000
  expect(call(1)).toBeNull()
})

it('grants no more calls at once than it may', () => {
  budget.take()
  budget.take()
  expect(budget.take()).toBe('concurrency')
})

it('does not count a call that was given back', () => {
  for (let time = 0; time < 5; time++) {
    expect(budget.take()).toBeNull()
    budget.giveBack()
  }
  expect(budget.state()).toEqual({ callsThisMinute: 0, tokensToday: 0, running: 0 })
})

it('keeps to the tokens of a day, those of before included, until they are a day old', () => {
  budget.resume([
    { at: -24 * 3_600_000, tokens: 500 },
    { at: -3_600_000, tokens: 60 },
  ])
  expect(call(40)).toBeNull()
  expect(call(1)).toBe('tokens_per_day')
  at = 23 * 3_600_000
  expect(call(1)).toBeNull()
})
