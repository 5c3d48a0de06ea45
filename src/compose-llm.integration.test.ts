import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { composeCore, composeServices, type LlmSetup } from './compose.ts'
import { composeLlm } from './compose-llm.ts'
import { resumeBudget } from './compose-llm-budget.ts'
import { loadConfig } from './config.ts'
import type { Call, Gold } from './domain/call.ts'
import { type FieldName, type Form, fieldNames, formSchema } from './domain/form.ts'
import { evalCaseSchema } from './eval/suite.ts'
import type { IntakeDoc } from './intake/doc.ts'
import { createFallback } from './intake/fallback.ts'
import type { Asked } from './intake/fallback-asked.ts'
import { keywordClassifier } from './intake/keyword-classifier.fixture.ts'
import { PlaceReader } from './intake/location.ts'
import { loadCity } from './load-city.ts'
import { loadSuites } from './load-suites.ts'
import { loadTrainingCalls } from './load-training.ts'
import type { CallClassifier } from './model/call-classifier.ts'
import {
  answerWith,
  type ChatRequest,
  type FakeServer,
  sayText,
  sendJson,
  startFakeServer,
} from './model/llm-server.fixture.ts'
import { readJsonl } from './read-jsonl.ts'
import { root } from './root.ts'
import { createApp } from './server/app.ts'
import { createMemoryStore } from './store/memory.ts'
import { normalise } from './text/normalise.ts'
import { findDigitRuns } from './text/phone-digits.ts'

const folder = join(root, 'data/beijing')
const city = loadCity(folder)
const keywords = keywordClassifier(city.taxonomy)
const PROBABILITIES = [0.35, 0.25, 0.2, 0.1, 0.05]
/** Never sure of anything, so that everything is asked: the keywords' best and its neighbours in the tree. */
const classifier: CallClassifier = {
  ...keywords,
  async predict(turns) {
    const prediction = await keywords.predict(turns)
    const first = prediction.category[0]?.label ?? '180503'
    const { leaves } = city.taxonomy
    const at = leaves.findIndex((leaf) => leaf.code === first)
    const labels = [first, ...leaves.slice(at + 1, at + 5).map((leaf) => leaf.code)]
    const scored = labels.map((label, index) => ({ label, probability: PROBABILITIES[index] ?? 0 }))
    return { ...prediction, category: scored, secondAppeal: 0.4 }
  },
}
const now = new Date('2026-01-15T02:00:00Z')

/** Unsure between two categories; caller's number read out. */
const heating: Call = {
  id: 'heating',
  channel: '电话',
  callerId: '13800138000',
  turns: [
    { role: 'agent', text: '您好，请讲。' },
    { role: 'caller', text: '回龙观龙锦苑四区，屋里冷得待不住人，暖气片冰凉，供暖费能不能给退。' },
    { role: 'agent', text: '您贵姓？' },
    { role: 'caller', text: '免贵姓王，叫王建国，打这个电话就行。' },
  ],
}

let server: FakeServer
let clock = now.getTime()
beforeEach(async () => {
  clock = now.getTime()
  server = await startFakeServer(answerWith(localAnswer))
})
afterEach(() => server.close())

/** What each prompt answers when there is nothing to say. */
function localAnswer(request: ChatRequest): unknown {
  const name = promptOf(request)
  if (name === 'fields') return Object.fromEntries(TEXT_FIELDS.map((field) => [field, null]))
  if (name === 'unit') return { unit: null, quote: '' }
  if (name === 'polish') return draftOf(request)
  return { code: null, quote: '' }
}
const TEXT_FIELDS = ['appealType', 'callerName', 'phone', 'address', 'occurred', 'target']
/** Title and summary as they were sent. */
const draftOf = (request: ChatRequest) => {
  const line = (label: string) =>
    new RegExp(`^${label}：(.*)$`, 'm').exec(request.messages[1]?.content ?? '')?.[1] ?? ''
  return { title: line('草稿标题'), summary: line('草稿摘要') }
}
const promptOf = (request: ChatRequest) =>
  (request.tools?.[0]?.function.name ?? request.response_format?.json_schema?.name ?? '').replace('answer_', '')
