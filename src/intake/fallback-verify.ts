import { appealTypes } from '../domain/call.ts'
import type { Evidence } from '../domain/suggestion.ts'
import { normalise } from '../text/normalise.ts'
import { toArabic } from '../text/spoken-number.ts'
import { findTimes } from '../text/time-expression.ts'
import type { IntakeDoc } from './doc.ts'
import { cite } from './evidence.ts'
import { type Answer, answerSchemas } from './fallback-answers.ts'
import { ORDERS_LEFT_OUT, withoutOrders } from './fallback-orders.ts'
import type { AskedTextField, Question } from './fallback-policy.ts'
import { CALLER_ID } from './fallback-redaction.ts'

export const rejections = [
  'schema',
  'outside_candidates',
  'no_evidence',
  'not_in_call',
  'wrong_form',
  'wrong_language',
  'too_long',
] as const
export type Rejection = (typeof rejections)[number]

export interface Finding {
  field: 'category' | 'unit' | 'secondary' | 'title' | 'summary' | AskedTextField
  value: string
  evidence: Evidence[]
}

export type Verdict = { ok: true; findings: Finding[] } | { ok: false; rejection: Rejection; reason: string }

export interface VerifyOptions {
  question: Question
  /** What the model sent, unchecked. */
  value: unknown
  doc: IntakeDoc
  /** The turns as they were sent: redacted, orders left out. */
  sent: readonly { role: 'agent' | 'caller'; text: string }[]
  /** The draft of title and summary, for polishing. */
  drafts: readonly string[]
  restore: (text: string) => string
}

