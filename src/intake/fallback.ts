import type { City } from '../domain/city.ts'
import type { FieldName, Form } from '../domain/form.ts'
import type { Scored, Thresholds } from '../model/call-classifier.ts'
import type { LlmMessage } from '../model/llm.ts'
import type { LlmClient, LlmOutcome } from '../model/llm-client.ts'
import { fillPrompt, promptVersion } from '../model/llm-prompt.ts'
import type { SyllableIndex } from '../text/pinyin.ts'
import type { Component, IntakeDoc } from './doc.ts'
import type { Prompts } from './fallback-answers.ts'
import type { Asked } from './fallback-asked.ts'
import type { Calibration } from './fallback-calibration.ts'
import { mergeFindings } from './fallback-merge.ts'
import { ORDERS_LEFT_OUT, withoutOrders } from './fallback-orders.ts'
import { type Option, type Policy, planPolish, planQuestions, type Question } from './fallback-policy.ts'
import { type Redacted, redactCall } from './fallback-redaction.ts'
import { type Finding, verifyAnswer } from './fallback-verify.ts'

/** Price of a million tokens. */
export interface LlmPrices {
  input: number
  output: number
}

export interface FallbackOptions {
  client: LlmClient
  prompts: Prompts
  policy: Policy
  calibration: Calibration
  city: City
  thresholds: Readonly<Record<string, Thresholds>>
  syllables: SyllableIndex
  /** Milliseconds after which the local form stands, over all questions about one reading of a call. */
  timeoutMs: number
  prices: LlmPrices
  /** Run again, with `rederived` emptied first, after an answer changed what they read. */
  rederive?: readonly Component[]
  /** A signal that aborts after so many milliseconds. */
  deadline?: (ms: number) => AbortSignal
}

export interface Fallback {
  /** After the local components. */
  fields: Component
  /** After title and summary were written. */
  polish: Component
  /** Versions of the prompts, as stored with each prediction. */
  version: string
}

/** Asks a language model about what the local components are unsure of. */
export function createFallback(options: FallbackOptions): Fallback {
  const { prompts, policy, city } = options
  const deadline = options.deadline ?? ((ms: number) => AbortSignal.timeout(ms))
  const spent = createCallCounter()
  const run = async (doc: IntakeDoc, questions: readonly Question[], drafts: readonly string[]): Promise<IntakeDoc> => {
    const left = options.timeoutMs - waitedFor(doc)
    if (
      questions.length === 0 ||
      left < options.timeoutMs * WORTH_ASKING ||
      spent.of(doc.call.id) >= policy.requestsPerCall
    )
      return doc
    const redacted = redactedOrNull(doc, drafts, options)
    const signal = deadline(left)
    const results = await Promise.all(
      questions.map((question) =>
        redacted === null ? withheld({ question, doc, options }) : ask({ question, doc, redacted, signal, options }),
      ),
    )
    let answered = doc
    const asked: Asked[] = []
    for (const { findings, ...result } of results) {
      const { doc: next, merged } = mergeFindings({ ...options, doc: answered, findings })
      answered = next
      asked.push({ ...result, merged })
    }
    spent.add(
      doc.call.id,
      asked.reduce((sum, { attempts, cached }) => sum + (cached ? 0 : attempts), 0),
    )
    const changed = asked.flatMap(({ merged }) => merged.filter(({ taken }) => taken).map(({ field }) => field))
    const rederived = await rederive({ doc: answered, changed, components: options.rederive ?? [] })
    return { ...rederived, asked: [...(doc.asked ?? []), ...asked] }
  }
  return {
    fields: (doc) => run(doc, planQuestions(doc, { city, policy }), []),
    polish: (doc) => run(doc, planPolish(doc, policy), [doc.form.title?.value ?? '', doc.form.summary?.value ?? '']),
    version: versionsOf(prompts),
  }
}

/** With less of the time left an answer would hardly come, and its absence would look like a failing model. */
const WORTH_ASKING = 0.2
/** Milliseconds that this reading of the call has waited already: what is asked together is waited for together. */
const waitedFor = ({ asked = [] }: IntakeDoc) => Math.ceil(Math.max(0, ...asked.map(({ seconds }) => seconds)) * 1000)

