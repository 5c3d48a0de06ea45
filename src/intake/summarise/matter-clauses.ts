import type { NormalisedTurn } from '../../text/normalise.ts'
import { sourceSpan } from '../../text/normalise.ts'
import type { Mention } from '../evidence.ts'
import type { PersonalData } from '../redact.ts'
import { isBeside, isDemand, isFeeling, statesFact, withoutFillers } from './clause-words.ts'

/** One clause of what the caller said about the matter, without fillers. */
export interface Clause extends Mention {
  text: string
  score: number
  /** What he wants done, not what is. */
  demand: boolean
  /** The last of its sentence. */
  closes: boolean
}

export interface MatterOptions {
  personal: readonly PersonalData[]
  /** Where the place was told: the summary opens with the address, so that clauses of nothing else are left out. */
  place: readonly Mention[]
  weight: (mention: Mention) => number
}

const SHORTEST = 4
const comma = /^[，、；]/

/** The caller's clauses that tell the matter, in order, those that say most scored highest. */
export function readMatter(turns: readonly NormalisedTurn[], { personal, place, weight }: MatterOptions): Clause[] {
  const clauses: Clause[] = []
  const seen = new Set<string>()
  for (const [turn, normalised] of turns.entries()) {
    if (normalised.role !== 'caller') continue
    for (const match of normalised.text.matchAll(/[^，。！？；\s]+/g)) {
      const mention = { turn, start: match.index, end: match.index + match[0].length }
      const text = withoutFillers(match[0])
      if (text.length < SHORTEST || seen.has(text) || isBeside(text)) continue
      if (isPersonal(normalised, mention, personal) || isPlace(mention, place)) continue
      seen.add(text)
      const closes = !comma.test(normalised.text.slice(mention.end))
      const demand = isDemand(text)
      const score = scoreOf(text, { turn, demand }) + weight(mention) * 0.8
      clauses.push({ ...mention, text, score, demand, closes })
    }
  }
  return clauses
}

function isPersonal(turn: NormalisedTurn, mention: Mention, personal: readonly PersonalData[]): boolean {
  const span = sourceSpan(turn, mention.start, mention.end)
  return personal.some((item) => item.turn === mention.turn && item.start < span.end && span.start < item.end)
}

/** What is left of a clause of place beside the place: 「我住」, 「就在」. */
const LEFT_OF_PLACE = 4

function isPlace({ turn, start, end }: Mention, place: readonly Mention[]): boolean {
  const covered = place
    .filter((span) => span.turn === turn)
    .reduce((sum, span) => sum + Math.max(0, Math.min(end, span.end) - Math.max(start, span.start)), 0)
  return covered > 0 && end - start - covered <= LEFT_OF_PLACE
}

function scoreOf(text: string, { turn, demand }: { turn: number; demand: boolean }): number {
  let score = 1 - turn * 0.04
  if (isFeeling(text)) score -= 3
  if (demand) score += 0.6
  if (statesFact(text)) score += 0.5
  if (text.length > 8) score += 0.3
  return score
}
