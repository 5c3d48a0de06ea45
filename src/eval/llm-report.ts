import type { City } from '../domain/city.ts'
import type { Form } from '../domain/form.ts'
import type { Asked } from '../intake/fallback-asked.ts'
import type { Judgement } from '../intake/fallback-calibration.ts'
import { createMatcher, type Matcher } from './match.ts'
import type { Outcome } from './score.ts'
import { mcnemar, quantile } from './statistics.ts'
import type { EvalCase, Suite } from './suite.ts'
import { type TradePoint, type TradeRow, tradeCurve } from './trade.ts'

/** What one prompt was asked and what came of it. */
export interface PromptReport {
  questions: number
  answered: number
  /** Questions without an answer by reason: rejections, failures, refusals, redaction. */
  unanswered: Record<string, number>
  requests: number
  tokens: { input: number; output: number }
  cost: number
  /** Seconds of the questions that were sent; 0 when all answers were recorded. */
  p50: number
  p95: number
}

/** One field without and with the model, on the same cases. */
export interface FieldReport {
  without: number
  with: number
  gained: string[]
  lost: string[]
  /** Two-sided McNemar. */
  p: number
  curve: TradePoint[]
}

export interface LlmReport {
  model: string
  prompts: Record<string, PromptReport>
  fields: Record<string, FieldReport>
  cost: number
  /** Answers judged against the gold record, for the calibration table. */
  judged: (Judgement & { right: boolean })[]
}

export interface LlmReportOptions {
  suite: Suite
  city: City
  model: string
  /** The threshold below which was asked. */
  askBelow: number
  without: readonly Outcome[]
  with: readonly Outcome[]
}

/** What the language model added to each field of a suite, and what it cost. */
export function reportLlm({ suite, city, model, askBelow, without, with: outcomes }: LlmReportOptions): LlmReport {
  const matcher = createMatcher(city)
  const before = new Map(without.map((outcome) => [outcome.id, outcome.form]))
  const after = new Map(outcomes.map((outcome) => [outcome.id, outcome]))
  const pairs = suite.cases.flatMap((testCase): Pair[] => {
    const local = before.get(testCase.id)
    const asked = after.get(testCase.id)
    return local && asked ? [{ testCase, local, form: asked.form, asked: asked.asked ?? [] }] : []
  })
  const prompts = promptReports(pairs.flatMap(({ asked }) => asked))
  return {
    model,
    prompts,
    fields: Object.fromEntries(
      suite.fields.flatMap((field) => {
        const report = fieldReport({ field, pairs, matcher, askBelow })
        return report ? [[field, report] as const] : []
      }),
    ),
    cost: Object.values(prompts).reduce((sum, { cost }) => sum + cost, 0),
    judged: pairs.flatMap((pair) => judgedAnswers(pair, matcher)),
  }
}

interface Pair {
  testCase: EvalCase
  local: Form
  form: Form
  asked: readonly Asked[]
}

function promptReports(asked: readonly Asked[]): Record<string, PromptReport> {
  const names = [...new Set(asked.map(({ prompt }) => prompt))].sort()
  return Object.fromEntries(
    names.map((name) => {
      const own = asked.filter(({ prompt }) => prompt === name)
      const sum = (value: (item: Asked) => number) => own.reduce((total, item) => total + value(item), 0)
      const unanswered: Record<string, number> = {}
      for (const { outcome, reason } of own)
        if (outcome !== 'answered') unanswered[reason ?? outcome] = (unanswered[reason ?? outcome] ?? 0) + 1
      const seconds = own.filter(({ seconds: taken }) => taken > 0).map(({ seconds: taken }) => taken)
      return [
        name,
        {
          questions: own.length,
          answered: own.filter(({ outcome }) => outcome === 'answered').length,
          unanswered,
          requests: sum(({ attempts }) => attempts),
          tokens: { input: sum(({ tokens }) => tokens.input), output: sum(({ tokens }) => tokens.output) },
          cost: sum(({ cost }) => cost),
          p50: quantile(seconds, 0.5),
          p95: quantile(seconds, 0.95),
        },
      ]
    }),
  )
}

interface FieldOptions {
  field: string
  pairs: readonly Pair[]
  matcher: Matcher
  askBelow: number
}

function fieldReport({ field, pairs, matcher, askBelow }: FieldOptions): FieldReport | null {
  const rows = pairs.flatMap(({ testCase, local, form }): (TradeRow & { id: string })[] => {
    const [localRight, askedRight] = [matcher.isRight(field, local, testCase), matcher.isRight(field, form, testCase)]
    if (localRight === null || askedRight === null) return []
    return [{ id: testCase.id, local: confidenceOf(local, field), localRight, askedRight }]
  })
  if (rows.length === 0 || Array.isArray(pairs[0]?.local[field as keyof Form])) return null
  const rate = (key: 'localRight' | 'askedRight') => rows.filter((row) => row[key]).length / rows.length
  const gained = rows.filter((row) => !row.localRight && row.askedRight).map(({ id }) => id)
  const lost = rows.filter((row) => row.localRight && !row.askedRight).map(({ id }) => id)
  return {
    without: rate('localRight'),
    with: rate('askedRight'),
    gained,
    lost,
    p: mcnemar(gained.length, lost.length),
    curve: tradeCurve(rows, askBelow),
  }
}

const confidenceOf = (form: Form, field: string) => form[field as 'category']?.confidence ?? 0

/** Every answer that the model gave, taken or not, as if it stood in the form. */
function judgedAnswers({ testCase, local, asked }: Pair, matcher: Matcher): LlmReport['judged'] {
  return asked.flatMap(({ merged }) =>
    merged.flatMap(({ field, relation, local: confidence, value }) => {
      const right =
        field === 'secondary'
          ? (testCase.gold.secondary?.includes(value) ?? null)
          : matcher.isRight(field, { ...local, [field]: { value, level: 'auto' } } as unknown as Form, testCase)
      return right === null ? [] : [{ field, relation, local: confidence, right }]
    }),
  )
}