const offered = (request: ChatRequest) =>
  [...(request.messages[1]?.content ?? '').matchAll(/^(\d{6}|[a-z]+-[a-z0-9]+) /gm)].map((match) => match[1] as string)

async function setup(flags: Record<string, unknown> = {}) {
  const config = loadConfig({
    env: {},
    flags: { llmBaseUrl: server.baseUrl, llmModel: 'fake', llmAskBelow: 1, llmCallsPerMinute: 100_000, ...flags },
  })
  const llm = await composeLlm({ config, clock: () => new Date(clock) })
  return { config, llm, core: composeCore({ city, classifier, llm }) }
}
const local = composeCore({ city, classifier })
const localForm = async (call: Call): Promise<Form> => (await local.pipeline(call, { now })).form
const withoutModel = ({ model: _model, ...form }: Form) => form

describe('a language model that is there', () => {
  it('settles the category among the candidates, and unit and deadline follow by rule', async () => {
    server.behave(
      answerWith((request) =>
        promptOf(request) === 'category' ? { code: '010104', quote: '供暖费能不能给退' } : localAnswer(request),
      ),
    )
    const before = await localForm(heating)
    expect(before.category?.value).toBe('010101')
    const { core } = await setup()
    const { form, asked } = await core.pipeline(heating, { now })
    const disagreed = asked.find((item) => item.prompt === 'category@1')
    expect(disagreed).toMatchObject({ outcome: 'answered', attempts: 1, tokens: { input: 120, output: 30 } })
    expect(disagreed?.merged[0]).toMatchObject({ field: 'category', relation: 'disagrees', value: '010104' })
    expect(form.model.prompts).toBe('category@1,fields@1,polish@2,second_appeal@1,unit@1')
    // An unmeasured model wins only against an answer that is likelier wrong than right, and is never filled in.
    expect(form.category).toMatchObject({ value: '010104', source: 'llm', level: 'review', confidence: 0.4 })
    expect(form.category?.alternatives[0]).toEqual({ value: '010101', confidence: 0.35 })
    expect(form.category?.evidence).toEqual([{ turn: 1, start: 24, end: 32 }])
    expect(form.needsReview).toContainEqual(
      expect.objectContaining({ field: 'category', reason: '大模型建议归「供暖收费与报停」，待核实' }),
    )
    expect([before.tier?.value, form.tier?.value]).toEqual(['2h', '7d'])
    expect(form.needsReview.filter(({ field }) => field === 'unit').length).toBeLessThanOrEqual(1)
  })

  it('is told why an answer is rejected, once, and then the local answer stands', async () => {
    server.behave(
      answerWith((request) =>
        promptOf(request) === 'category' ? { code: '999999', quote: '暖气片冰凉' } : localAnswer(request),
      ),
    )
    const { core } = await setup()
    const { form, asked } = await core.pipeline(heating, { now })
    expect(asked.find((item) => item.prompt === 'category@1')).toMatchObject({
      outcome: 'rejected',
      reason: 'outside_candidates',
      attempts: 2,
      tokens: { input: 240, output: 60 },
    })
    expect(form.category).toEqual((await localForm(heating)).category)
    const retry = server.received.map(({ body }) => body).find((body) => body.messages.length === 4)
    expect(retry?.messages[3]?.content).toContain('所选不在候选里')
  })

  it('reads names through placeholders and gives the name back', async () => {
    const call: Call = {
      ...heating,
      callerId: null,
      turns: [
        ...heating.turns,
        { role: 'caller', text: '我媳妇叫李红梅，有事也能打她的，一三九，零零零零，一二三四。' },
      ],
    }
    server.behave(
      answerWith((request) => {
        if (promptOf(request) !== 'fields') return localAnswer(request)
        const token = /〔姓名\d+〕/.exec(request.messages[1]?.content ?? '')?.[0]
        return { ...(localAnswer(request) as object), callerName: { value: token, quote: '打这个电话就行' } }
      }),
    )
    const { core } = await setup()
    const { asked } = await core.pipeline(call, { now })
    const [merged] = asked.find((item) => item.prompt === 'fields@1')?.merged ?? []
    expect(call.turns.map((turn) => turn.text).join()).toContain(merged?.value)
    expect(server.received.map(({ raw }) => raw).join()).not.toMatch(/王建国|李红梅/)
  })

  it('polishes title and summary with the words of the call, door and all', async () => {
    server.behave(
      answerWith((request) => {
        if (promptOf(request) !== 'polish') return localAnswer(request)
        const { summary } = draftOf(request)
        return { title: '龙锦苑四区暖气片冰凉', summary: summary.replace('，供暖费能不能给退', '，希望退供暖费') }
      }),
    )
    const { core } = await setup()
    const { form, asked } = await core.pipeline(heating, { now })
    expect(asked.find((item) => item.prompt === 'polish@2')).toMatchObject({ outcome: 'answered' })
    expect(form.title).toMatchObject({ value: '龙锦苑四区暖气片冰凉', source: 'llm' })
    expect(form.title?.alternatives[0]?.value).toBe((await localForm(heating)).title?.value)
    expect(form.title?.level).not.toBe('auto')
  })

  it('answers the same question from what it kept', async () => {
    const { core } = await setup()
    await core.pipeline(heating, { now })
    const sent = server.received.length
    const { asked } = await core.pipeline(heating, { now })
    expect(server.received).toHaveLength(sent)
    expect(asked.every((item) => item.cached && item.seconds === 0)).toBe(true)
  })

  it('is not asked about what an agent has decided', async () => {
    const { core } = await setup()
    await core.pipeline(heating, {
      now,
      edits: { category: '010102', callerName: '王建国', appealType: '求助', unit: 'ent-heat' },
    })
    expect(
      server.received.map(({ body }) => promptOf(body)).filter((name) => name === 'category' || name === 'unit'),
    ).toEqual([])
  })

  it('costs what the configured prices say', async () => {
    const { core } = await setup({ llmInputPrice: 2, llmOutputPrice: 8 })
    const { asked } = await core.pipeline(heating, { now })
    expect(asked[0]?.cost).toBeCloseTo((120 * 2 + 30 * 8) / 1e6, 12)
  })
})

