import { readCardinal } from './spoken-number.ts'
import type { MinuteSpan } from './time-span.ts'

interface PartOfDay {
  pattern: RegExp
  from: number
  to: number
  /** Which of its hours are told as 1 to 12 and lie in the afternoon or after midnight. */
  hour: (told: number) => number
}

const asTold = (told: number) => told
const afternoon = (told: number) => (told < 12 ? told + 12 : told)
/** 「晚上十点」 is 22, 「晚上十二点」 24, 「夜里两点」 26: the same night. */
const night = (told: number) => (told <= 5 || told === 12 ? (told % 12) + 24 : told < 12 ? told + 12 : told)

/** When the parts of a day are, as people speak of them; the night's end lies on the next day. */
const partsOfDay: readonly PartOfDay[] = [
  { pattern: /后半夜/, from: 24, to: 29, hour: night },
  { pattern: /凌晨|天(?:还?没|不)亮/, from: 0, to: 6, hour: asTold },
  { pattern: /半夜|夜里|夜间|深夜|夜/, from: 22, to: 29, hour: night },
  { pattern: /天(?:刚|蒙蒙|刚蒙蒙)亮|大?清早|清晨|一大?早|大早上|早上|早晨|早起|早/, from: 5, to: 9, hour: asTold },
  { pattern: /头晌|上午/, from: 8, to: 12, hour: asTold },
  { pattern: /中午|晌午/, from: 11, to: 14, hour: (told) => (told <= 3 ? told + 12 : told) },
  { pattern: /下午|后晌/, from: 12, to: 18, hour: afternoon },
  { pattern: /傍晚|傍黑|擦黑/, from: 17, to: 20, hour: afternoon },
  { pattern: /晚上|晚间|天一?黑|晚/, from: 18, to: 24, hour: night },
  { pattern: /白天/, from: 8, to: 18, hour: asTold },
]

const clock =
  /([0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:点(?:钟)?|[:：])(半|一刻|三刻|[0-9]{1,2}分?|[零一二三四五六七八九十]{1,3}分?)?/
const quarters: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45 }

/** The hours that words tell: 晚上十点多 → 22:00 to 23:00 of the same day. Null when they tell none. */
export function resolveHours(words: string): MinuteSpan | null {
  const part = partsOfDay.find(({ pattern }) => pattern.test(words))
  const match = clock.exec(words)
  if (!match) return part ? { from: part.from * 60, to: part.to * 60, grain: 'part' } : null
  const told = numberOf(match[1]!)
  if (told === null || told > 24) return null
  const hour = part && told <= 12 ? part.hour(told) : told
  const minutes = match[2] === undefined ? null : (quarters[match[2]] ?? numberOf(match[2].replace('分', '')))
  if (minutes !== null && minutes > 59) return null
  const from = hour * 60 + (minutes ?? 0)
  return minutes === null ? { from, to: from + 60, grain: 'hour' } : { from, to: from + 1, grain: 'minute' }
}

export function numberOf(words: string): number | null {
  if (/^\d+$/.test(words)) return Number(words)
  return readCardinal(words.replace(/^零/, ''))
}
