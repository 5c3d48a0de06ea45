import { z } from 'zod'
import { bodyNames, checkResponsible, LOCAL_STREET } from './check-city.ts'
import type { City } from './city.ts'
import type { Fault } from './errors.ts'
import { responsibilitySchema } from './taxonomy.ts'

/** The name by which rules mean the government of the district where the matter is. */
export const DISTRICT_GOVERNMENT = '区政府'

const words = z.array(z.string().min(1)).min(1)

/** All conditions that are given must hold. Words are looked for as they stand in the caller's text or the place. */
const conditionSchema = z.strictObject({
  /** Any of these words is said. */
  said: words.optional(),
  /** None of these words is said. */
  unsaid: words.optional(),
  /** Any of these words is in the place of the problem (address, community). */
  at: words.optional(),
  /** Any of these words is in the name of the company or person complained about. */
  target: words.optional(),
  appealTypes: words.optional(),
  /** The category's own scope is one of these. */
  scopes: words.optional(),
})

/** A rule of dispatch that goes before the category's own responsibility. */
export const dispatchRuleSchema = z.strictObject({
  id: z.string().min(1),
  /** Why, in one short sentence that a dispatcher reads. */
  why: z.string().min(1),
  /** Code prefixes; a longer prefix is more specific. Empty: every category. */
  categories: z.array(z.string().regex(/^(\d{2}){1,3}$/)),
  when: conditionSchema,
  responsible: responsibilitySchema,
  /** Also defensible: unit ids, district bodies by common name, 属地街道, 区政府. */
  also: z.array(z.string()).default([]),
  mode: z.enum(['direct', 'whistle', 'escalate']).optional(),
  cooperating: z.array(z.string()).optional(),
})
export type DispatchRule = z.infer<typeof dispatchRuleSchema>

/** What holds for the whole city, beside its rules. */
export const dispatchTablesSchema = z.strictObject({
  /** Who takes a matter of street or district when not even the district is known. */
  unknownPlace: z.string(),
  /** The municipal department above each kind of district body. */
  municipal: z.record(z.string(), z.string()),
  /** Which body of the same district stands in for one that it does not have. */
  standIn: z.string(),
  /** Bodies that keep their work inside an area which otherwise has its own administration. */
  keptInEnclave: z.array(z.string()),
  /** What callers call a body; a body that is not listed is known by its name alone. */
  spoken: z.record(z.string(), words).default({}),
  /**
   * For categories that a named company answers for: which companies are in that trade. One of another trade, through
   * which was only paid or talked, counts when it is the one complained about. Categories that are not listed: any.
   */
  trades: z.array(z.strictObject({ categories: z.array(z.string()), units: z.array(z.string()) })).default([]),
  /** Appeal types that one unit always answers alone. */
  aloneTypes: z.array(z.string()),
  /** Words by which a caller says that several departments must come together, or that it goes beyond the district. */
  whistleWords: words,
  escalateWords: words,
})
export type DispatchTables = z.infer<typeof dispatchTablesSchema>

export interface Dispatching {
  rules: readonly DispatchRule[]
  tables: DispatchTables
}

/** How narrow a rule is: its longest prefix first, then how many conditions it makes. */
export function specificity(rule: DispatchRule): number {
  const prefix = Math.max(0, ...rule.categories.map((code) => code.length))
  return prefix * 10 + Object.values(rule.when).filter((value) => value !== undefined).length
}

export const bySpecificity = (rules: readonly DispatchRule[]): DispatchRule[] =>
  rules.toSorted((a, b) => specificity(b) - specificity(a))

/** Unknown names, rules that can never fire, and pairs that say different things of the same call. */
export function checkDispatching({ rules, tables }: Dispatching, city: City): Fault[] {
  const bodies = bodyNames(city.units)
  const isKnown = (name: string) =>
    city.units.get(name) !== undefined || bodies.has(name) || name === LOCAL_STREET || name === DISTRICT_GOVERNMENT
  const repeated = rules.filter(({ id }, index) => rules.findIndex((other) => other.id === id) < index)
  return [
    ...repeated.map(({ id }) => ({ path: `dispatch-rules.jsonl ${id}`, message: '规则 id 重复' })),
    ...rules.flatMap((rule) =>
      checkRule(rule, { city, bodies, isKnown }).map((message) => ({
        path: `dispatch-rules.jsonl ${rule.id}`,
        message,
      })),
    ),
    ...checkTables(tables, { city, bodies, isKnown }),
    ...checkPairs(bySpecificity(rules)),
  ]
}