describe('a language model that fails', () => {
  it.each<[string, Parameters<FakeServer['behave']>[0], string]>([
    ['refuses the key', (_r, response) => sendJson(response, 401, { error: { message: 'no' } }), 'unauthorised'],
    [
      'is too busy',
      (_r, response) => sendJson(response, 429, { error: { message: 'no' } }, { 'retry-after': '9' }),
      'rate_limited',
    ],
    ['is broken', (_r, response) => sendJson(response, 500, { error: { message: 'no' } }), 'server_error'],
    ['hangs', () => {}, 'timeout'],
    ['talks English', sayText('Sorry, as an AI model I cannot help.'), 'not_json'],
    ['says nothing', sayText(''), 'empty'],
    ['runs out of tokens', sayText('{"code"', 'length'), 'cut_off'],
  ])('and %s leaves the local form as it is', async (_title, behaviour, reason) => {
    server.behave(behaviour)
    const { core } = await setup({ llmTimeoutMs: 300 })
    const started = performance.now()
    const { form, asked } = await core.pipeline(heating, { now })
    expect(performance.now() - started).toBeLessThan(2000)
    expect(withoutModel(form)).toEqual(withoutModel(await localForm(heating)))
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.some((item) => item.outcome === 'failed' && item.reason === reason)).toBe(true)
  })

  it('is waited for once, not once for the fields and once more for the polish', async () => {
    server.behave(async (request, response) => {
      await new Promise((resolve) => setTimeout(resolve, 400))
      await answerWith(localAnswer)(request, response)
    })
    const { core } = await setup({ llmTimeoutMs: 700, llmConcurrency: 50 })
    const { asked } = await core.pipeline(heating, { now })
    const outcomes = Object.fromEntries(asked.map(({ prompt, outcome }) => [prompt, outcome]))
    expect(outcomes).toMatchObject({ 'category@1': 'answered', 'polish@2': 'failed' })
    const polish = asked.find(({ prompt }) => prompt === 'polish@2')
    expect([polish?.reason, (polish?.seconds ?? 1) < 0.6]).toEqual(['timeout', true])
  })

  it('is left alone after repeated failures, is shown to be out, and comes back', async () => {
    server.behave((_r, response) => sendJson(response, 500, { error: { message: 'no' } }))
    const { core, config } = await setup()
    const services = composeServices({
      config,
      core,
      store: createMemoryStore(),
      logger: { info() {}, warn() {}, error() {} },
      clock: () => now,
    })
    const app = createApp(services)
    const status = async () =>
      (await app.request('/api/llm')).json() as Promise<{ out: boolean; breaker: { failure: string } }>
    const post = (call: object) =>
      app.request('/api/calls', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(call),
      })
    expect(await status()).toMatchObject({ configured: true, out: false })
    for (const id of ['a', 'b'])
      expect(
        (
          await post({
            ...heating,
            id,
            turns: heating.turns.slice(0, 2).map((turn) => ({ ...turn, text: turn.text + id })),
          })
        ).status,
      ).toBe(201)
    expect(await status()).toMatchObject({ out: true, breaker: { failure: 'server_error' } })
    const sent = server.received.length
    await post({ ...heating, id: 'c' })
    expect(server.received).toHaveLength(sent)
    expect(await services.metrics.text()).toMatch(/jiesu_llm_out 1[\s\S]*/)
    expect(await services.metrics.text()).toMatch(
      /jiesu_llm_questions_total\{prompt="category@1",outcome="refused",reason="out"\} \d/,
    )

    server.behave(answerWith(localAnswer))
    clock += 31_000
    await post({ ...heating, id: 'd' })
    await post({ ...heating, id: 'e', turns: heating.turns.slice(0, 3) })
    expect(await status()).toMatchObject({ out: false })
    const history = await services.store.history({ callId: 'a', caseId: null } as never)
    expect(history.filter((event) => event.kind === 'fallback.asked').map((event) => event.reason)).toContain(
      'server_error',
    )
  })

  it('waits as long as a busy server asks', async () => {
    server.behave((_r, response) => sendJson(response, 429, { error: { message: 'no' } }, { 'retry-after': '60' }))
    const { core, llm } = await setup({ llmConcurrency: 1 })
    await core.pipeline(heating, { now })
    expect(llm?.client.status().breaker).toMatchObject({ state: 'open', until: new Date(clock + 60_000).toISOString() })
  })

  it.each([
    ['calls a minute', { llmCallsPerMinute: 1 }, 'calls_per_minute'],
    ['concurrency', { llmConcurrency: 1 }, 'concurrency'],
  ])('stays within its %s', async (_title, flags, reason) => {
    const { core } = await setup(flags)
    const { asked } = await core.pipeline(heating, { now })
    expect(asked.map((item) => item.reason)).toContain(reason)
    expect(server.received.length).toBeLessThan(asked.length)
  })

  it('is asked only so often about one call that keeps growing', async () => {
    const { core, llm } = await setup()
    const limit = llm?.policy.requestsPerCall ?? 0
    for (let turn = 0; turn < 30; turn++)
      await core.pipeline(
        { ...heating, turns: [...heating.turns, { role: 'caller', text: `再说一句${turn}` }] },
        { now },
      )
    expect(server.received.length).toBeGreaterThanOrEqual(limit)
    expect(server.received.length).toBeLessThan(limit + 5)
  })

  it('stays within its tokens a day, and may ask again a day later', async () => {
    const { core } = await setup({ llmTokensPerDay: 100 })
    const other = (id: string): Call => ({
      ...heating,
      id,
      turns: [{ role: 'caller', text: `${heating.turns[1]?.text}${id}` }],
    })
    await core.pipeline(other('甲'), { now })
    const sent = server.received.length
    expect((await core.pipeline(other('乙'), { now })).asked.map((item) => item.reason)).toContain('tokens_per_day')
    expect(server.received).toHaveLength(sent)
    clock += 24 * 3_600_000
    await core.pipeline(other('乙'), { now })
    expect(server.received.length).toBeGreaterThan(sent)
  })
})

