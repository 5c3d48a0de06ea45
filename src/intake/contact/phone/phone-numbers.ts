import { phoneKind, startsLikeMobile } from '../../../domain/phone.ts'
import type { DigitRun } from '../../../text/phone-digits.ts'
import type { Mention } from '../../evidence.ts'
import type { NumberPosition } from './number-position.ts'
import { numberSaidAgain } from './said-again.ts'

export interface PhoneNumber {
  digits: string
  evidence: Mention[]
  /** The agent read it back and the caller agreed. */
  confirmed: boolean
  corrected: boolean
  preferred: boolean
  /** The recogniser wrote other words for some of its digits. */
  misheard: boolean
  /** To be called only when the calling number does not answer. */
  fallback: boolean
  /** The words of the clause that led to it: 我爱人的, 座机. */
  label: string
}

type Manner = Pick<PhoneNumber, 'preferred' | 'corrected' | 'misheard' | 'fallback' | 'label'>

/** The numbers that the caller gives, each growing over groups and turns until it is complete. */
export class PhoneNumbers {
  readonly all: PhoneNumber[] = []
  /** The one being said or corrected. */
  current: PhoneNumber | null = null

  get complete(): PhoneNumber[] {
    return this.all.filter(({ digits }) => phoneKind(digits) !== null)
  }

  /** The number that the agent read, for the caller to confirm or correct. */
  begin(digits: string, mention: Mention, confirmed: boolean): void {
    const manner = { corrected: false, preferred: false, misheard: false, fallback: false, label: '' }
    this.current = { digits, evidence: [mention], confirmed, ...manner }
    this.all.push(this.current)
  }

  /** A number begun; it takes the place of one that is corrected or was left incomplete. */
  start(run: DigitRun, mention: Mention, manner: Manner): void {
    const digits = numberSaidAgain(run) ?? run.digits
    const last = this.all.at(-1)
    const replaces = last !== undefined && ((this.current !== null && manner.corrected) || !phoneKind(last.digits))
    if (replaces) this.all.pop()
    const known = this.all.find((other) => other.digits === digits)
    this.current = known ?? { digits, evidence: [mention], confirmed: false, ...manner }
    if (!known) this.all.push(this.current)
  }

  drop(): void {
    const at = this.current ? this.all.indexOf(this.current) : -1
    if (at >= 0) this.all.splice(at, 1)
    this.current = null
  }
}

/** A further group of the number. */
export function appendDigits(number: PhoneNumber, digits: string, mention: Mention): void {
  const { digits: before } = number
  if (phoneKind(before + digits) === null) {
    // A mobile is complete at eleven digits; what the caller repeats of its end adds nothing.
    if (before.length >= 7 && before.endsWith(digits)) return
    const overlap = saidOver(before, digits)
    number.digits = before.slice(0, before.length - overlap) + digits
  } else number.digits += digits
  number.evidence.push(mention)
}

/** 「…三四三」「三四三九」: how many digits of the end the caller says again, so that a mobile comes out whole; 0 for none. */
export function saidOver(before: string, digits: string): number {
  const overlap = before.length + digits.length - 11
  return startsLikeMobile(before) &&
    overlap >= 2 &&
    overlap < digits.length &&
    before.endsWith(digits.slice(0, overlap))
    ? overlap
    : 0
}

/** 「不对，…」: digits that take the place of the last ones, or go on where the number broke off. */
export function amendDigits(number: PhoneNumber, digits: string, mention: Mention): void {
  const { digits: before } = number
  const last = before.slice(-digits.length)
  const alike = [...last].filter((digit, index) => digit === digits[index]).length
  const goesOn = startsLikeMobile(before) && before.length + digits.length <= 11 && alike * 2 < digits.length
  if (goesOn) {
    number.corrected = true
    number.digits += digits
    number.evidence.push(mention)
  } else replaceDigits(number, { position: { from: 'end', count: digits.length }, digits, mention })
}

/** 「后四位是…」: digits at a place that was named. */
export function replaceDigits(
  number: PhoneNumber,
  { position, digits, mention }: { position: NumberPosition; digits: string; mention: Mention },
): void {
  const { digits: before } = number
  number.corrected = true
  number.evidence.push(mention)
  const open = phoneKind(before) === null && before.length + digits.length <= 11 && startsLikeMobile(before)
  if (position.from === 'end' && open) {
    number.digits = before + digits
    return
  }
  const at = position.from === 'start' ? (position.offset ?? 0) : before.length - (position.offset ?? digits.length)
  if (at < 0 || at > before.length) return
  number.digits = before.slice(0, at) + digits + before.slice(at + digits.length)
}
