import type { DigitRun } from './phone-digits.ts'
import { digitOf } from './spoken-number.ts'

/** Words that a recogniser writes for digits said quickly. */
const homophones: readonly (readonly [string, string])[] = [
  ['0', '灵铃另林动'],
  ['1', '要腰妖夭依衣'],
  ['2', '儿而饿尔'],
  ['3', '山散伞'],
  ['4', '是死事寺'],
  ['5', '我无舞屋午'],
  ['6', '留刘流'],
  ['7', '起期妻气'],
  ['8', '吧把巴爸'],
  ['9', '酒就久旧'],
]
const soundsLike = new Map(homophones.flatMap(([digit, words]) => [...words].map((word) => [word, digit] as const)))
/** A mobile begins with 1, then 3 to 9, a pause between them perhaps. */
const mobileStart = new RegExp(
  `[1一壹幺${wordsFor('1')}][\\s，、-]*[3-9三四五六七八九叁肆伍陆柒捌玖拐勾钩${['3', '4', '5', '6', '7', '8', '9'].map(wordsFor).join('')}]`,
  'g',
)

function wordsFor(digit: string): string {
  return homophones.find(([known]) => known === digit)?.[1] ?? ''
}

/**
 * Mobile numbers in which the recogniser wrote words that sound like digits (幺三吧零零…): eleven in a row that begin
 * like a mobile, most of them true digits.
 */
export function findMisheardMobiles(text: string): DigitRun[] {
  const runs: DigitRun[] = []
  mobileStart.lastIndex = 0
  for (let match = mobileStart.exec(text); match; match = mobileStart.exec(text)) {
    const run = misheardAt(text, match.index)
    if (run) runs.push(run)
    mobileStart.lastIndex = run ? run.end : match.index + 1
  }
  return runs
}

function misheardAt(text: string, start: number): DigitRun | null {
  let digits = ''
  let truly = 0
  let at = start
  for (; at < text.length && digits.length < 11; at++) {
    const character = text[at]!
    if (/[\s，、-]/.test(character)) continue
    const digit = digitOf(character)
    const heard = digit === null ? heardAs(text, at) : String(digit)
    if (heard === undefined) return null
    if (digit !== null) truly++
    digits += heard
  }
  const endsTruly = digitOf(text[at - 1] ?? '') !== null
  if (!endsTruly || truly < 7 || truly === 11 || !/^1[3-9]\d{9}$/.test(digits)) return null
  return { digits, start, end: at, groups: [{ digits, start, end: at }] }
}

/** A word counts as a digit only inside the number: 「…六零五，就这个」 ends before 就. */
function heardAs(text: string, at: number): string | undefined {
  const before = text[at - 1] ?? ''
  const inside = digitOf(before) !== null || soundsLike.has(before)
  return inside && at + 1 < text.length ? soundsLike.get(text[at]!) : undefined
}