const CALLS_REMEMBERED = 5000

/** Requests by call, of the calls that came last. */
function createCallCounter() {
  const counts = new Map<string, number>()
  return {
    of: (id: string) => counts.get(id) ?? 0,
    add(id: string, requests: number) {
      const count = (counts.get(id) ?? 0) + requests
      counts.delete(id)
      counts.set(id, count)
      const [oldest] = counts.keys()
      if (counts.size > CALLS_REMEMBERED && oldest !== undefined) counts.delete(oldest)
    },
  }
}

/** `category@1,fields@1,…` */
export const versionsOf = (prompts: Prompts): string => Object.values(prompts).map(promptVersion).sort().join(',')

function redactedOrNull(
  { call, form }: IntakeDoc,
  drafts: readonly string[],
  { policy: { sendAddress }, syllables }: FallbackOptions,
): Redacted | null {
  try {
    return redactCall({ call, form, drafts, sendAddress, syllables })
  } catch {
    // Whatever went wrong: what was not redacted is not sent, and the local form stands.
    return null
  }
}

type Result = Omit<Asked, 'merged'> & { findings: Finding[] }

interface AskOptions {
  question: Question
  doc: IntakeDoc
  options: FallbackOptions
}

function blank({ question, doc, options: { client, prompts } }: AskOptions): Result {
  return {
    callId: doc.call.id,
    prompt: promptVersion(prompts[question.prompt]),
    model: client.model,
    outcome: 'refused',
    reason: null,
    attempts: 0,
    cached: false,
    tokens: { input: 0, output: 0 },
    cost: 0,
    seconds: 0,
    findings: [],
  }
}

const withheld = async (options: AskOptions): Promise<Result> => ({
  ...blank(options),
  outcome: 'withheld',
  reason: 'redaction',
})

const RETRIED: ReadonlySet<string> = new Set(['not_json', 'empty'])
const ATTEMPTS = 2

async function ask({
  question,
  doc,
  redacted,
  signal,
  options,
}: AskOptions & { redacted: Redacted; signal: AbortSignal }): Promise<Result> {
  const { client, prompts, prices } = options
  const prompt = prompts[question.prompt]
  const sent = redacted.turns.map(({ role, text }) => ({ role, text: withoutOrders(text, ORDERS_LEFT_OUT) }))
  const drafts = redacted.drafts.map((text) => withoutOrders(text, ORDERS_LEFT_OUT))
  const messages: LlmMessage[] = [
    { role: 'system', text: prompt.system },
    { role: 'user', text: fillPrompt(prompt.user, await gapsOf({ question, doc, sent, drafts, options })) },
  ]
  let result = blank({ question, doc, options })
  while (result.attempts < ATTEMPTS && !(result.attempts > 0 && signal.aborted)) {
    const outcome = await client.ask({
      prompt: result.prompt,
      messages,
      name: `answer_${question.prompt}`,
      schema: prompt.schema,
      signal,
    })
    result = counted(result, outcome, prices)
    if (outcome.kind === 'refused')
      return result.attempts > 0 ? result : { ...result, outcome: 'refused', reason: outcome.refusal }
    if (outcome.kind === 'failed') {
      result = { ...result, outcome: 'failed', reason: outcome.failure }
      if (!RETRIED.has(outcome.failure)) return result
      messages.push({ role: 'user', text: '上面没有给出 JSON。请只输出一个 JSON 对象。' })
      continue
    }
    const verdict = verifyAnswer({ question, value: outcome.value, doc, sent, drafts, restore: redacted.restore })
    if (verdict.ok) return { ...result, outcome: 'answered', reason: null, findings: verdict.findings }
    result = { ...result, outcome: 'rejected', reason: verdict.rejection }
    messages.push(
      { role: 'assistant', text: JSON.stringify(outcome.value) },
      { role: 'user', text: `这个回答不能用：${verdict.reason}。请重新回答，只输出 JSON。` },
    )
  }
  return result
}

