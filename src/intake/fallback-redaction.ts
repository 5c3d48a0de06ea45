import type { Call, Turn } from '../domain/call.ts'
import type { Form } from '../domain/form.ts'
import { normalise } from '../text/normalise.ts'
import { findDigitRuns } from '../text/phone-digits.ts'
import type { SyllableIndex } from '../text/pinyin.ts'
import { asksName, findAccounts, findHouseNumbers, findNames, givenNameOf, type TextSpan } from './fallback-personal.ts'
import { soundAlikeSpans } from './name-sounds.ts'
import { findPersonalData, type PersonalDataKind } from './redact.ts'

/** Something personal was found where none may be: nothing is sent. The message does not repeat it. */
export class RedactionError extends Error {
  override readonly name = 'RedactionError'
}

export interface Redacted {
  /** Normalised, with placeholders (〔姓名1〕) for what is personal; the same thing has the same placeholder throughout. */
  turns: Turn[]
  /** Other texts of ours that repeat what the caller said (the draft of title and summary), redacted alike. */
  drafts: string[]
  /** Placeholders back to what they stand for: names as said, telephone numbers as digits. */
  restore(text: string): string
}

export interface RedactOptions {
  call: Call
  form: Form
  drafts?: readonly string[]
  /** House numbers and the address that was read may be sent; names and numbers never. */
  sendAddress: boolean
  /** Finds characters that are spelled out (弓长张). */
  syllables: SyllableIndex
}

const labels: Readonly<Record<PersonalDataKind, string>> = {
  name: '姓名',
  phone: '电话',
  idCard: '身份证号',
  bankCard: '卡号',
  plate: '车牌',
  address: '地址',
}
export const CALLER_ID = '〔来电号码〕'
const placeholder = /〔[\u4e00-\u9fff]+\d*〕/g
/** Hotlines that callers name are nobody's number. */
const hotline = /^(?:1[0-2]\d|12[0-9]{3}|10\d{3}|9\d{4}|96\d{3,4})$/

class Vault {
  readonly #byValue = new Map<string, string>()
  readonly #values = new Map<string, string>()
  readonly #counts = new Map<PersonalDataKind, number>()

  constructor(callerId: string | null) {
    if (callerId === null) return
    this.#byValue.set(`phone ${callerId}`, CALLER_ID)
    this.#values.set(CALLER_ID, callerId)
  }

  hide(kind: PersonalDataKind, surface: string): string {
    const isNumber = kind === 'phone' && !/[A-Za-z]/.test(surface)
    const value = isNumber ? digitsOf(surface) || surface : surface.replace(/[，。、\s]/g, '')
    const key = `${kind} ${value}`
    const known = this.#byValue.get(key)
    if (known) return known
    const count = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, count)
    const hidden = `〔${labels[kind]}${count}〕`
    this.#byValue.set(key, hidden)
    this.#values.set(hidden, value)
    return hidden
  }

  /** Longest first, so that 王建国 goes before 王. */
  repeated(): { value: string; hidden: string; name: boolean }[] {
    return [...this.#values]
      .map(([hidden, value]) => ({ value, hidden, name: hidden.startsWith(`〔${labels.name}`) }))
      .filter(({ value }) => value.length >= 2)
      .sort((a, b) => b.value.length - a.value.length)
  }

  restore = (text: string) => text.replace(placeholder, (hidden) => this.#values.get(hidden) ?? hidden)
}

/** Placeholders are ours: what a caller types must not look like one. Offsets stay. */
const withoutBrackets = (text: string) => text.replaceAll('〔', '（').replaceAll('〕', '）')

const digitsOf = (text: string) =>
  findDigitRuns(normalise(text).text)
    .map((run) => run.digits)
    .join('')

/**
 * The one way out for what a caller said.
 * @throws RedactionError when something personal is still there afterwards.
 */
export function redactCall({ call, form, drafts = [], sendAddress, syllables }: RedactOptions): Redacted {
  const vault = new Vault(call.callerId)
  const said = call.turns.map(({ text }) => withoutBrackets(text))
  const kept = sendAddress ? { ...form, address: null } : form
  const spans = findPersonalData(said, kept)
  const masked = said.map((text, turn) =>
    replace(
      text,
      spans.filter((span) => span.turn === turn),
      (kind, surface) => vault.hide(kind, normalise(surface).text),
    ),
  )
  const names = namesOf(form)
  const asked = (turn: number) => call.turns[turn]?.role === 'caller' && asksName.test(call.turns[turn - 1]?.text ?? '')
  const hideRest = (text: string, turn: number) => {
    let hidden = normalise(text).text
    const named = () =>
      findNames(hidden, { syllables, asked: asked(turn) }).map((span) => ({ ...span, kind: 'name' as const }))
    for (const find of [
      // A way to reach the caller, as a number is.
      () => findAccounts(hidden).map((span) => ({ ...span, kind: 'phone' as const })),
      () => findPersonalData([hidden]),
      () => names.flatMap((name) => occurrences(hidden, name)).map((span) => ({ ...span, kind: 'name' as const })),
      named,
      // Again: what stands beside a name that has just been hidden belongs to it.
      named,
      ...(sendAddress ? [] : [() => findHouseNumbers(hidden).map((span) => ({ ...span, kind: 'address' as const }))]),
      () => looseDigits(hidden, sendAddress),
      // And what now stands beside a door or a number.
      named,
    ])
      hidden = replace(hidden, outside(hidden, find()), (kind, surface) => vault.hide(kind, surface))
    return hidden
  }
  const first = [...masked, ...drafts.map(withoutBrackets)].map(hideRest)
  const repeated = vault.repeated()
  const hiddenNames = repeated.filter(({ name }) => name)
  const second = first.map((text) => {
    const exact = repeated.reduce((hidden, { value, hidden: token }) => outsideReplace(hidden, value, token), text)
    return hiddenNames.reduce((hidden, named) => hideEchoes(hidden, named, syllables), exact)
  })
  const known = hiddenNames.map(({ value }) => value)
  for (const text of second) assertClean(text, { form: kept, call, sendAddress, names, known, syllables })
  return {
    turns: call.turns.map(({ role }, index) => ({ role, text: second[index] ?? '' })),
    drafts: second.slice(call.turns.length),
    restore: vault.restore,
  }
}

interface Hit extends TextSpan {
  kind: PersonalDataKind
}

function replace(text: string, spans: readonly Hit[], hide: (kind: PersonalDataKind, surface: string) => string) {
  const ordered = spans.toSorted((a, b) => a.start - b.start || b.end - a.end)
  let result = ''
  let at = 0
  for (const { kind, start, end } of ordered) {
    if (start < at) continue
    result += text.slice(at, start) + hide(kind, text.slice(start, end))
    at = end
  }
  return result + text.slice(at)
}

/** Spans that touch no placeholder. */
function outside(text: string, spans: readonly Hit[]): Hit[] {
  const taken = [...text.matchAll(placeholder)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  return spans.filter(({ start, end }) => !taken.some((other) => other.start < end && start < other.end))
}

const outsideReplace = (text: string, value: string, token: string) =>
  text
    .split(/(〔[\u4e00-\u9fff]+\d*〕)/)
    .map((part, index) => (index % 2 === 0 ? part.replaceAll(value, token) : part))
    .join('')

/** The same name in characters that sound like it, and its given name alone. */
function hideEchoes(text: string, { value, hidden }: { value: string; hidden: string }, syllables: SyllableIndex) {
  const given = givenNameOf(value)
  const spans = soundAlikeSpans(text, value, syllables)
  const hits = given ? [...spans, ...occurrences(text, given)] : spans
  return replace(
    text,
    outside(
      text,
      hits.map((span) => ({ ...span, kind: 'name' })),
    ),
    () => hidden,
  )
}

function occurrences(text: string, value: string): TextSpan[] {
  const found: TextSpan[] = []
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length))
    found.push({ start: at, end: at + value.length })
  return found
}