/** Believes nothing: every value must be one of those offered or stand in the call, every quote in the caller's words. */
export function verifyAnswer(options: VerifyOptions): Verdict {
  const { question, value } = options
  const parsed = answerSchemas[question.prompt].safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return reject('schema', `格式不对：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
  }
  switch (question.prompt) {
    case 'category':
    case 'second_appeal':
      return verifyChoice(options, {
        ...(parsed.data as Answer<'category'>),
        field: question.prompt === 'category' ? 'category' : 'secondary',
      })
    case 'unit': {
      const { unit, quote } = parsed.data as Answer<'unit'>
      return verifyChoice(options, { code: unit, quote, field: 'unit' })
    }
    case 'fields':
      return verifyFields(options, question.fields, parsed.data as Answer<'fields'>)
    case 'polish':
      return verifyPolish(options, parsed.data as Answer<'polish'>)
  }
}

const reject = (rejection: Rejection, reason: string): Verdict => ({ ok: false, rejection, reason })
const options = (question: Question) => ('options' in question ? question.options : [])

function verifyChoice(
  { question, doc, sent }: VerifyOptions,
  { code, quote, field }: { code: string | null; quote: string; field: 'category' | 'unit' | 'secondary' },
): Verdict {
  if (code === null) return { ok: true, findings: [] }
  if (!options(question).some((option) => option.value === code))
    return reject('outside_candidates', '所选不在候选里，只能从候选里选，或写 null')
  if (field === 'secondary' && code === doc.form.category?.value)
    return reject('outside_candidates', '和主要诉求是同一类')
  const evidence = evidenceFor(quote, { doc, sent })
  if (!evidence) return reject('no_evidence', 'quote 不是市民的原话，请从市民的话里原样抄一段')
  return { ok: true, findings: [{ field, value: code, evidence }] }
}

const QUOTE = { min: 2, max: 60 }
const bare = (text: string) => normalise(text).text.replace(/[\s，。、！？；：,.!?;:'"“”‘’「」『』…·~-]/g, '')

/** Where the quote stands in the call as received; null when no caller said it. Placeholders in it are stepped over. */
function evidenceFor(quote: string, { doc, sent }: Pick<VerifyOptions, 'doc' | 'sent'>): Evidence[] | null {
  const wanted = bare(quote)
  if (wanted.length < QUOTE.min || quote.length > QUOTE.max || quote.includes(ORDERS_LEFT_OUT)) return null
  const turn = sent.findIndex(({ role, text }) => role === 'caller' && bare(text).includes(wanted))
  if (turn < 0) return null
  const pieces = wanted.split(/〔[^〕]*〕/).sort((a, b) => b.length - a.length)
  const span = locate(doc.turns[turn]?.text ?? '', pieces[0] ?? '')
  return span ? cite(doc, [{ turn, ...span }]) : []
}

/** A run of characters in a text, whatever punctuation lies between them. */
function locate(text: string, wanted: string): { start: number; end: number } | null {
  if (wanted === '') return null
  const kept = [...text].flatMap((character, index) => (bare(character) === '' ? [] : [{ character, index }]))
  const at = kept
    .map(({ character }) => character)
    .join('')
    .indexOf(wanted)
  const [first, last] = [kept[at], kept[at + wanted.length - 1]]
  return at < 0 || !first || !last ? null : { start: first.index, end: last.index + 1 }
}

function verifyFields(all: VerifyOptions, asked: readonly AskedTextField[], answer: Answer<'fields'>): Verdict {
  const findings: Finding[] = []
  for (const field of asked) {
    const item = answer[field]
    if (item === null || item.value.trim() === '') continue
    const evidence = evidenceFor(item.quote, all)
    if (!evidence) return reject('no_evidence', `${field} 的 quote 不是市民的原话，请原样抄一段，或写 null`)
    const result = fieldRules[field](item.value.trim(), all)
    if ('rejection' in result) return reject(result.rejection, `${field}：${result.reason}`)
    findings.push({ field, value: result.value, evidence })
  }
  return { ok: true, findings }
}

type FieldResult = { value: string } | { rejection: Rejection; reason: string }
const notInCall = (reason: string): FieldResult => ({ rejection: 'not_in_call', reason })

const fieldRules: Readonly<Record<AskedTextField, (value: string, options: VerifyOptions) => FieldResult>> = {
  appealType: (value) =>
    (appealTypes as readonly string[]).includes(value)
      ? { value }
      : { rejection: 'outside_candidates', reason: `只能是 ${appealTypes.join('、')}` },
  // Names were hidden, so that a name that is not a placeholder was made up.
  callerName: (value, { restore }) => {
    const parts = /^((?:〔姓名\d+〕){1,3})(女士|先生|某)?$/.exec(value)
    const name = parts ? restore(parts[1] ?? '') : ''
    if (!parts || name.includes('〔')) return notInCall('要写记录里出现的代号，如 〔姓名1〕 或 〔姓名1〕女士')
    return name.length <= 15 ? { value: name + (parts[2] ?? '') } : { rejection: 'too_long', reason: '姓名太长' }
  },
  phone: (value, { restore, sent }) => {
    const known = value === CALLER_ID || (/^〔电话\d+〕$/.test(value) && sent.some(({ text }) => text.includes(value)))
    const digits = known ? restore(value) : ''
    return /^\d{7,13}$/.test(digits)
      ? { value: digits }
      : notInCall('要写记录里出现的代号，如 〔电话1〕 或 〔来电号码〕')
  },
  address: (value, all) => inCall(value, all, { limit: 60, pieces: addressPieces }),
  occurred: (value, all) =>
    findTimes(normalise(value).text).length > 0
      ? inCall(value, all, { limit: 20, pieces: (text) => [text] })
      : { rejection: 'wrong_form', reason: '要是时间词组' },
  target: (value, all) => inCall(value, all, { limit: 30, pieces: (text) => [text] }),
}

interface InCallOptions {
  limit: number
  /** What of the value must be found in the call. */
  pieces: (value: string) => string[]
}

function inCall(value: string, { doc, restore }: VerifyOptions, { limit, pieces }: InCallOptions): FieldResult {
  if (/〔(?:身份证号|卡号|电话|略)/.test(value)) return { rejection: 'wrong_form', reason: '不能含号码' }
  const restored = restore(value)
  if (restored.length > limit) return { rejection: 'too_long', reason: `不超过 ${limit} 个字` }
  const text = doc.turns.map((turn) => inDigits(bare(withoutOrders(turn.text)))).join('\n')
  const missing = pieces(restored).find((piece) => !text.includes(inDigits(bare(piece))))
  return missing === undefined ? { value: normalise(restored).text } : notInCall('要用记录里出现过的字')
}

/** 十二号楼 and 12号楼 alike. */
const inDigits = (text: string) =>
  text.replace(/[零〇一二三四五六七八九十百千两幺]+/g, (spoken) => toArabic(spoken) ?? spoken)

const addressPieces = (value: string) =>
  inDigits(value)
    .split(/号院|号楼|单元|号|栋|座|层|室|[，,\s]/)
    .filter((piece) => piece !== '')

const LIMITS = { title: 30, summary: 200 }
/** A polish is shorter than its draft, not another text: this much of the length stays. */
const KEPT = 0.4

function verifyPolish({ doc, sent, drafts, restore }: VerifyOptions, { title, summary }: Answer<'polish'>): Verdict {
  const source = bare([...sent.map((turn) => turn.text), ...drafts].join('\n'))
  // The draft names no caller; what it hides as a name is another's, or a word that was taken for one.
  const kept = new Set(drafts.flatMap(hiddenIn))
  const findings: Finding[] = []
  const texts = [
    ['title', title.trim()],
    ['summary', summary.trim()],
  ] as const
  for (const [index, [field, text]] of texts.entries()) {
    if (text === '' || text.length > LIMITS[field])
      return reject('too_long', `${field} 要有内容，且不超过 ${LIMITS[field]} 个字`)
    if (text.length < (drafts[index]?.length ?? 0) * KEPT) return reject('wrong_form', `${field} 太短，丢了内容`)
    if (hanShare(text) < 0.5) return reject('wrong_language', `${field} 要用中文写`)
    if (
      hiddenIn(text).some(
        (hidden) => !hidden.startsWith('〔地址') && !(hidden.startsWith('〔姓名') && kept.has(hidden)),
      )
    )
      return reject('wrong_form', `${field} 里不写草稿没有的姓名，不写号码`)
    const restored = restore(text)
    if (restored.includes('〔') || (inDigits(text).match(/\d+/g) ?? []).some((n) => !inDigits(source).includes(n)))
      return reject('not_in_call', `${field} 里有记录没有的数字或代号`)
    if (borrowed(bare(text), source) < 0.6) return reject('not_in_call', `${field} 写了记录里没有的事`)
    findings.push({ field, value: restored, evidence: doc.form[field]?.evidence ?? [] })
  }
  return { ok: true, findings }
}

const hiddenIn = (text: string): string[] => text.match(/〔[^〕]*〕/g) ?? []
const hanShare = (text: string) => (text.match(/[\u4e00-\u9fff]/g)?.length ?? 0) / text.length

/** Share of the text's character pairs that stand in the source. */
function borrowed(text: string, source: string): number {
  const pairs = Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2))
  return pairs.length === 0 ? 0 : pairs.filter((pair) => source.includes(pair)).length / pairs.length
}