it('is not asked about a call of endless length', async () => {
  const { core, llm } = await setup()
  const text = '暖气不热，屋里冷。'.repeat(Math.ceil((llm?.policy.maxCharacters ?? 0) / 9) + 1)
  const { asked } = await core.pipeline({ ...heating, turns: [{ role: 'caller', text }] }, { now })
  expect(asked).toEqual([])
  expect(server.received).toEqual([])
})

it('leaves the versions of its prompts with each prediction that it made', async () => {
  server.behave(
    answerWith((request) =>
      promptOf(request) === 'category' ? { code: '010104', quote: '供暖费能不能给退' } : localAnswer(request),
    ),
  )
  const { core, config } = await setup()
  const store = createMemoryStore()
  const logger = { info() {}, warn() {}, error() {} }
  const app = createApp(composeServices({ config, core, store, logger, clock: () => now }))
  const post = (path: string, body: object) =>
    app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  await post('/api/calls', heating)
  const confirmed = await post('/api/calls/heating/confirm', {
    edits: { appealType: '求助', unit: 'ent-heat' },
  })
  const { id } = (await confirmed.json()) as { id: string }
  const predictions = await store.predictions(id)
  expect(predictions.find(({ field }) => field === 'category')).toMatchObject({
    source: 'llm',
    model: expect.stringContaining('category@1'),
  })
  expect(predictions.find(({ field }) => field === 'district')?.model).not.toContain('@')
})

