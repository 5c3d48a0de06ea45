import { LOCAL_STREET } from '../domain/check-city.ts'
import type { City } from '../domain/city.ts'
import { bySpecificity, DISTRICT_GOVERNMENT, type Dispatching, type DispatchRule } from '../domain/dispatch-rules.ts'
import type { LeafCategory, Responsibility } from '../domain/taxonomy.ts'
import { AhoCorasick, unitsOf } from '../text/aho-corasick.ts'
import type { Matter } from './matter.ts'

export interface Resolution {
  unit: string
  /** Which of the three grounds decided: the category's duty, the place, a company that was named, or a rule. */
  ground: 'duty' | 'place' | 'named' | 'rule'
  rule: DispatchRule | null
  /** Whether it hangs on where the matter is. */
  local: boolean
  also: string[]
  mode: LeafCategory['mode']
  cooperating: string[]
}

export interface UnitResolver {
  /** Who answers for a matter of this category at this place. */
  resolve(leaf: LeafCategory, matter: Matter): Resolution
  /** Everyone whom the category would call together, whatever the mode. */
  partners(leaf: LeafCategory, matter: Matter): string[]
}

/** By duty, jurisdiction, named company and the city's rules. */
export function createUnitResolver(city: City): UnitResolver {
  const { dispatching } = city
  const ordered = bySpecificity(dispatching.rules)
  const within = (categories: readonly string[], code: string) => categories.some((prefix) => code.startsWith(prefix))
  const rulesOf = new Map(
    city.taxonomy.leaves.map(({ code }) => [
      code,
      ordered.filter(({ categories }) => categories.length === 0 || within(categories, code)),
    ]),
  )
  const tradeOf = new Map(
    city.taxonomy.leaves.map(({ code }) => [
      code,
      dispatching.tables.trades.find(({ categories }) => within(categories, code))?.units,
    ]),
  )
  const lookup = createLookup(city)
  const hear = createHearing(city)
  const inTrade = (code: string, { named, accused }: Matter) => {
    const trade = tradeOf.get(code)
    return trade ? named.filter((unit) => unit === accused || trade.includes(unit.id)) : named
  }
  return {
    resolve(leaf, matter) {
      const heard = hear(matter.said)
      const rule = rulesOf.get(leaf.code)?.find((candidate) => fits(candidate, { leaf, matter, heard })) ?? null
      const responsible = rule?.responsible ?? variantOf(leaf.responsible, heard)
      const found = lookup.responsible(responsible, { ...matter, named: inTrade(leaf.code, matter) })
      const also = (rule?.also ?? []).flatMap((name) => lookup.byName(name, matter) ?? [])
      const manner = mannerOf({ leaf, rule, matter, heard, unit: found.unit, lookup, dispatching })
      return {
        ...found,
        ground: rule ? 'rule' : found.ground,
        rule,
        local: found.ground === 'place',
        also: also.filter((id) => id !== found.unit),
        ...manner,
      }
    },
    partners: (leaf, matter) => leaf.cooperating.flatMap((name) => lookup.byName(name, matter) ?? []),
  }
}

/** Which of the words that rules and duties ask for the caller said. */
type Heard = ReadonlySet<string>

/** One call is held against hundreds of words for every category in question: they are looked for once. */
function createHearing({ taxonomy, dispatching: { rules, tables } }: City): (said: string) => Heard {
  const bodies = [...taxonomy.leaves, ...rules].flatMap(({ cooperating }) => cooperating ?? [])
  const words = new Set([
    ...rules.flatMap(({ when }) => [...(when.said ?? []), ...(when.unsaid ?? [])]),
    ...taxonomy.leaves.flatMap(({ responsible }) => (responsible.variants ?? []).map(({ when }) => when)),
    ...tables.escalateWords,
    ...tables.whistleWords,
    ...bodies.flatMap((name) => tables.spoken[name] ?? [name]),
  ])
  const listed = [...words]
  const automaton = new AhoCorasick(listed)
  let last: { said: string; heard: Heard } = { said: '', heard: new Set() }
  return (said) => {
    if (last.said !== said)
      last = { said, heard: new Set(automaton.find(unitsOf(said)).map(({ pattern }) => listed[pattern]!)) }
    return last.heard
  }
}

interface FitOptions {
  leaf: LeafCategory
  matter: Matter
  heard: Heard
}

