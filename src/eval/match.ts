import type { City } from '../domain/city.ts'
import type { Form } from '../domain/form.ts'
import type { EvalCase } from './suite.ts'

/** The rules by which an answer counts as right, section 15 of the labelling guide. */
export interface Matcher {
  /** Null when the case says nothing about the field. */
  isRight(field: string, form: Form, testCase: EvalCase): boolean | null
}

const EXACT = new Set([
  'appealType',
  'district',
  'street',
  'community',
  'tier',
  'mode',
  'repeat',
  'phone',
  'callerName',
])

export function createMatcher(city: City): Matcher {
  const streets = city.units.units
    .filter((unit) => unit.kind === 'street')
    .map((unit) => unit.name)
    .sort((a, b) => b.length - a.length)
  const aliases = aliasTable(city)
  const address = (text: string) => normaliseAddress(text, streets, aliases)
  return {
    isRight(field, form, { gold, unsure }) {
      const suggestion = form[field as keyof Form] as { value: unknown; level: string } | null
      const value = suggestion?.value ?? null
      if (unsure.includes(field)) return value === null || suggestion?.level === 'review'
      const expected = gold[field as keyof typeof gold]
      if (expected === undefined) return null
      if (field === 'category') return value === expected || (gold.alsoAccept ?? []).includes(String(value))
      if (field === 'unit') return value === expected || (gold.unitAlsoAccept ?? []).includes(String(value))
      if (EXACT.has(field)) return value === expected
      if (value === null || expected === null) return value === expected
      if (field === 'address') return address(String(value)) === address(String(expected))
      if (field === 'occurred') return normaliseTime(String(value)) === normaliseTime(String(expected))
      return normaliseText(String(value)) === normaliseText(String(expected))
    },
  }
}

export const normaliseText = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,。,.、;:!?“”"'()（），。；：！？]/g, '')

export const normaliseTime = (text: string) =>
  normaliseText(text)
    .replace(/^(打从|自从|打|从|自)/, '')
    .replace(/了/g, '')

/**
 * Words of one meaning in an address. The guide names 边 and 侧; two labellers of one call also differ in these, and a
 * dispatcher would not notice. Numbers and names stay as they are.
 */
const sameWords: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [/旁边|边上/g, '旁'],
  [/[跟与]/g, '和'],
  [/([前后上下里外])[头边]/g, '$1面'],
  [/里面/g, '内'],
  [/底下|下面/g, '下'],
  [/对过/g, '对面'],
  [/(?<=[0-9])[栋幢]/g, '号楼'],
  [/(?<=[0-9])门(?!口)/g, '单元'],
  [/边/g, '侧'],
  // 某村，村口 and 某村村口.
  [/村村(?=[东西南北中口头委边里])/g, '村'],
  // 第二个门 and 第2个门: the guide has digits for buildings, units, rooms and floors, and leaves the rest as said.
  [/(?<=第)[一二三四五六七八九](?![十百])/g, (digit) => String('一二三四五六七八九'.indexOf(digit) + 1)],
]

function normaliseAddress(text: string, streets: readonly string[], aliases: ReadonlyMap<string, string>): string {
  let plain = sameWords.reduce(
    (words, [pattern, word]) =>
      typeof word === 'string' ? words.replace(pattern, word) : words.replace(pattern, word),
    normaliseText(text),
  )
  const street = streets.find((name) => plain.startsWith(name))
  if (street && plain.length > street.length) plain = plain.slice(street.length)
  for (const [alias, name] of aliases)
    if (plain.startsWith(alias) && !plain.startsWith(name)) return name + plain.slice(alias.length)
  return plain
}

/** Aliases of the gazetteer that mean one place only, longest first. */
function aliasTable(city: City): ReadonlyMap<string, string> {
  const names = new Map<string, Set<string>>()
  for (const place of city.gazetteer)
    for (const alias of place.aliases)
      if (alias.length >= 3 && place.type !== 'street' && place.type !== 'community' && place.type !== 'village')
        names.set(normaliseText(alias), (names.get(normaliseText(alias)) ?? new Set()).add(normaliseText(place.name)))
  const single = [...names].flatMap(([alias, targets]) =>
    targets.size === 1 ? [[alias, [...targets][0] as string] as const] : [],
  )
  return new Map(single.sort((a, b) => b[0].length - a[0].length))
}

/** F1 of two sets; two empty ones agree fully. */
export function setF1(predicted: readonly string[], expected: readonly string[]): number {
  if (predicted.length === 0 && expected.length === 0) return 1
  const common = predicted.filter((item) => expected.includes(item)).length
  return (2 * common) / (predicted.length + expected.length)
}

/** Character-bigram F1, for addresses and other short texts. */
export function textF1(predicted: string, expected: string): number {
  const grams = (text: string) => Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))
  const left = grams(normaliseText(predicted))
  const right = grams(normaliseText(expected))
  if (left.length === 0 || right.length === 0) return normaliseText(predicted) === normaliseText(expected) ? 1 : 0
  const rest = [...right]
  let common = 0
  for (const gram of left) {
    const at = rest.indexOf(gram)
    if (at < 0) continue
    rest.splice(at, 1)
    common += 1
  }
  return (2 * common) / (left.length + right.length)
}