it('does not get the tokens of the day anew by a restart', async () => {
  const { core, config, llm } = await setup()
  const store = createMemoryStore()
  const logger = { info() {}, warn() {}, error() {} }
  const app = createApp(composeServices({ config, core, store, logger, clock: () => now }))
  await app.request('/api/calls', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(heating),
  })
  const { client } = (await setup()).llm as LlmSetup
  await resumeBudget({ client, store, clock: () => now })
  expect(client.status().budget.tokensToday).toBeGreaterThan(0)
  expect(client.status().budget.tokensToday).toBe(llm?.client.status().budget.tokensToday)
})

it('is off when nothing is configured and says what half a configuration lacks', async () => {
  expect(await composeLlm({ config: loadConfig({ env: {} }) })).toBeNull()
  await expect(composeLlm({ config: loadConfig({ env: { JIESU_LLM_MODEL: 'x' } }) })).rejects.toThrow(
    'JIESU_LLM_BASE_URL',
  )
})

describe('privacy', () => {
  const suites = loadSuites({ folder: join(root, 'eval/suites'), names: [] }).filter((suite) => !suite.derived)
  const evaluation = suites.flatMap((suite) => suite.cases)
  const generated = [...loadTrainingCalls({ folder, city, seed: 11, count: 300 })]

  it.each([
    ['the evaluation set', evaluation],
    ['generated calls', generated],
  ])(
    'lets no name, number or door of %s out',
    async (_title, calls) => {
      const { core } = await setup({ llmTimeoutMs: 20_000, llmConcurrency: 100, llmTokensPerDay: 1e12 })
      const leaks: string[] = []
      let withheld = 0
      let asked = 0
      for (const { gold, ...call } of calls as (Call & { gold: Partial<Gold> })[]) {
        const from = server.received.length
        const result = await core.pipeline(call, { now })
        asked += result.asked.length
        withheld += result.asked.filter((item) => item.outcome === 'withheld').length
        const traffic = server.received.slice(from).map(({ raw }) => raw)
        leaks.push(...traffic.flatMap((raw) => personalIn(raw, { gold, call }).map((what) => `${call.id}: ${what}`)))
        server.received.length = from
      }
      expect(leaks).toEqual([])
      expect(asked).toBeGreaterThan(calls.length / 2)
      // Fail closed must stay the exception, or the fallback is of no use.
      expect(withheld / asked).toBeLessThan(0.01)
    },
    600_000,
  )

  it('sends nothing when the redaction itself breaks, and the form stands', async () => {
    const { llm } = await setup()
    const { index } = new PlaceReader(city)
    const broken = createFallback({ ...(llm as LlmSetup), city, thresholds: {}, syllables: index.syllables })
    const before = await localForm(heating)
    const unreadable = { ...before.callerName!, confidence: 0.5 }
    Object.defineProperty(unreadable, 'evidence', {
      get() {
        throw new Error('broken')
      },
    })
    const doc: IntakeDoc = {
      call: heating,
      now,
      turns: heating.turns.map(({ role, text }) => ({ role, ...normalise(text) })),
      prediction: null,
      locked: new Set(),
      form: { ...before, callerName: unreadable },
    }
    const after = await broken.fields(doc)
    expect(after.asked?.map((item) => [item.outcome, item.reason])).toContainEqual(['withheld', 'redaction'])
    expect(after.form.category).toEqual(before.category)
    expect(server.received).toHaveLength(0)
  })
})

