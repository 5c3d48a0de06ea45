import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LlmError, type LlmMethod, llmMethods } from './llm.ts'
import { createOpenAiLlm } from './llm-openai.ts'
import {
  answerWith,
  type Behaviour,
  type FakeServer,
  sayText,
  sendJson,
  startFakeServer,
} from './llm-server.fixture.ts'

const answer = { code: '010101', quote: '暖气不热' }
const schema = {
  type: 'object',
  properties: { code: { type: 'string' }, quote: { type: 'string' } },
  required: ['code', 'quote'],
  additionalProperties: false,
}

let server: FakeServer
beforeEach(async () => {
  server = await startFakeServer(answerWith(() => answer))
})
afterEach(() => server.close())

const ask = (method: LlmMethod, ms = 2000) =>
  createOpenAiLlm({ baseUrl: server.baseUrl, model: 'fake', apiKey: 'sk-test', method }).ask({
    messages: [
      { role: 'system', text: '只输出 JSON' },
      { role: 'user', text: '家里暖气不热' },
    ],
    name: 'answer_category',
    schema,
    signal: AbortSignal.timeout(ms),
  })

const failureOf = async (method: LlmMethod, ms?: number) => {
  const error = await ask(method, ms).then(
    () => null,
    (cause: unknown) => cause,
  )
  expect(error).toBeInstanceOf(LlmError)
  return error as LlmError
}

describe.each(llmMethods)('asked by %s', (method) => {
  it('gives the answer with the tokens it cost', async () => {
    expect(await ask(method)).toEqual({ value: answer, tokens: { input: 120, output: 30 } })
    expect(server.received).toHaveLength(1)
    expect(server.received[0]?.headers.authorization).toBe('Bearer sk-test')
  })

  it.each([
    ['plain JSON although tools may have been offered', JSON.stringify(answer)],
    ['fenced JSON', `好的，结果如下：\n\`\`\`json\n${JSON.stringify(answer)}\n\`\`\``],
    ['a preamble of thought', `<think>市民说的是{暖气}，先看看……</think>\n${JSON.stringify(answer)}`],
    ['words around it', `答案是 ${JSON.stringify(answer)}，请核对。`],
  ])('understands %s', async (_title, text) => {
    server.behave(sayText(text))
    expect((await ask(method)).value).toEqual(answer)
  })

  it.each<[string, Behaviour, string]>([
    ['401', (_r, response) => sendJson(response, 401, { error: { message: 'bad key' } }), 'unauthorised'],
    [
      '400',
      (_r, response) => sendJson(response, 400, { error: { message: 'json_schema unavailable' } }),
      'bad_request',
    ],
    ['500', (_r, response) => sendJson(response, 500, { error: { message: 'oops' } }), 'server_error'],
    ['invalid JSON', sayText('{"code": "0101'), 'not_json'],
    ['another language and no JSON', sayText('I am sorry, I cannot help with that.'), 'not_json'],
    ['an answer that ran out of tokens', sayText('{"code": "01', 'length'), 'cut_off'],
    ['an empty content', sayText(''), 'empty'],
    [
      'no choice',
      (_r, response) => sendJson(response, 200, { id: 'x', object: 'chat.completion', choices: [] }),
      'empty',
    ],
    [
      'a body that is cut',
      (_r, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
        response.write('{"id":"x","choices":[{"index":0,"message":{"role":"assistant","content":"{')
        setTimeout(() => response.destroy(), 20)
      },
      'cut_off',
    ],
  ])('meets %s without a second try', async (_title, behaviour, failure) => {
    server.behave(behaviour)
    expect((await failureOf(method)).failure).toBe(failure)
    expect(server.received).toHaveLength(1)
  })

  it('hangs up on a server that hangs', async () => {
    server.behave(() => {})
    const started = performance.now()
    expect((await failureOf(method, 200)).failure).toBe('timeout')
    expect(performance.now() - started).toBeLessThan(1500)
    await expect.poll(server.hungUp).toBe(1)
  })
})

it('tells how long a busy server asked to wait', async () => {
  server.behave((_r, response) => sendJson(response, 429, { error: { message: 'slow down' } }, { 'retry-after': '7' }))
  expect(await failureOf('tools')).toMatchObject({ failure: 'rate_limited', retryAfterMs: 7000 })
})

it('says that a server that is not there is unreachable', async () => {
  await server.close()
  expect((await failureOf('tools')).failure).toBe('unreachable')
})

it('counts the tokens of an answer that cannot be used', async () => {
  server.behave(sayText('不知道'))
  expect((await failureOf('json_mode')).tokens).toEqual({ input: 120, output: 30 })
})

it.each([
  ...llmMethods.map(
    (method) => ['an answer that ran out of tokens', method, sayText('{"code": "01', 'length')] as const,
  ),
  ['a hang', 'tools', () => {}],
  [
    'a server that does not count',
    'tools',
    (_r, response) => sendJson(response, 200, { choices: [{ finish_reason: 'stop', message: { content: 'no' } }] }),
  ],
] as [string, LlmMethod, Behaviour][])('charges the budget for %s by %s', async (_title, method, behaviour) => {
  server.behave(behaviour)
  const { tokens } = await failureOf(method, 300)
  expect(tokens.input).toBeGreaterThan(0)
  expect(tokens.output).toBeGreaterThan(0)
})

it('charges nothing for a request that was turned away', async () => {
  server.behave((_r, response) => sendJson(response, 429, { error: { message: 'slow down' } }))
  expect((await failureOf('json_schema')).tokens).toEqual({ input: 0, output: 0 })
})

it('keeps to chat completions whatever the model is called', async () => {
  await createOpenAiLlm({ baseUrl: server.baseUrl, model: 'gpt-9-codex', apiKey: null, method: 'tools' }).ask({
    messages: [{ role: 'user', text: '暖气不热' }],
    name: 'answer_category',
    schema,
    signal: AbortSignal.timeout(2000),
  })
  expect(server.received[0]?.raw).toMatch(/^\/v1\/chat\/completions/)
  expect(server.received[0]?.body.model).toBe('gpt-9-codex')
})

it('keeps what was sent out of its errors', async () => {
  server.behave((request, response) => sendJson(response, 400, { error: { message: request.messages[1]?.content } }))
  expect((await failureOf('tools')).message).not.toContain('暖气')
})

it('sends nothing to a tracer that the environment names', async () => {
  const tracer = await startFakeServer(sayText(''))
  vi.stubEnv('LANGSMITH_TRACING', 'true')
  vi.stubEnv('LANGSMITH_API_KEY', 'ls-test')
  vi.stubEnv('LANGSMITH_ENDPOINT', tracer.baseUrl)
  await ask('tools')
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(tracer.received).toHaveLength(0)
  vi.unstubAllEnvs()
  await tracer.close()
})
