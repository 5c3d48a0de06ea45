import { findDigitRuns } from '../../../text/phone-digits.ts'

export interface DigitSwap {
  wrong: string
  right: string
  /** UTF-16 offsets of the words. */
  start: number
  end: number
}

const spokenDigits = '[零〇一二三四五六七八九十百幺两俩仨洞拐勾0-9个]{1,12}'
const notThisButThat = new RegExp(
  `(?:不是|没有)(${spokenDigits})[，,、。\\s]*(?:哈|啊)?(?:应该)?(?:而)?是(${spokenDigits})`,
  'g',
)
const thisNotThat = new RegExp(`是(${spokenDigits})[，,、。\\s]*(?:而)?不是(${spokenDigits})`, 'g')

/** 「不是三，是八」 and 「是八不是三」, for digits of equal number. */
export function findDigitSwaps(text: string): DigitSwap[] {
  if (!/不是|没有/.test(text)) return []
  const found = [
    ...[...text.matchAll(notThisButThat)].map((match) => ({ match, wrong: match[1]!, right: match[2]! })),
    ...[...text.matchAll(thisNotThat)].map((match) => ({ match, wrong: match[2]!, right: match[1]! })),
  ]
  return found.flatMap(({ match, wrong, right }) => {
    const wrongDigits = findDigitRuns(wrong)[0]?.digits
    const rightDigits = findDigitRuns(right)[0]?.digits
    if (!wrongDigits || !rightDigits || wrongDigits.length !== rightDigits.length || wrongDigits === rightDigits)
      return []
    return [{ wrong: wrongDigits, right: rightDigits, start: match.index, end: match.index + match[0].length }]
  })
}