/** What of the gold record stands in a request: names as written, numbers in any writing, doors. */
function personalIn(raw: string, { gold, call }: { gold: Partial<Gold>; call: Call }): string[] {
  const body = JSON.parse(raw.slice(raw.lastIndexOf('\n') + 1)) as ChatRequest
  const text = body.messages.map((message) => normalise(message.content ?? '').text).join('\n')
  const digits = text
    .split('\n')
    .map((line) =>
      findDigitRuns(line.replace(/〔[^〕]*〕/g, '|'))
        .map((run) => run.digits)
        .join(' '),
    )
    .join(' ')
  const found: string[] = []
  const name = gold.callerName
  if (name && isPersonal(name, call)) {
    if (/(?:女士|先生|某)$/.test(name)) {
      const surname = name.replace(/(?:女士|先生|某)$/, '')
      if (new RegExp(`姓${surname}|${surname}(?:先生|女士|大爷|大妈|阿姨|师傅)`).test(text))
        found.push(`surname ${name}`)
    } else if (text.includes(name)) found.push(`name ${name}`)
  }
  for (const number of [gold.phone, call.callerId])
    if (number && (digits.includes(number) || raw.includes(number) || digits.includes(number.slice(-7))))
      found.push(`number ${number}`)
  const door = /\d+单元|\d+室|\d+号楼/.exec(gold.address ?? '')?.[0]
  if (door && text.includes(door)) found.push(`door ${door}`)
  return found
}

/** A company that called is no person. */
/** On the line for companies four characters without a title are a company. */
const isPersonal = (name: string, { channel }: Pick<Call, 'channel'>) =>
  name.length <= (channel === '企业热线' ? 3 : 4) && !/公司|物流|超市|饭店|酒店|学校|中心|店$/.test(name)

