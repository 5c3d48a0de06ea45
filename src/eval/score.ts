import type { City } from '../domain/city.ts'
import type { Form } from '../domain/form.ts'
import { hasPrefix } from '../domain/lexicon.ts'
import type { Asked } from '../intake/fallback-asked.ts'
import { createMatcher, type Matcher, setF1, textF1 } from './match.ts'
import { coverageAt, expectedCalibrationError, type Judged, macroF1, quantile, wilson } from './statistics.ts'
import type { EvalCase, Suite } from './suite.ts'

export interface Outcome {
  id: string
  form: Form
  /** Milliseconds of the whole pipeline. */
  ms: number
  /** What a language model was asked. */
  asked?: readonly Asked[]
}

export interface Metric {
  value: number
  low?: number
  high?: number
  count?: number
}

export interface CaseScore {
  id: string
  /** By field: right or wrong; a field that the case does not label is missing. */
  right: Record<string, boolean>
}

export interface SuiteScore {
  suite: string
  cases: CaseScore[]
  /** `category.top1`, `phone.accuracy`, `unit.coverage95` …; rates are 0..1, latencies milliseconds. */
  metrics: Record<string, Metric>
}

const SETS = new Set(['cooperating', 'secondary'])
const PRECISIONS = [0.9, 0.95, 0.98]
/** Above this confidence an answer is given as certain: wrong ones there are counted apart. */
const CERTAIN = 0.9
/** A missed emergency weighs ten false alarms. */
const MISSED_EMERGENCY = 10

interface Scored {
  testCase: EvalCase
  outcome: Outcome
}

export function scoreSuite({
  suite,
  outcomes,
  city,
}: {
  suite: Suite
  outcomes: readonly Outcome[]
  city: City
}): SuiteScore {
  const matcher = createMatcher(city)
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]))
  const rows: Scored[] = suite.cases.flatMap((testCase) => {
    const outcome = byId.get(testCase.id)
    return outcome ? [{ testCase, outcome }] : []
  })
  const metrics: Record<string, Metric> = {}
  for (const field of suite.fields) Object.assign(metrics, fieldMetrics({ field, rows, matcher, city }))
  const times = rows.map(({ outcome }) => outcome.ms)
  metrics['latency.p50'] = { value: quantile(times, 0.5) }
  metrics['latency.p99'] = { value: quantile(times, 0.99) }
  return {
    suite: suite.name,
    cases: rows.map((row) => caseScore(row, { fields: suite.fields, matcher, city })),
    metrics,
  }
}

interface CaseScoreOptions {
  fields: readonly string[]
  matcher: Matcher
  city: City
}

function caseScore({ testCase, outcome }: Scored, { fields, matcher, city }: CaseScoreOptions): CaseScore {
  const right: Record<string, boolean> = {}
  for (const field of fields) {
    if (field === 'abstain') right[field] = abstained(outcome.form, city)
    else if (SETS.has(field)) {
      const expected = testCase.gold[field as 'cooperating']
      if (expected) right[field] = setF1(values(outcome.form, field), expected) === 1
    } else {
      const verdict = matcher.isRight(field, outcome.form, testCase)
      if (verdict !== null) right[field] = verdict
    }
  }
  return { id: testCase.id, right }
}

const values = (form: Form, field: string) => form[field as 'cooperating' | 'secondary'].map((item) => item.value)

/** Nothing is claimed: the category is unsure or says that the call is out of scope. */
export function abstained(form: Form, { lexicon }: City): boolean {
  return (
    form.category === null ||
    form.category.level === 'review' ||
    hasPrefix(lexicon.categories.outOfScope, form.category.value)
  )
}

interface FieldOptions {
  field: string
  rows: readonly Scored[]
  matcher: Matcher
  city: City
}

function fieldMetrics(options: FieldOptions): Record<string, Metric> {
  const { field, rows, city } = options
  if (field === 'abstain') return { 'abstain.rate': share(rows.map(({ outcome }) => abstained(outcome.form, city))) }
  if (SETS.has(field)) return setMetrics(field, rows)
  const judged = judge(options)
  const verdicts = judged.map((item) => item.right)
  const answered = judged.filter((item) => item.answered)
  const certain = judged.filter((item) => item.confidence > CERTAIN)
  const metrics: Record<string, Metric> = {
    [`${field}.accuracy`]: share(verdicts),
    [`${field}.ece`]: { value: expectedCalibrationError(answered) },
    [`${field}.certainWrong`]: {
      value: judged.length === 0 ? 0 : certain.filter((item) => !item.right).length / judged.length,
      count: certain.length,
    },
  }
  for (const precision of PRECISIONS)
    metrics[`${field}.coverage${precision * 100}`] = { value: coverageAt(precision, answered, judged.length).coverage }
  if (field === 'category') Object.assign(metrics, categoryMetrics(rows))
  if (field === 'unit') Object.assign(metrics, unitMetrics(options))
  if (field === 'tier') Object.assign(metrics, tierMetrics(rows))
  if (field === 'address') Object.assign(metrics, addressMetrics(rows))
  return metrics
}

function share(verdicts: readonly boolean[]): Metric {
  const right = verdicts.filter(Boolean).length
  return {
    value: verdicts.length === 0 ? 0 : right / verdicts.length,
    ...wilson(right, verdicts.length),
    count: verdicts.length,
  }
}

interface Verdict extends Judged {
  /** An empty field claims nothing: it is right or wrong, but has no confidence to be measured. */
  answered: boolean
}

