import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadCity } from '../load-city.ts'
import { loadSuites } from '../load-suites.ts'
import { hashTaxonomy } from '../model/hash-taxonomy.ts'
import { loadCallClassifier } from '../model/load-call-classifier.ts'
import { loadStaticEncoder } from '../model/load-static-encoder.ts'
import { root } from '../root.ts'
import { normalise } from '../text/normalise.ts'
import { openEncoder } from './open-encoder.ts'

const local = await loadStaticEncoder(join(root, 'models/encoder'))
let received: string[] = []
let tokens: (string | undefined)[] = []
const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const { input } = JSON.parse(body) as { input: string[] }
  received.push(...input)
  tokens.push(request.headers.authorization)
  const embedding = Array.from({ length: local.dimensions }, () => 1)
  const data = input.map((_text, index) => ({ object: 'embedding', index, embedding }))
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ object: 'list', model: 'm', data, usage: { prompt_tokens: 0, total_tokens: 0 } }))
})
let llmBaseUrl: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  llmBaseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
})
afterAll(() => server.close())

it('asks the endpoint of the language model with its key, and says when there is none', async () => {
  tokens = []
  await openEncoder('openai:m', { llmBaseUrl, llmApiKey: 'sk-test' })
  expect(tokens).toEqual(['Bearer sk-test'])
  await expect(openEncoder('openai:m', { llmBaseUrl: '', llmApiKey: '' })).rejects.toThrow('JIESU_LLM_BASE_URL')
})

it('lets no name and no number of the evaluation set out', async () => {
  const { taxonomy } = loadCity(join(root, 'data/beijing'))
  const endpoint = await openEncoder('openai:m', { llmBaseUrl, llmApiKey: '' })
  const classifier = await loadCallClassifier({
    dir: join(root, 'models/beijing'),
    encoder: { ...endpoint, id: local.id },
    taxonomyHash: hashTaxonomy(taxonomy),
  })
  const suites = loadSuites({ folder: join(root, 'eval/suites'), names: [] }).filter((suite) => !suite.derived)
  const leaks: string[] = []
  for (const { id, turns, gold } of suites.flatMap((suite) => suite.cases)) {
    received = []
    await classifier.predict(turns.map(({ role, text }) => ({ role, text: normalise(text).text })))
    expect(received.length).toBeGreaterThan(0)
    const sent = received.join('\n').replace(/〔[^〕]*〕/g, '|')
    const { callerName, phone } = gold
    if (callerName && isWholeName(callerName) && sent.includes(callerName)) leaks.push(`${id}: ${callerName}`)
    if (phone && sent.includes(phone.slice(-7))) leaks.push(`${id}: ${phone}`)
  }
  expect(leaks).toEqual([])
}, 300_000)

/** Not 王女士, of whom too little is said to be told from other words, nor a company. */
const isWholeName = (name: string) => name.length <= 3 && !/女士|先生|某|店$|公司/.test(name)
