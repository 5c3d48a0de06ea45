import { type FieldName, fieldNames } from '../../../domain/form.ts'
import type { AcceptanceRow, OverruledRow } from '../../../store/store.ts'
import type { EvaluationSummary, Maintenance } from '../../maintenance.ts'
import type { Services } from '../../services.ts'
import { createMemo } from './memo.ts'
import { type Drift, driftOf, mixBefore, sharesOf } from './rates.ts'

export const PERIODS = [7, 30, 90] as const
/** Followed together while no field is singled out. */
export const HEADLINE_FIELDS: readonly FieldName[] = ['category', 'unit', 'address', 'appealType']

/** What a reader wants to see: so many days back, one field or the headline ones. */
export interface Scope {
  days: number
  field: FieldName | null
}

export function readScope(query: URLSearchParams): Scope {
  const days = PERIODS.find((item) => item === Number(query.get('days'))) ?? 30
  const field = fieldNames.find((item) => item === query.get('field')) ?? null
  return { days, field }
}

export interface QualityData {
  scope: Scope
  /** Start of the period, for the download. */
  since: string
  acceptance: readonly AcceptanceRow[]
  overruled: readonly OverruledRow[]
  corrected: number
  counts: { calls: number; cases: number }
  drift: Drifts
  evaluation: EvaluationSummary | null
  maintenance: Maintenance
}

/** The mix that comes in against what was trained on and against the period before; null where there is nothing to compare. */
export interface Drifts {
  training: Drift | null
  before: Drift | null
}

const DAY_MS = 86_400_000
const OVERRULED_ASKED = 200
const OVERRULED_SHOWN = 15
/** What one caller's address became says nothing; once for all is only what is written in codes. */
const CODED = new Set<string>(['appealType', 'category', 'district', 'street', 'tier', 'unit', 'mode', 'repeat'])

/** The start of the period's first day: all readers of one day ask the same question. */
export const sinceOf = ({ days }: Scope, now: Date): string =>
  new Date(Math.floor(now.getTime() / DAY_MS - days) * DAY_MS).toISOString()

export interface QualityReader {
  acceptance(scope: Scope): Promise<readonly AcceptanceRow[]>
  drifts(scope: Scope): Promise<Drifts>
  all(scope: Scope): Promise<QualityData>
}

export function createQualityReader({
  store,
  maintenance,
  clock,
}: Pick<Services, 'store' | 'maintenance' | 'clock'>): QualityReader {
  const memo = createMemo()
  const acceptance = (scope: Scope) => {
    const since = sinceOf(scope, clock())
    return memo(`acceptance ${since}`, () => store.acceptance(since))
  }
  const mix = (since: string) => memo(`mix ${since}`, () => store.mix(since))
  const drifts = async (scope: Scope): Promise<Drifts> => {
    const [recent, longer, training] = await Promise.all([
      mix(sinceOf(scope, clock())),
      mix(sinceOf({ ...scope, days: 2 * scope.days }, clock())),
      maintenance.trainingMix(),
    ])
    if (recent.length === 0) return { training: null, before: null }
    const before = mixBefore(longer, recent)
    return {
      training: training && driftOf(recent, training),
      before: before.length > 0 ? driftOf(recent, sharesOf(before)) : null,
    }
  }
  return {
    acceptance,
    drifts,
    async all(scope) {
      const since = sinceOf(scope, clock())
      const [rows, overruled, corrected, counts, drift, evaluation] = await Promise.all([
        acceptance(scope),
        memo(`overruled ${since}`, () => store.overruled(since, OVERRULED_ASKED)),
        memo(`corrected ${since}`, () => store.corrected(since)),
        memo('counts', () => store.counts()),
        drifts(scope),
        maintenance.evaluation(),
      ])
      const telling = overruled.filter((row) => row.total > 1 || CODED.has(row.field)).slice(0, OVERRULED_SHOWN)
      return { scope, since, acceptance: rows, overruled: telling, corrected, counts, drift, evaluation, maintenance }
    },
  }
}
