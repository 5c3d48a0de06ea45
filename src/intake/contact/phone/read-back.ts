import { phoneKind, startsLikeMobile } from '../../../domain/phone.ts'
import { type DigitRun, findDigitRuns } from '../../../text/phone-digits.ts'
import { affirms, denies } from '../../assent.ts'
import type { CallingNumber } from './calling-number.ts'
import type { PhoneNumbers } from './phone-numbers.ts'
import { correctedPlace } from './phone-words.ts'

/** Digits that the agent reads to the caller: a whole number, or the end of one. */
export interface ReadBack {
  digits: string
  whole: boolean
}

const asksWhetherRight = /尾号|后[四4]位|末[四4]位|对吗|对吧|是吗|是吧/

/** What the agent read back, or null; the end of a number counts when a number was begun or the agent asks about it. */
export function numberReadBack(text: string, read: readonly DigitRun[], begun: boolean): ReadBack | null {
  const runs = read.filter(({ digits }) => digits.length >= 4)
  const whole = runs.find(
    ({ digits }) =>
      phoneKind(digits) !== null || (startsLikeMobile(digits) && digits.length >= 10 && digits.length <= 12),
  )
  if (whole) return { digits: whole.digits, whole: true }
  const tail = runs.at(-1)
  if (!tail || tail.digits.length > 8 || !(begun || asksWhetherRight.test(text))) return null
  return { digits: tail.digits, whole: false }
}

interface Answer {
  index: number
  text: string
  readBack: ReadBack
  numbers: PhoneNumbers
  calling: CallingNumber
}

/** The caller agrees with what was read, or means to correct it. */
export function answerReadBack({ index, text, readBack, numbers, calling }: Answer): void {
  const { digits } = readBack
  const agreed = affirms(text) && !denies(text)
  const { current } = numbers
  const wholeTurn = { turn: index, start: 0, end: Math.max(1, text.length) }
  if (!readBack.whole) {
    if (agreed) confirmTail(digits)
    return
  }
  if (!agreed) {
    correctAsRead()
    return
  }
  if (current) {
    current.digits = digits
    current.confirmed = true
    current.evidence.push({ turn: index, start: 0, end: Math.max(1, Math.min(text.length, 4)) })
  } else if (digits === calling.digits) calling.agree(wholeTurn)
  else numbers.begin(digits, { turn: index, start: 0, end: Math.max(1, Math.min(text.length, 4)) }, true)

  function confirmTail(tail: string): void {
    if (current && current.digits.length >= 7) {
      const whole = phoneKind(current.digits) !== null
      if (whole) current.digits = current.digits.slice(0, -tail.length) + tail
      current.confirmed = whole && phoneKind(current.digits) !== null
    } else if (calling.digits?.endsWith(tail)) calling.agree(wholeTurn)
  }

  /** What he corrects is the number as the agent read it. */
  function correctAsRead(): void {
    const parts = findDigitRuns(text).some((run) => run.digits.length > 1 && run.digits.length < 9)
    if (!denies(text) && !correctedPlace.test(text) && !parts) return
    if (!current) numbers.begin(digits, { turn: index, start: 0, end: 1 }, false)
    else if (current.digits.length >= 10) current.digits = digits
  }
}
