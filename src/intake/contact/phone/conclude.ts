import { phoneKind, startsLikeMobile } from '../../../domain/phone.ts'
import type { Mention } from '../../evidence.ts'
import type { CallingNumber } from './calling-number.ts'
import type { PhoneNumber, PhoneNumbers } from './phone-numbers.ts'

export interface PhoneReading {
  /** Digits, or null: nothing was left, or the caller wants no call. */
  value: string | null
  confidence: number
  evidence: Mention[]
  alternatives: string[]
  review: { reason: string; question?: string } | null
}

interface Heard {
  numbers: PhoneNumbers
  calling: CallingNumber
  refusal: Mention | null
  /** The talk was of telephone numbers at all. */
  spoken: boolean
}

/** The number to call back: the one he gave, else what he said of the one on the display. */
export function concludePhone(heard: Heard): PhoneReading {
  const { numbers, calling, refusal } = heard
  const chosen = choose(numbers, calling)
  if (chosen) return fromNumber(chosen, heard)
  const nothing = { value: null, alternatives: [], review: null }
  if (refusal) return { ...nothing, confidence: 0.9, evidence: [refusal] }
  if (calling.refused && !calling.agreed) {
    const review = { reason: '来电号码不宜回拨，未留其他号码', question: '请问您留一个哪个号码，方便我们回访？' }
    return { ...nothing, confidence: 0.8, evidence: [], review }
  }
  if (calling.digits === null) {
    const review = { reason: '没有联系电话', question: '请问您的联系电话是多少？' }
    return { ...nothing, confidence: 0.9, evidence: [], review }
  }
  const confidence = calling.agreed ? 0.98 : heard.spoken ? 0.8 : 0.97
  return { ...nothing, value: calling.digits, confidence, evidence: calling.evidence }
}

function choose(numbers: PhoneNumbers, calling: CallingNumber): PhoneNumber | null {
  if (calling.settled) return null
  const stands = ({ fallback, confirmed }: PhoneNumber) => !fallback || confirmed || calling.digits === null
  const complete = numbers.complete.filter(stands)
  const best = complete.find(({ preferred }) => preferred) ?? complete.find(({ confirmed }) => confirmed) ?? complete[0]
  if (best) return best
  if (calling.agreed) return null
  return numbers.all.find((number) => stands(number) && number.digits.length >= 7) ?? null
}

function fromNumber(chosen: PhoneNumber, { numbers, calling }: Heard): PhoneReading {
  const { digits, evidence } = chosen
  const others = numbers.all.filter((number) => number !== chosen && number.digits.length >= 7)
  const shared = { value: digits, evidence, alternatives: others.map((other) => other.digits) }
  if (phoneKind(digits) === null) return { ...shared, confidence: 0.7, review: askAgain(digits) }
  const clash = calling.agreed && calling.digits !== null && !calling.digits.endsWith(digits)
  const ambiguous = others.length > 0 && !chosen.preferred && !chosen.confirmed
  const confidence = ambiguous || clash ? Math.min(0.8, certainty(chosen)) : certainty(chosen)
  return { ...shared, value: withAreaCode(digits, calling), confidence, review: null }
}

function certainty({ misheard, confirmed, corrected, digits }: PhoneNumber): number {
  if (misheard) return 0.75
  if (confirmed) return 0.98
  return corrected || phoneKind(digits) === 'local' ? 0.9 : 0.97
}

/** 「就这个座机」 with the eight digits of it: the calling number has the area code. */
function withAreaCode(digits: string, calling: CallingNumber): string {
  const same = calling.agreed && phoneKind(digits) === 'local' && calling.digits?.endsWith(digits)
  return same ? calling.digits! : digits
}

function askAgain(digits: string): { reason: string; question: string } {
  const missing = 11 - digits.length
  const what = missing > 0 ? `少了${missing}位` : `多了${-missing}位`
  const read = digits.replace(/^(\d{3})(\d{4})(\d+)$/, '$1 $2 $3')
  return {
    reason: `电话号码${startsLikeMobile(digits) ? what : '不完整'}`,
    question: `您报的号码我记的是${read}，好像${what}，麻烦您再完整说一遍好吗？`,
  }
}