/** Digits that count nothing: a piece of a number told over several turns, or a door. */
function looseDigits(text: string, sendAddress: boolean): Hit[] {
  return findDigitRuns(text)
    .filter(({ digits }) => digits.length >= (sendAddress ? 4 : 3))
    .filter((run) => !hotline.test(run.digits) || isWholeTurn(text, run))
    .map(({ start, end, digits }) => ({ start, end, kind: digits.length >= 7 || sendAddress ? 'phone' : 'address' }))
}

/** A turn of digits only is a piece of a number, though it may read like a hotline (120). */
const isWholeTurn = (text: string, { start, end }: TextSpan) =>
  !/[^\s，。、！？；,.!?|嗯啊哎呃额哦喔对是]/.test(`${text.slice(0, start)}${text.slice(end)}`.replace(placeholder, ''))

/** Whole names that the local reader found or considered. */
function namesOf({ callerName }: Form): string[] {
  if (!callerName) return []
  const all = [callerName.value, ...callerName.alternatives.map((item) => item.value)]
  const whole = all
    .map((name) => normalise(name).text)
    .filter((name) => !/(?:女士|先生|某)$/.test(name) && name.length > 1)
  return [...new Set([...whole, ...whole.flatMap((name) => givenNameOf(name) ?? [])])]
}

interface Inspection {
  form: Form
  call: Call
  sendAddress: boolean
  names: readonly string[]
  /** Names that were hidden anywhere in the call. */
  known: readonly string[]
  syllables: SyllableIndex
}

/** Looks again, at the result: whatever any of the readers still finds stops the whole. */
function assertClean(text: string, { form, call, sendAddress, names, known, syllables }: Inspection): void {
  const bare = text.replace(placeholder, '|')
  const numbers = [call.callerId, form.phone?.value, ...(form.phone?.alternatives.map((item) => item.value) ?? [])]
  const read = digitsOf(bare)
  const plain = bare.replace(/[^0-9]/g, '')
  const faults = [
    findPersonalData([bare]).length > 0,
    findAccounts(bare).length > 0,
    numbers.some((number) => number && number.length >= 5 && (read.includes(number) || plain.includes(number))),
    names.some((name) => bare.includes(name)),
    known.some((name) => soundAlikeSpans(bare, name, syllables).length > 0),
    findNames(bare, { syllables, asked: false }).length > 0,
    !sendAddress && findHouseNumbers(bare).length > 0,
    looseDigits(bare, sendAddress).length > 0,
  ]
  if (faults.includes(true)) throw new RedactionError('personal data left after redaction')
}