function judge({ field, rows, matcher }: FieldOptions): Verdict[] {
  return rows.flatMap(({ testCase, outcome }) => {
    const right = matcher.isRight(field, outcome.form, testCase)
    if (right === null) return []
    const suggestion = outcome.form[field as 'category']
    return [{ confidence: suggestion?.confidence ?? 0, right, answered: suggestion !== null }]
  })
}

function categoryMetrics(rows: readonly Scored[]): Record<string, Metric> {
  const labelled = rows.filter(({ testCase }) => testCase.gold.category !== undefined)
  const accepts = ({ testCase }: Scored) => [testCase.gold.category as string, ...(testCase.gold.alsoAccept ?? [])]
  const guesses = ({ outcome }: Scored) =>
    outcome.form.category
      ? [outcome.form.category.value, ...outcome.form.category.alternatives.map((item) => item.value)]
      : []
  const at = (length: number, count: number) =>
    share(
      labelled.map((row) =>
        guesses(row)
          .slice(0, count)
          .some((guess) => accepts(row).some((code) => code.slice(0, length) === guess.slice(0, length))),
      ),
    )
  const pairs = (length: number) =>
    labelled.map((row) => {
      const predicted = guesses(row)[0] ?? null
      const expected =
        predicted !== null && accepts(row).includes(predicted) ? predicted : (row.testCase.gold.category as string)
      return { predicted: predicted?.slice(0, length) ?? null, expected: expected.slice(0, length) }
    })
  const ancestors = (code: string) => [code.slice(0, 2), code.slice(0, 4), code]
  const hierarchical = labelled.map((row) => {
    const guess = guesses(row)[0]
    return guess === undefined ? 0 : Math.max(...accepts(row).map((code) => setF1(ancestors(guess), ancestors(code))))
  })
  return {
    'category.level1': at(2, 1),
    'category.level2': at(4, 1),
    'category.top3': at(6, 3),
    'category.macroF1': { value: macroF1(pairs(6)) },
    'category.level1MacroF1': { value: macroF1(pairs(2)) },
    'category.level2MacroF1': { value: macroF1(pairs(4)) },
    'category.hierarchicalF1': mean(hierarchical),
  }
}

const mean = (numbers: readonly number[]): Metric => ({
  value: numbers.length === 0 ? 0 : numbers.reduce((sum, item) => sum + item, 0) / numbers.length,
  count: numbers.length,
})

function unitMetrics({ rows, city }: FieldOptions): Record<string, Metric> {
  const labelled = rows.filter(({ testCase }) => testCase.gold.unit !== undefined)
  const accepts = ({ testCase }: Scored) => [testCase.gold.unit as string, ...(testCase.gold.unitAlsoAccept ?? [])]
  const guesses = ({ outcome }: Scored) =>
    outcome.form.unit ? [outcome.form.unit.value, ...outcome.form.unit.alternatives.map((item) => item.value)] : []
  const trait = (read: (id: string) => unknown) =>
    share(labelled.map((row) => accepts(row).some((id) => read(id) === read(guesses(row)[0] ?? ''))))
  return {
    'unit.top3': share(
      labelled.map((row) =>
        guesses(row)
          .slice(0, 3)
          .some((id) => accepts(row).includes(id)),
      ),
    ),
    'unit.level': trait((id) => city.units.get(id)?.kind),
    'unit.district': trait((id) => city.units.get(id)?.district),
  }
}

function tierMetrics(rows: readonly Scored[]): Record<string, Metric> {
  const labelled = rows.filter(({ testCase }) => testCase.gold.tier !== undefined)
  const urgent = labelled.filter(({ testCase }) => testCase.gold.tier === '2h')
  const flagged = labelled.filter(({ outcome }) => isFlaggedUrgent(outcome.form))
  const hit = urgent.filter(({ outcome }) => outcome.form.tier?.value === '2h').length
  const called = labelled.filter(({ outcome }) => outcome.form.tier?.value === '2h').length
  const missed = urgent.length - hit
  return {
    'tier.urgentRecall': {
      value: urgent.length === 0 ? 1 : hit / urgent.length,
      ...wilson(hit, urgent.length),
      count: urgent.length,
    },
    'tier.urgentPrecision': { value: called === 0 ? 1 : hit / called, ...wilson(hit, called), count: called },
    'tier.urgentFlagged': {
      value: urgent.length === 0 ? 1 : urgent.filter((row) => flagged.includes(row)).length / urgent.length,
      count: urgent.length,
    },
    'tier.cost': { value: labelled.length === 0 ? 0 : (MISSED_EMERGENCY * missed + (called - hit)) / labelled.length },
  }
}

/** 2 h is the answer, a runner-up, or named in a note to review. */
function isFlaggedUrgent(form: Form): boolean {
  return (
    form.tier?.value === '2h' ||
    (form.tier?.alternatives.some((item) => item.value === '2h') ?? false) ||
    form.needsReview.some((item) => item.field === 'tier')
  )
}

function addressMetrics(rows: readonly Scored[]): Record<string, Metric> {
  const labelled = rows.filter(({ testCase }) => testCase.gold.address !== undefined)
  return {
    'address.f1': mean(
      labelled.map(({ testCase, outcome }) => textF1(outcome.form.address?.value ?? '', testCase.gold.address ?? '')),
    ),
  }
}

function setMetrics(field: string, rows: readonly Scored[]): Record<string, Metric> {
  const labelled = rows.filter(({ testCase }) => testCase.gold[field as 'cooperating'] !== undefined)
  return {
    [`${field}.f1`]: mean(
      labelled.map(({ testCase, outcome }) =>
        setF1(values(outcome.form, field), testCase.gold[field as 'cooperating'] ?? []),
      ),
    ),
  }
}