interface Known {
  city: City
  bodies: ReadonlySet<string>
  isKnown: (name: string) => boolean
}

function checkRule(rule: DispatchRule, { city, bodies, isKnown }: Known): string[] {
  const { said, unsaid = [] } = rule.when
  const silenced = said?.every((word) => unsaid.some((other) => word.includes(other))) ?? false
  return [
    ...rule.categories.filter((code) => !city.taxonomy.get(code)).map((code) => `没有类 ${code}`),
    ...[...rule.also, ...(rule.cooperating ?? [])]
      .filter((name) => !isKnown(name))
      .map((name) => `没有单位「${name}」`),
    ...checkResponsible(rule.responsible, { units: city.units, bodies }),
    ...(silenced ? ['永远轮不到：每个 said 词里都有 unsaid 词'] : []),
  ]
}

function checkTables(tables: DispatchTables, { city, bodies, isKnown }: Known): Fault[] {
  const fault = (path: string, message: string): Fault => ({ path: `dispatch.json ${path}`, message })
  const missing = (id: string) => city.units.get(id) === undefined
  return [
    ...(missing(tables.unknownPlace) ? [fault('unknownPlace', `没有单位「${tables.unknownPlace}」`)] : []),
    ...Object.keys(tables.municipal)
      .filter((body) => !bodies.has(body))
      .map((body) => fault(`municipal.${body}`, '没有这个区机构')),
    ...Object.entries(tables.municipal)
      .filter(([, unit]) => missing(unit))
      .map(([body, unit]) => fault(`municipal.${body}`, `没有单位「${unit}」`)),
    ...tables.trades.flatMap(({ units }) => units.filter(missing).map((id) => fault('trades', `没有单位「${id}」`))),
    ...Object.keys(tables.spoken)
      .filter((name) => !isKnown(name))
      .map((name) => fault(`spoken.${name}`, '没有这个单位')),
    ...[...bodies]
      .filter((body) => !tables.municipal[body])
      .map((body) => fault('municipal', `区机构「${body}」没有对应的市级部门`)),
  ]
}

function checkPairs(ordered: readonly DispatchRule[]): Fault[] {
  return ordered.flatMap((rule, index) =>
    ordered.slice(0, index).flatMap((earlier): Fault[] => {
      if (!covers(earlier, rule)) return []
      const path = `dispatch-rules.jsonl ${rule.id}`
      const same = specificity(earlier) === specificity(rule) && covers(rule, earlier)
      return [
        { path, message: same ? `与「${earlier.id}」条件相同，结论应合为一条` : `永远轮不到：「${earlier.id}」先满足` },
      ]
    }),
  )
}

/** Whether every call that `narrow` fits also fits `wide`. */
function covers(wide: DispatchRule, narrow: DispatchRule): boolean {
  const within =
    narrow.categories.length > 0
      ? narrow.categories.every(
          (code) => wide.categories.length === 0 || wide.categories.some((prefix) => code.startsWith(prefix)),
        )
      : wide.categories.length === 0
  const implied = (key: 'said' | 'at' | 'target' | 'appealTypes' | 'scopes') =>
    wide.when[key] === undefined ||
    (narrow.when[key]?.every((word) => wide.when[key]?.some((other) => word.includes(other))) ?? false)
  const unsaid =
    wide.when.unsaid === undefined ||
    (narrow.when.unsaid !== undefined && wide.when.unsaid.every((word) => narrow.when.unsaid?.includes(word)))
  return (
    within &&
    unsaid &&
    implied('said') &&
    implied('at') &&
    implied('target') &&
    implied('appealTypes') &&
    implied('scopes')
  )
}
