import { tiers } from '../domain/call.ts'
import type { CaseState } from '../domain/case.ts'
import { caseStates } from '../domain/case.ts'
import type { CaseQuery } from '../store/store.ts'

/** The filters of a page as its URL holds them; what makes no sense in an old bookmark is left out, not an error. */
export interface CaseFilters {
  q: string
  states: CaseState[]
  district: string
  category: string
  tier: string
  unit: string
  /** Days, `2026-01-05`, in the city's time; both ends are part of it. */
  from: string
  to: string
  cursor: string
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const HOUR = 3_600_000

export function readFilters(query: URLSearchParams): CaseFilters {
  const text = (name: string) => (query.get(name) ?? '').trim().slice(0, 200)
  const day = (name: string) => (DAY.test(text(name)) && !Number.isNaN(Date.parse(text(name))) ? text(name) : '')
  const asked = query.getAll('state').flatMap((value) => value.split(','))
  return {
    q: text('q'),
    states: caseStates.filter((state) => asked.includes(state)),
    district: text('district'),
    category: /^\d{2,6}$/.test(text('category')) ? text('category') : '',
    tier: (tiers as readonly string[]).includes(text('tier')) ? text('tier') : '',
    unit: text('unit'),
    from: day('from'),
    to: day('to'),
    cursor: text('cursor'),
  }
}

export function toCaseQuery(
  { q, states, from, to, ...rest }: CaseFilters,
  { utcOffset, limit }: { utcOffset: number; limit: number },
): CaseQuery {
  const midnight = (day: string, later: number) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + (later * 24 - utcOffset) * HOUR).toISOString()
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''))
  return {
    ...given,
    ...(q && { text: q }),
    ...(states.length > 0 && { states }),
    ...(from && { from: midnight(from, 0) }),
    ...(to && { to: midnight(to, 1) }),
    limit,
  }
}

/** The query string of filters without empty ones; `over` replaces some. */
export function filterString(filters: CaseFilters, over: Partial<Record<keyof CaseFilters, string>> = {}): string {
  const query = new URLSearchParams()
  const all = { ...filters, states: filters.states.join(','), cursor: '', ...over }
  for (const [name, value] of Object.entries(all)) if (value) query.set(name === 'states' ? 'state' : name, value)
  return query.toString()
}
