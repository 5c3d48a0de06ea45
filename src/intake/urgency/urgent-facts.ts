import type { NormalisedTurn } from '../../text/normalise.ts'
import { affirms } from '../assent.ts'
import type { Mention } from '../evidence.ts'
import { bodilyDanger } from './bodily-danger.ts'
import { findEnded } from './ended.ts'
import { isDenied, isEarlier, isNow, isSupposed } from './fact-context.ts'
import type { FactRule } from './fact-rule.ts'
import { hazards } from './hazards.ts'
import { householdFacts } from './household-facts.ts'
import { relief } from './relief.ts'
import { selfHarm } from './self-harm.ts'
import { structuralFacts } from './structural-facts.ts'

export type UrgentFactKind =
  | 'wholeBuilding'
  | 'manyHomes'
  | 'inflow'
  | 'fire'
  | 'collapse'
  | 'hanging'
  | 'hazard'
  | 'fumes'
  | 'selfHarm'
  | 'dependent'
  | 'cutOff'
  | 'examination'
  | 'manyIll'
  | 'climbing'
  | 'peril'
  | 'settled'
  | 'noHurry'

/** A fact that moves the deadline, with the words that tell it. */
export interface UrgentFact {
  kind: UrgentFactKind
  mention: Mention
}

export const rules: readonly FactRule[] = [
  ...bodilyDanger,
  ...hazards,
  ...structuralFacts,
  ...householdFacts,
  ...selfHarm,
  ...relief,
]
const scanners = rules.map((rule) => ({ ...rule, scan: new RegExp(rule.pattern.source, 'g') }))
type Scanner = (typeof scanners)[number]

/** Numbers of the rules that a character is an anchor of. */
const anchored = new Map<string, number[]>()
scanners.forEach(({ anchor }, rule) => {
  for (const character of anchor) anchored.set(character, [...(anchored.get(character) ?? []), rule])
})

/** The rules that may say something of a text. */
function scannersFor(text: string): Scanner[] {
  const met = new Set<number>()
  for (const character of text) for (const rule of anchored.get(character) ?? []) met.add(rule)
  return scanners.filter((_, rule) => met.has(rule))
}

/** Facts told by the caller, or asked by the agent and affirmed; one of each rule a turn. */
export function findUrgentFacts(turns: readonly NormalisedTurn[]): UrgentFact[] {
  const told = turns.flatMap(({ role, text }, turn): UrgentFact[] => {
    if (role === 'agent' && !confirmedQuestion(turns, turn)) return []
    return scannersFor(text).flatMap((rule) => {
      const found = findIn(text, rule)
      return found ? [{ kind: rule.kind, mention: { turn, ...found } }] : []
    })
  })
  return [...told, ...findEnded(turns)]
}

function findIn(text: string, rule: Scanner): { start: number; end: number } | null {
  for (const match of text.matchAll(rule.scan)) {
    const start = match.index
    const end = start + match[0].length
    if (stands(text, { start, end, rule })) return { start, end }
  }
  return null
}

/** The words are meant as they are said: not denied, feared, told of another day. */
function stands(text: string, { start, end, rule }: { start: number; end: number; rule: FactRule }): boolean {
  if (rule.unless?.test(text.slice(Math.max(0, start - 10), end + 8)) || isDenied(text, start, end)) return false
  if (!rule.state && isSupposed(text, start, end)) return false
  if (rule.passing && isEarlier(text, start, end)) return false
  return !rule.now || isNow(text, start, end)
}

/** 「整栋楼都没水吗」「对」. */
function confirmedQuestion(turns: readonly NormalisedTurn[], turn: number): boolean {
  const answer = turns[turn + 1]
  return (
    answer?.role === 'caller' &&
    /[？吗吧]/.test(turns[turn]!.text) &&
    !/还是/.test(turns[turn]!.text) &&
    affirms(answer.text)
  )
}
