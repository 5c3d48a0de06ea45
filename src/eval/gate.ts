import type { SuiteScore } from './score.ts'
import { mcnemar } from './statistics.ts'
import type { Gate, Suite } from './suite.ts'

/** The blessed result: every case's verdicts, so that a later run can be paired with it. */
export interface Baseline {
  model: { encoder: string; heads: string; prompts: string | null }
  suites: Record<string, { metrics: Record<string, number>; right: Record<string, Record<string, boolean>> }>
}

export interface GateResult {
  gate: Gate
  value: number | null
  passed: boolean
}

export interface Comparison {
  field: string
  before: number
  after: number
  /** Cases that turned right and wrong. */
  gained: string[]
  lost: string[]
  p: number
  verdict: 'better' | 'worse' | 'no difference'
}

export interface SuiteVerdict {
  suite: string
  gates: GateResult[]
  comparisons: Comparison[]
  vanished: string[]
  passed: boolean
}

const SIGNIFICANT = 0.05

export function judgeSuite({
  suite,
  score,
  baseline,
}: {
  suite: Suite
  score: SuiteScore
  baseline: Baseline | null
}): SuiteVerdict {
  const gates = suite.gates.map((gate): GateResult => {
    const value = score.metrics[gate.metric]?.value ?? null
    const passed =
      value !== null && (gate.min === undefined || value >= gate.min) && (gate.max === undefined || value <= gate.max)
    return { gate, value, passed }
  })
  const before = baseline?.suites[suite.name]
  const comparisons = before ? compare(before.right, score) : []
  const now = new Set(score.cases.map((item) => item.id))
  const vanished = before ? Object.keys(before.right).filter((id) => !now.has(id)) : []
  const passed =
    gates.every((item) => item.passed) && comparisons.every((item) => item.verdict !== 'worse') && vanished.length === 0
  return { suite: suite.name, gates, comparisons, vanished, passed }
}

function compare(before: Baseline['suites'][string]['right'], score: SuiteScore): Comparison[] {
  const fields = new Set(score.cases.flatMap((item) => Object.keys(item.right)))
  return [...fields].map((field): Comparison => {
    const pairs = score.cases.flatMap(({ id, right }) => {
      const [was, is] = [before[id]?.[field], right[field]]
      return was === undefined || is === undefined ? [] : [{ id, was, is }]
    })
    const gained = pairs.filter(({ was, is }) => !was && is).map(({ id }) => id)
    const lost = pairs.filter(({ was, is }) => was && !is).map(({ id }) => id)
    const p = mcnemar(gained.length, lost.length)
    const rate = (key: 'was' | 'is') =>
      pairs.length === 0 ? 0 : pairs.filter((pair) => pair[key]).length / pairs.length
    const verdict = p >= SIGNIFICANT ? 'no difference' : gained.length > lost.length ? 'better' : 'worse'
    return { field, before: rate('was'), after: rate('is'), gained, lost, p, verdict }
  })
}

export function toBaseline(
  scores: readonly SuiteScore[],
  model: Baseline['model'],
  previous: Baseline | null,
): Baseline {
  const suites = scores.map(({ suite, metrics, cases }) => [
    suite,
    {
      metrics: Object.fromEntries(
        Object.entries(metrics)
          .filter(([name]) => !name.startsWith('latency.'))
          .map(([name, { value }]) => [name, Math.round(value * 1e4) / 1e4]),
      ),
      right: Object.fromEntries(cases.map(({ id, right }) => [id, right])),
    },
  ])
  return { model, suites: { ...previous?.suites, ...Object.fromEntries(suites) } }
}
