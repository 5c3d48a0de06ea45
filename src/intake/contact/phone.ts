import { phoneKind, startsLikeMobile } from '../../domain/phone.ts'
import { findMisheardMobiles } from '../../text/misheard-digits.ts'
import type { NormalisedTurn } from '../../text/normalise.ts'
import { type DigitRun, findDigitRuns } from '../../text/phone-digits.ts'
import { affirms } from '../assent.ts'
import type { Mention } from '../evidence.ts'
import { CallingNumber } from './phone/calling-number.ts'
import { concludePhone, type PhoneReading } from './phone/conclude.ts'
import { findDigitSwaps } from './phone/digit-swaps.ts'
import { numberOwner } from './phone/number-owner.ts'
import { numberPosition } from './phone/number-position.ts'
import { amendDigits, appendDigits, PhoneNumbers, replaceDigits, saidOver } from './phone/phone-numbers.ts'
import { refusedPhone } from './phone/phone-refusal.ts'
import { asksOtherNumber, correction, phoneWords } from './phone/phone-words.ts'
import { markPreferred } from './phone/preferred-number.ts'
import { answerReadBack, numberReadBack } from './phone/read-back.ts'

const prefers = /优先|首选|先打|主要打|最好打|打(?:这个|手机)(?:更|比较)?(?:好|快)/
const onlyIfUnanswered =
  /(?:打不通|不通|没人接|不接|联系不上|找不(?:到|着)我|关机|备用|不行)(?:了|的话)?(?:，)?(?:您?(?:就|再|可以)?)?(?:打|找|联系)[^。]{0,12}$/
/** The line that the caller speaks on. */
const ownLine = /这个|这(?:座机|部|台)|打(?:我)?(?:家|座机|办公室|单位)|(?:家里|单位|办公室)的?这个/
const notTheDisplay = /(?:这个|这)(?:号|电话|手机)?[^，。]{0,6}(?:打不通|没人接|不方便)/
const spelledDigits = /[^0-9零〇一幺二两三四五六七八九个十百俩仨洞圈拐勾钩\s，、。.·~…-]/

/** The number under which the caller can be reached, out of groups, read-backs and corrections over the turns. */
export function readPhone(turns: readonly NormalisedTurn[], callerId: string | null): PhoneReading {
  return new PhoneReader(turns, callerId).read()
}

class PhoneReader {
  readonly #numbers = new PhoneNumbers()
  readonly #calling: CallingNumber
  #refusal: Mention | null = null

  constructor(
    readonly turns: readonly NormalisedTurn[],
    callerId: string | null,
  ) {
    this.#calling = new CallingNumber(callerId)
  }

  read(): PhoneReading {
    for (const [index, { role }] of this.turns.entries()) if (role === 'caller') this.#hear(index)
    const spoken =
      this.#refusal !== null || this.#numbers.all.length > 0 || this.#calling.agreed || this.#calling.refused
    return concludePhone({ numbers: this.#numbers, calling: this.#calling, refusal: this.#refusal, spoken })
  }

  #hear(index: number): void {
    const before = this.turns[index - 1]
    const question = before?.role === 'agent' ? before.text : ''
    const numbers = this.#numbers
    const calling = this.#calling
    const agreedBefore = calling.evidence
    const read = question === '' ? [] : findDigitRuns(question)
    const readBack = numberReadBack(question, read, numbers.current !== null)
    const original = this.turns[index]!.text
    if (readBack) answerReadBack({ index, text: original, readBack, numbers, calling })
    const text = this.#swap(index)
    const reads = read.some(({ digits }) => digits.length >= 4)
    const runs = this.#runs(text, question, reads)
    const said = { index, text: original, question, runs }
    const settled = calling.hear(said)
    for (const [order, run] of runs.entries())
      this.#take(run, { index, text: original, reads, from: order === 0 ? 0 : runs[order - 1]!.end })
    if (!settled && runs.length === 0 && calling.evidence === agreedBefore && !calling.hearPermission(said))
      this.#refusal = refusedPhone(said) ?? this.#refusal
    if (calling.evidence !== agreedBefore) this.#refusal = null
    this.#matchTail(index, original)
    this.#matchLocal(said)
    markPreferred({ text: original, question, numbers, calling })
  }

  /** Runs of the caller's turn that are (part of) a telephone number of his own. */
  #runs(text: string, question: string, readBack: boolean): DigitRun[] {
    const { current } = this.#numbers
    // Whole numbers in the answer may still be his own.
    if (asksOtherNumber.test(question) && !runsOf(text).some(({ digits }) => digits.length >= 7)) return []
    const context = {
      text,
      question,
      asked: phoneWords.test(question),
      open: current !== null && !phoneKind(current.digits),
      begun: current !== null,
      readBack,
    }
    return runsOf(text).filter((run) => numberOwner(run, context) === 'caller')
  }