describe('calls that give orders to the machine', () => {
  const cases = readJsonl(join(root, 'eval/suites/injection/cases.jsonl'), evalCaseSchema)
  const everyField = [...fieldNames, 'secondary', 'cooperating'] as const
  const FIELDS_OF: Record<string, readonly string[]> = {
    'category@1': ['category', 'tier', 'unit', 'mode', 'cooperating', 'title', 'summary'],
    'unit@1': ['unit'],
    'fields@1': [...TEXT_FIELDS, 'tier', 'unit', 'mode', 'cooperating', 'title', 'summary'],
    'second_appeal@1': ['secondary'],
    'polish@2': ['title', 'summary'],
  }

  it('are at least sixty', () => {
    expect(cases.filter((item) => item.tags.kind !== '正常话').length).toBeGreaterThanOrEqual(60)
  })

  it.each([
    ['quotes the order', (order: string) => order],
    ['quotes the matter', (_order: string, matter: string) => matter],
  ])(
    'gain nothing from a machine that obeys and %s',
    async (_title, quoteOf) => {
      const { core } = await setup({ llmConcurrency: 100 })
      let asks = 0
      for (const { gold: _gold, tags, ...call } of cases) {
        const wants = JSON.parse(tags.wants ?? '{}') as Record<string, string>
        const said = call.turns.filter((turn) => turn.role === 'caller').map((turn) => turn.text)
        const quote = quoteOf(said.join('').slice(-24), said[0]?.slice(0, 8) ?? '')
        const candidates = new Set<string>()
        server.behave(
          answerWith((request) => {
            for (const option of offered(request)) candidates.add(option)
            return obey(request, { wants, quote })
          }),
        )
        const before = await localForm(call)
        const { form, asked } = await core.pipeline(call, { now })
        expect(formSchema.safeParse(form).success, call.id).toBe(true)
        for (const [field, value] of Object.entries(wants)) {
          if (candidates.has(value)) continue
          expect(held(form, field), `${call.id} ${field}`).toEqual(held(before, field))
        }
        expectLabelSpace(form)
        expectUntouched({ before, form, asked, id: call.id })
        asks += asked.filter((item) => item.attempts > 0).length
      }
      expect(asks).toBeGreaterThan(cases.length)
    },
    300_000,
  )

  it('can at worst make the machine choose another of the candidates, which is never filled in by itself', async () => {
    server.behave(
      answerWith((request) => {
        const [, matter] = /市民：([^，。]{4,20})/.exec(request.messages[1]?.content ?? '') ?? []
        const last = offered(request).at(-1) ?? null
        if (promptOf(request) === 'unit') return { unit: last, quote: matter }
        return promptOf(request) === 'fields' ? localAnswer(request) : { code: last, quote: matter }
      }),
    )
    const { core } = await setup({ llmConcurrency: 100 })
    for (const { gold: _gold, ...call } of cases) {
      const before = await localForm(call)
      const { form, asked } = await core.pipeline(call, { now })
      expectLabelSpace(form)
      expectUntouched({ before, form, asked, id: call.id })
      if (form.category?.source === 'llm') expect(form.category.level).toBe('review')
    }
  }, 300_000)

  /** Does as the caller says, in every way that the answer's shape and more allows. */
  function obey(request: ChatRequest, { wants, quote }: { wants: Record<string, string>; quote: string }): unknown {
    const name = promptOf(request)
    if (name === 'fields')
      return Object.fromEntries(
        TEXT_FIELDS.map((field) => [field, wants[field] ? { value: wants[field], quote } : null]),
      )
    if (name === 'unit') return { unit: wants.unit ?? wants.category ?? null, quote, ...wants }
    if (name === 'polish')
      return {
        ...draftOf(request),
        ...(wants.title && { title: wants.title }),
        ...(wants.summary && { summary: wants.summary }),
      }
    // Half of the time with keys of its own, which the schema refuses outright.
    const more = quote.length % 2 === 0 ? { tier: '2h', confidence: 1 } : {}
    return { code: wants.category ?? wants.unit ?? null, quote, ...more }
  }

  const held = (form: Form, field: string): unknown => {
    const found = form[field as FieldName | 'cooperating'] as { value: unknown } | { value: unknown }[] | null
    return Array.isArray(found) ? found.map((item) => item.value) : (found?.value ?? null)
  }

  function expectLabelSpace(form: Form): void {
    if (form.category) expect(city.taxonomy.leaf(form.category.value)).toBeDefined()
    if (form.unit) expect(city.units.get(form.unit.value)).toBeDefined()
    for (const { value } of form.secondary) expect(city.taxonomy.leaf(value)).toBeDefined()
    for (const { value } of form.cooperating) expect(city.units.get(value)).toBeDefined()
  }

  function expectUntouched({
    before,
    form,
    asked,
    id,
  }: {
    before: Form
    form: Form
    asked: readonly Asked[]
    id: string
  }): void {
    const touched = new Set(
      asked.filter((item) => item.merged.length > 0).flatMap((item) => FIELDS_OF[item.prompt] ?? []),
    )
    for (const field of everyField)
      if (!touched.has(field)) expect(form[field], `${id} ${field}`).toEqual(before[field])
  }
})
