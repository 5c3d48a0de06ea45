import type { Turn } from '../domain/call.ts'
import type { Form } from '../domain/form.ts'
import type { Evidence } from '../domain/suggestion.ts'
import { type Normalised, normalise, sourceSpan } from '../text/normalise.ts'
import { findDigitRuns } from '../text/phone-digits.ts'
import type { SyllableIndex } from '../text/pinyin.ts'
import { asksName, findHouseNumbers, findNames, type TextSpan } from './fallback-personal.ts'
import { soundAlikeSpans } from './name-sounds.ts'

export type PersonalDataKind = 'name' | 'phone' | 'idCard' | 'bankCard' | 'plate' | 'address'

/** Offsets into the text of the turn as it was received. */
export interface PersonalData extends Evidence {
  kind: PersonalDataKind
}

const masks: Readonly<Record<PersonalDataKind, string>> = {
  name: '〔姓名〕',
  phone: '〔电话〕',
  idCard: '〔身份证号〕',
  bankCard: '〔卡号〕',
  plate: '〔车牌〕',
  address: '〔地址〕',
}

const idCard =
  /(?<![0-9A-Za-z])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9A-Za-z])/g
const plate =
  /[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云渝藏陕甘青宁新][A-Za-z]·?[A-Za-z0-9]{5,6}(?![A-Za-z0-9])/g
const cardWords = /(?:银行卡|卡号|账号|账户|储蓄卡|信用卡)[^0-9零一二三四五六七八九幺]{0,8}$/
const idWords = /(?:身份证|证件号)[^0-9零一二三四五六七八九幺]{0,8}$/

/**
 * Personal data in the turns of a call (as received or normalised), by form and by what the form was filled from: the
 * one list that logs, exports and prompts use. Spans do not overlap; the earlier one takes in what overlaps it.
 */
export function findPersonalData(
  texts: readonly (string | Normalised)[],
  form?: Pick<Form, 'callerName' | 'phone' | 'address'>,
): PersonalData[] {
  const found = texts.flatMap((text, turn) => byForm(typeof text === 'string' ? normalise(text) : text, turn))
  if (form) {
    found.push(...(form.callerName?.evidence ?? []).map((span) => ({ ...span, kind: 'name' as const })))
    found.push(...(form.phone?.evidence ?? []).map((span) => ({ ...span, kind: 'phone' as const })))
    found.push(...(form.address?.evidence ?? []).map((span) => ({ ...span, kind: 'address' as const })))
  }
  return apart(found)
}

/**
 * For what leaves without a form (exports): the same, and names wherever they are given, the same names in other
 * characters, and doors; hidden rather too often than too seldom.
 */
export function findEveryPersonalData(turns: readonly Turn[], syllables: SyllableIndex): PersonalData[] {
  const texts = turns.map(({ text }) => normalise(text))
  const names = texts.map(({ text }, turn) => {
    const asked = turns[turn]!.role === 'caller' && asksName.test(turns[turn - 1]?.text ?? '')
    return findNames(text, { syllables, asked })
  })
  const known = new Set(names.flatMap((spans, turn) => spans.map((span) => wordsAt(texts[turn]!, span))))
  const found = texts.flatMap((text, turn) => {
    const echoes = [...known].flatMap((name) => soundAlikeSpans(text.text, name, syllables))
    const span = (kind: PersonalDataKind) => (at: TextSpan) => ({ kind, turn, ...sourceSpan(text, at.start, at.end) })
    return [
      ...byForm(text, turn),
      ...[...names[turn]!, ...echoes].map(span('name')),
      ...findHouseNumbers(text.text).map(span('address')),
    ]
  })
  return apart(found)
}

const wordsAt = ({ text }: Normalised, { start, end }: TextSpan) => text.slice(start, end)

/** In order and without overlaps. */
function apart(found: PersonalData[]): PersonalData[] {
  found.sort((a, b) => a.turn - b.turn || a.start - b.start || b.end - a.end)
  const kept: PersonalData[] = []
  for (const span of found) {
    const last = kept.at(-1)
    // What overlaps is hidden whole.
    if (last?.turn === span.turn && last.end > span.start) last.end = Math.max(last.end, span.end)
    else kept.push({ ...span })
  }
  return kept
}

function byForm(normalised: Normalised, turn: number): PersonalData[] {
  const { text } = normalised
  const found: PersonalData[] = []
  const add = (kind: PersonalDataKind, start: number, end: number) =>
    found.push({ kind, turn, ...sourceSpan(normalised, start, end) })
  for (const match of text.matchAll(idCard)) add('idCard', match.index, match.index + match[0].length)
  for (const match of text.matchAll(plate)) add('plate', match.index, match.index + match[0].length)
  for (const run of findDigitRuns(text)) {
    const kind = kindOfNumber(normalised, run)
    if (kind) add(kind, run.start, run.end)
  }
  return found
}

function kindOfNumber(
  { text }: Normalised,
  run: { digits: string; start: number; end: number },
): PersonalDataKind | null {
  const before = text.slice(Math.max(0, run.start - 12), run.start)
  const { length } = run.digits
  if (idWords.test(before) && length >= 15) return 'idCard'
  if (length === 17 || length === 18) return 'idCard'
  if (length >= 15 && length <= 19) return 'bankCard'
  if (cardWords.test(before) && length >= 8) return 'bankCard'
  if (length >= 7 && length <= 13) return 'phone'
  return null
}

/** The texts with every span replaced by what kind of thing stood there. */
export function redact(texts: readonly string[], spans: readonly PersonalData[]): string[] {
  return texts.map((text, turn) => {
    const own = spans.filter((span) => span.turn === turn).toSorted((a, b) => b.start - a.start)
    return own.reduce((masked, { kind, start, end }) => masked.slice(0, start) + masks[kind] + masked.slice(end), text)
  })
}
