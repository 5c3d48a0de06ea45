import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { composeCore, composeServices } from '../compose.ts'
import { loadConfig } from '../config.ts'
import { keywordClassifier } from '../intake/keyword-classifier.fixture.ts'
import { loadCity } from '../load-city.ts'
import { root } from '../root.ts'
import { createMemoryStore } from '../store/memory.ts'
import type { Store } from '../store/store.ts'
import { createApp } from './app.ts'

const city = loadCity(join(root, 'data/beijing'))
const silent = { info() {}, warn() {}, error() {} }
const REQUIRED = { appealType: '求助', category: '010101', tier: '24h', unit: 'cp-longzeyuan', title: '暖气不热' }

let store: Store
let app: ReturnType<typeof createApp>
beforeEach(() => {
  store = createMemoryStore()
  const core = composeCore({ city, classifier: keywordClassifier(city.taxonomy), store })
  app = createApp(composeServices({ config: loadConfig({ env: {} }), core, store, logger: silent }))
})

const post = async (path: string, body: unknown) => {
  const response = await app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as { id: string } }
}
const openCall = async (said: string): Promise<string> =>
  (await post('/api/calls', { callerId: '13800138033', turns: [{ role: 'caller', text: said }] })).body.id
const openCase = async (): Promise<string> =>
  (await post(`/api/calls/${await openCall('家里供暖不热')}/confirm`, { edits: REQUIRED })).body.id

it('gives a call to a case that is already there, without a case of its own, and takes it back', async () => {
  const caseId = await openCase()
  const callId = await openCall('我也是供暖不热')
  const given = await post(`/api/calls/${callId}/attachment`, { caseId, actor: '李敏' })
  expect(given).toMatchObject({ status: 200, body: { state: 'attached', caseId } })
  expect((await store.counts()).cases).toBe(1)
  const history = await store.history({ callId, caseId })
  expect(history.at(-1)).toMatchObject({ kind: 'call.attached', callId, caseId, actor: '李敏' })
  const page = await (await app.request(`/cases/${caseId}`)).text()
  expect(page).toContain('并入的来电')
  expect(page).toContain('我也是供暖不热')

  const back = await post(`/api/calls/${callId}/attachment`, { caseId: null })
  expect(back).toMatchObject({ status: 200, body: { state: 'open', caseId: null } })
  expect(await (await app.request(`/cases/${caseId}`)).text()).not.toContain('我也是供暖不热')
})

it('refuses a call that is done with, a case that is not there, and one that belongs to another itself', async () => {
  const [first, second] = [await openCase(), await openCase()]
  await post(`/api/cases/${second}/assignment`, { action: 'attach', attachTo: first })
  const callId = await openCall('供暖不热')
  expect((await post(`/api/calls/${callId}/attachment`, { caseId: 'none' })).status).toBe(404)
  expect((await post(`/api/calls/${callId}/attachment`, { caseId: second })).status).toBe(409)
  expect((await post(`/api/calls/${callId}/attachment`, { caseId: null })).status).toBe(409)
  await post(`/api/calls/${callId}/attachment`, { caseId: first })
  expect((await post(`/api/calls/${callId}/attachment`, { caseId: first })).status).toBe(409)
  expect((await post(`/api/calls/${callId}/confirm`, { edits: REQUIRED })).status).toBe(409)
})
