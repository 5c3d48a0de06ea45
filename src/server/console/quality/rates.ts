import type { AcceptanceRow } from '../../../store/store.ts'

export interface Rate {
  key: string
  total: number
  accepted: number
  rate: number
}

/** Confidence against outcome, one point a tenth of confidence. */
export interface Bin {
  /** Middle of the tenth. */
  confidence: number
  total: number
  rate: number
}

/** Filling in everything from this confidence on would have covered so many suggestions and been so often right. */
export interface CoveragePoint {
  confidence: number
  coverage: number
  precision: number
  /** Suggestions that this rests on. */
  total: number
}

export function ratesBy(rows: readonly AcceptanceRow[], key: (row: AcceptanceRow) => string | null): Rate[] {
  const sums = new Map<string, { total: number; accepted: number }>()
  for (const row of rows) {
    const name = key(row)
    if (name === null) continue
    const sum = sums.get(name) ?? { total: 0, accepted: 0 }
    sums.set(name, { total: sum.total + row.total, accepted: sum.accepted + row.accepted })
  }
  return [...sums]
    .map(([name, { total, accepted }]) => ({ key: name, total, accepted, rate: accepted / total }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** One line of a chart: how a rate went. */
export interface Series {
  key: string
  points: Rate[]
}

/** A day alone holds few suggestions: each point stands for its week. */
const WINDOW_DAYS = 7
const DAY_MS = 86_400_000
const millis = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** Rates over the seven days up to each day on which something was suggested. */
export function weekly(rows: readonly AcceptanceRow[]): Rate[] {
  const daily = ratesBy(rows, (row) => row.day)
  return daily.map(({ key }) => {
    const within = daily.filter((day) => day.key <= key && millis(day.key) > millis(key) - WINDOW_DAYS * DAY_MS)
    const total = within.reduce((sum, day) => sum + day.total, 0)
    const accepted = within.reduce((sum, day) => sum + day.accepted, 0)
    return { key, total, accepted, rate: accepted / total }
  })
}

/** Rates over time, one series a key, the one with the most suggestions first. */
export function seriesBy(rows: readonly AcceptanceRow[], key: (row: AcceptanceRow) => string | null): Series[] {
  return ratesBy(rows, key)
    .toSorted((a, b) => b.total - a.total)
    .map((rate) => ({
      key: rate.key,
      points: weekly(rows.filter((row) => key(row) === rate.key)),
    }))
}

export function binsOf(rows: readonly AcceptanceRow[]): Bin[] {
  return ratesBy(rows, (row) => String(row.bin)).map(({ key, total, rate }) => ({
    confidence: (Number(key) + 0.5) / 10,
    total,
    rate,
  }))
}

/** From the surest tenth down: precision and coverage of everything at least as sure. */
export function coverageCurve(bins: readonly Bin[]): CoveragePoint[] {
  const all = bins.reduce((sum, bin) => sum + bin.total, 0)
  let total = 0
  let right = 0
  return bins
    .toSorted((a, b) => b.confidence - a.confidence)
    .map((bin) => {
      total += bin.total
      right += bin.total * bin.rate
      return { confidence: bin.confidence - 0.05, coverage: total / all, precision: right / total, total }
    })
}

/** A few right answers at the top prove nothing. */
const FEWEST = 20

/** The largest share that can be filled in at this precision; null when it is never reached. */
export function coverageAt(precision: number, curve: readonly CoveragePoint[]): number | null {
  const reached = curve.filter((point) => point.precision >= precision && point.total >= FEWEST)
  return reached.length === 0 ? null : Math.max(...reached.map((point) => point.coverage))
}

/** Below this many cases a mix is chance. */
export const DRIFT_CASES = 200

export interface Drift {
  rows: { category: string; recent: number; training: number }[]
  /** Population stability index: below 0.1 calm, above 0.25 another population. */
  index: number
  /** Cases that the recent mix rests on. */
  total: number
}

/** A share of nothing would make the index infinite; half a percent stands for it. */
const LEAST = 0.005

export type Mix = readonly { category: string; total: number }[]

/** What the longer period holds beyond the shorter one: the period before. */
export function mixBefore(longer: Mix, recent: Mix): Mix {
  const lately = new Map(recent.map(({ category, total }) => [category, total]))
  return longer
    .map(({ category, total }) => ({ category, total: total - (lately.get(category) ?? 0) }))
    .filter(({ total }) => total > 0)
}

export function sharesOf(mix: Mix): Record<string, number> {
  const all = mix.reduce((sum, { total }) => sum + total, 0)
  return Object.fromEntries(mix.map(({ category, total }) => [category, total / all]))
}

/** The mix that comes in against the one that was trained on. */
export function driftOf(recent: Mix, training: Readonly<Record<string, number>>): Drift {
  const total = recent.reduce((sum, row) => sum + row.total, 0)
  const shares = new Map(recent.map((row) => [row.category, row.total / total]))
  const codes = [...new Set([...shares.keys(), ...Object.keys(training)])].sort()
  const rows = codes.map((category) => ({
    category,
    recent: shares.get(category) ?? 0,
    training: training[category] ?? 0,
  }))
  const index = rows.reduce((sum, row) => {
    const [now, then] = [Math.max(row.recent, LEAST), Math.max(row.training, LEAST)]
    return sum + (now - then) * Math.log(now / then)
  }, 0)
  return { rows, index, total }
}