  /** 「不是三，是八」 replaces the last 三 of the number; the words are blanked in what comes back. */
  #swap(index: number): string {
    let { text } = this.turns[index]!
    const { current } = this.#numbers
    if (!current) return text
    for (const { wrong, right, start, end } of findDigitSwaps(text)) {
      const at = current.digits.lastIndexOf(wrong)
      if (at < 0) continue
      current.digits = current.digits.slice(0, at) + right + current.digits.slice(at + wrong.length)
      current.corrected = true
      current.evidence.push({ turn: index, start, end })
      text = text.slice(0, start) + '□'.repeat(end - start) + text.slice(end)
    }
    return text
  }

  #take(run: DigitRun, said: { index: number; text: string; reads: boolean; from: number }): void {
    const { text, from } = said
    const { digits } = run
    const between = text.slice(from, run.start)
    const mention = { turn: said.index, start: run.start, end: run.end }
    const { current } = this.#numbers
    const position = numberPosition(between)
    if (current && position) {
      replaceDigits(current, { position, digits, mention })
      return
    }
    const contradicts = from === 0 && !affirms(text) && said.reads && digits.length < 7
    const amended = contradicts || correction.test(from === 0 ? text.slice(0, run.start) : between)
    const misheard = run.groups.length === 1 && spelledDigits.test(text.slice(run.start, run.end))
    if (current && this.#continues(run, { between, mention, amended, misheard })) return
    const head = text.slice(0, run.start)
    this.#numbers.start(run, mention, {
      fallback: onlyIfUnanswered.test(head) && !notTheDisplay.test(text),
      preferred: prefers.test(between.slice(-12)),
      corrected: amended,
      misheard,
      label: between.slice(-16),
    })
  }

  /** A group that belongs to the number being said. */
  #continues(
    { digits }: DigitRun,
    how: { between: string; mention: Mention; amended: boolean; misheard: boolean },
  ): boolean {
    const current = this.#numbers.current!
    const whole = phoneKind(current.digits) !== null
    const { mention } = how
    if (digits.length < 7) {
      if (whole && !how.amended && !how.misheard) {
        if (/后|尾|末/.test(how.between))
          replaceDigits(current, { position: { from: 'end', count: digits.length }, digits, mention })
        return true
      }
      if (how.amended) {
        amendDigits(current, digits, mention)
        return true
      }
      if (current.digits.length + digits.length <= 13 || saidOver(current.digits, digits) > 0) {
        appendDigits(current, digits, mention)
        return true
      }
    }
    const restOfIt = !whole && digits.length < 10 && !startsLikeMobile(digits)
    if (!restOfIt || current.digits.length + digits.length > 12) return false
    appendDigits(current, digits, mention)
    return true
  }

  /** 「家里这个，六八五二七幺四零」: the number on the display without its area code. */
  #matchLocal({ index, text, question, runs }: { index: number; text: string; question: string; runs: DigitRun[] }) {
    const run = runs.at(-1)
    if (!run || run.digits.length !== 8 || !this.#calling.digits?.endsWith(run.digits)) return
    if (!ownLine.test(text) && !/座机|这个/.test(question)) return
    this.#calling.agree({ turn: index, start: run.start, end: run.end })
    this.#numbers.drop()
  }

  /** 「尾号3300那个」 of the number on the display. */
  #matchTail(index: number, text: string): void {
    const at = text.indexOf('尾号')
    const run = at < 0 ? undefined : findDigitRuns(text.slice(at))[0]
    if (!run || run.digits.length < 3 || run.digits.length > 6 || !this.#calling.digits?.endsWith(run.digits)) return
    this.#calling.agree({ turn: index, start: at, end: at + run.end })
    const { current } = this.#numbers
    if (current && !phoneKind(current.digits)) this.#numbers.drop()
  }
}

/** Every run of digits, those the recogniser wrote as words included, in order. */
function runsOf(text: string): DigitRun[] {
  const runs = findDigitRuns(text)
  const misheard = findMisheardMobiles(text).filter(
    (run) => !runs.some((other) => other.digits.length >= 11 && other.start < run.end && run.start < other.end),
  )
  if (misheard.length === 0) return runs
  const apart = runs.filter((run) => !misheard.some((other) => other.start < run.end && run.start < other.end))
  return [...apart, ...misheard].sort((a, b) => a.start - b.start)
}
