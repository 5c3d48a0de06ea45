import { describe, expect, it } from 'vitest'
import { judgeSuite, toBaseline } from './gate.ts'
import type { SuiteScore } from './score.ts'
import type { Suite } from './suite.ts'

const suite: Suite = {
  name: 's',
  title: '',
  measures: '',
  fields: ['phone'],
  gates: [{ metric: 'phone.accuracy', min: 0.9, why: '够用' }],
  cases: [],
}
const score = (rights: boolean[]): SuiteScore => ({
  suite: 's',
  cases: rights.map((right, i) => ({ id: `c${i}`, right: { phone: right } })),
  metrics: { 'phone.accuracy': { value: rights.filter(Boolean).length / rights.length } },
})
const model = { encoder: 'e', heads: 'h', prompts: null }
const run = (rights: boolean[], before?: boolean[]) =>
  judgeSuite({ suite, score: score(rights), baseline: before ? toBaseline([score(before)], model, null) : null })
const many = (right: number, wrong: number) => [
  ...Array<boolean>(right).fill(true),
  ...Array<boolean>(wrong).fill(false),
]

describe('the gate', () => {
  it('passes what reaches its number and refuses what does not', () => {
    expect(run(many(9, 1)).passed).toBe(true)
    expect(run(many(8, 2)).passed).toBe(false)
  })

  it('refuses a metric that nobody measured', () => {
    const verdict = judgeSuite({
      suite: { ...suite, gates: [{ metric: 'name.accuracy', min: 0, why: '' }] },
      score: score([true]),
      baseline: null,
    })
    expect(verdict.passed).toBe(false)
  })

  it('calls a significant fall worse, a chance one no difference, a rise better', () => {
    expect(run(many(92, 8), many(100, 0)).comparisons[0]).toMatchObject({ verdict: 'worse', lost: expect.any(Array) })
    expect(run(many(92, 8), many(100, 0)).passed).toBe(false)
    expect(run(many(98, 2), many(100, 0))).toMatchObject({ passed: true, comparisons: [{ verdict: 'no difference' }] })
    expect(run(many(100, 0), many(92, 8)).comparisons[0]?.verdict).toBe('better')
  })

  it('refuses a run from which a case has vanished', () => {
    expect(run(many(10, 0), many(11, 0))).toMatchObject({ passed: false, vanished: ['c10'] })
  })
})