function fits({ when }: DispatchRule, { leaf, matter, heard }: FitOptions): boolean {
  const { at, appealType } = matter
  const target = matter.target ?? ''
  const has = (words: readonly string[] | undefined, text: string) =>
    words === undefined || words.some((word) => text.includes(word))
  return (
    (when.said?.some((word) => heard.has(word) || target.includes(word)) ?? true) &&
    !(when.unsaid?.some((word) => heard.has(word)) ?? false) &&
    has(when.at, at) &&
    has(when.target, target) &&
    (when.appealTypes === undefined || when.appealTypes.includes(appealType ?? '')) &&
    (when.scopes === undefined || when.scopes.includes(leaf.responsible.scope))
  )
}

function variantOf(responsible: Responsibility, heard: Heard): Responsibility {
  const variant = responsible.variants?.find(({ when }) => heard.has(when))
  return variant ? { ...responsible, districtBody: variant.districtBody } : responsible
}

interface Lookup {
  responsible(responsible: Responsibility, matter: Matter): { unit: string; ground: Resolution['ground'] }
  /** A unit id, a district body by common name, 属地街道 or 区政府; null when the place does not tell. */
  byName(name: string, matter: Matter): string | null
}

function createLookup({ units, dispatching: { tables } }: City): Lookup {
  const enclaves = units.units.filter((unit) => unit.covers?.length)
  const body = (name: string, { district, street }: Matter): string => {
    const enclave = enclaves.find((unit) => street !== null && unit.covers?.includes(street))
    if (enclave && !tables.keptInEnclave.includes(name)) return enclave.id
    const municipal = tables.municipal[name] ?? tables.unknownPlace
    if (district === null) return municipal
    return (units.districtBody(district, name) ?? units.districtBody(district, tables.standIn))?.id ?? municipal
  }
  const government = ({ district }: Matter) => (district === null ? undefined : units.district(district)?.id)
  const local = (matter: Matter) => (matter.street === null ? undefined : units.street(matter.street)?.id)

  const responsible: Lookup['responsible'] = (duty, matter) => {
    const { scope, unit, districtBody, fallback } = duty
    if (unit) return { unit, ground: 'duty' }
    if (scope === 'street') return { unit: local(matter) ?? government(matter) ?? tables.unknownPlace, ground: 'place' }
    if (scope === 'government') return { unit: government(matter) ?? tables.unknownPlace, ground: 'place' }
    if (scope === 'district') return { unit: body(districtBody ?? '', matter), ground: 'place' }
    const named = matter.named.find((item) => item.kind === 'enterprise' || item.kind === 'platform')
    if (named) return { unit: named.id, ground: 'named' }
    return fallback ? responsible(fallback, matter) : { unit: tables.unknownPlace, ground: 'duty' }
  }
  return {
    responsible,
    byName(name, matter) {
      if (name === LOCAL_STREET) return local(matter) ?? null
      if (name === DISTRICT_GOVERNMENT) return government(matter) ?? null
      return units.get(name)?.id ?? body(name, matter)
    },
  }
}

interface MannerOptions extends FitOptions {
  rule: DispatchRule | null
  unit: string
  lookup: Lookup
  dispatching: Dispatching
}

function mannerOf({
  leaf,
  rule,
  matter,
  heard,
  unit,
  lookup,
  dispatching: { tables },
}: MannerOptions): Pick<Resolution, 'mode' | 'cooperating'> {
  if (tables.aloneTypes.includes(matter.appealType ?? '')) return { mode: 'direct', cooperating: [] }
  const says = (words: readonly string[]) => words.some((word) => heard.has(word))
  const usual = rule?.mode ?? leaf.mode
  const mode = says(tables.escalateWords)
    ? 'escalate'
    : usual === 'direct' && says(tables.whistleWords)
      ? 'whistle'
      : usual
  if (mode === 'direct') return { mode, cooperating: [] }
  const names = rule?.cooperating ?? leaf.cooperating
  // Callers say 城管 or 交警, not the name of the district's body.
  const mentioned =
    leaf.mode === 'direct' && !rule?.cooperating
      ? names.filter((name) => (tables.spoken[name] ?? [name]).some((word) => heard.has(word)))
      : []
  const resolved = (mentioned.length > 0 ? mentioned : names).flatMap((name) => lookup.byName(name, matter) ?? [])
  const cooperating = [...new Set(resolved)].filter((id) => id !== unit)
  return cooperating.length > 0 ? { mode, cooperating } : { mode: 'direct', cooperating: [] }
}