function counted(result: Result, outcome: LlmOutcome, prices: LlmPrices): Result {
  if (outcome.kind === 'refused') return result
  const cached = outcome.kind === 'answered' && outcome.cached && (result.attempts === 0 || result.cached)
  const { input, output } = outcome.tokens
  return {
    ...result,
    attempts: result.attempts + 1,
    cached,
    seconds: result.seconds + outcome.seconds,
    tokens: { input: result.tokens.input + input, output: result.tokens.output + output },
    cost: result.cost + (input * prices.input + output * prices.output) / 1e6,
  }
}

interface GapOptions extends AskOptions {
  sent: readonly { role: 'agent' | 'caller'; text: string }[]
  drafts: readonly string[]
}

/** What each prompt is filled with. */
async function gapsOf({ question, doc, sent, drafts, options }: GapOptions): Promise<Record<string, string>> {
  const transcript = sent
    .map(({ role, text }, turn) => `[${turn}] ${role === 'caller' ? '市民' : '坐席'}：${plain(text)}`)
    .join('\n')
  const common = { transcript, fence: await fenceFor(transcript) }
  const category = doc.form.category ? options.city.taxonomy.path(doc.form.category.value).join(' / ') : '未定'
  switch (question.prompt) {
    case 'category':
      return { ...common, options: listed(question.options) }
    case 'unit':
    case 'second_appeal':
      return { ...common, category, options: listed(question.options) }
    case 'fields':
      return { ...common, fields: question.fields.join('、') }
    case 'polish':
      return { ...common, category, title: plain(drafts[0] ?? ''), summary: plain(drafts[1] ?? '') }
  }
}

const listed = (options: readonly Option[]) =>
  options.map(({ value, name, note }) => `${value} ${name}${note ? `：${note}` : ''}`).join('\n')

/** One line without braces: a turn cannot begin another one, nor look like an answer. */
const plain = (text: string) =>
  text.replace(/\s+/g, ' ').replaceAll('{', '（').replaceAll('}', '）').replaceAll('<', '〈').replaceAll('>', '〉')

/** Text between two of these is the caller's; who writes the text cannot know them. */
async function fenceFor(transcript: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(transcript))
  const mark = Array.from(new Uint8Array(digest).slice(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `====${mark}====`
}

/** What follows from other fields by rule, and the fields that it follows from. */
const DERIVED: readonly string[] = ['tier', 'unit', 'mode']
const SOURCES: ReadonlySet<string> = new Set(['category', 'appealType', 'target', 'address', 'occurred'])

async function rederive({
  doc,
  changed,
  components,
}: {
  doc: IntakeDoc
  changed: readonly string[]
  components: readonly Component[]
}): Promise<IntakeDoc> {
  if (components.length === 0 || !changed.some((field) => SOURCES.has(field))) return doc
  const isDerived = ({ field }: { field: string }) => DERIVED.includes(field) && !doc.locked.has(field as FieldName)
  let next: IntakeDoc = {
    ...doc,
    prediction: doc.prediction && { ...doc.prediction, category: reweighed(doc.prediction.category, doc.form) },
    form: {
      ...doc.form,
      reasons: doc.form.reasons.filter((item) => !isDerived(item)),
      needsReview: doc.form.needsReview.filter((item) => !isDerived(item)),
    },
  }
  for (const component of components) next = await component(next)
  return { ...next, prediction: doc.prediction }
}

/** The local probabilities of the categories, made to agree with the form: its value first, the others share the rest. */
function reweighed(local: readonly Scored[], { category }: Form): Scored[] {
  if (category?.source !== 'llm') return [...local]
  const others = local.filter(({ label }) => label !== category.value)
  const sum = others.reduce((total, { probability }) => total + probability, 0)
  const scale = sum === 0 ? 0 : (1 - category.confidence) / sum
  return [
    { label: category.value, probability: category.confidence },
    ...others.map(({ label, probability }) => ({ label, probability: probability * scale })),
  ].sort((a, b) => b.probability - a.probability)
}
