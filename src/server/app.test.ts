import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { composeCore, composeServices } from '../compose.ts'
import { loadConfig } from '../config.ts'
import { keywordClassifier } from '../intake/keyword-classifier.fixture.ts'
import { loadCity } from '../load-city.ts'
import { root } from '../root.ts'
import { createMemoryStore } from '../store/memory.ts'
import type { Store } from '../store/store.ts'
import { createApp } from './app.ts'

const city = loadCity(join(root, 'data/beijing'))
const heating = {
  channel: '电话',
  callerId: '13800138000',
  turns: [{ role: 'caller', text: '回龙观龙锦苑四区，家里暖气不热，我姓王' }],
}
const silent = { info() {}, warn() {}, error() {} }

let store: Store
let app: ReturnType<typeof createApp>
beforeEach(() => {
  store = createMemoryStore()
  const config = loadConfig({ env: {}, flags: { maxTurns: 10, maxCharacters: 500, maxBody: 5000 } })
  const core = composeCore({ city, classifier: keywordClassifier(city.taxonomy), store })
  app = createApp(
    composeServices({ config, core, store, logger: silent, clock: () => new Date('2026-01-05T08:00:00Z') }),
  )
})

const send =
  (method: string) =>
  async (path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.request(path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) }
  }
const [get, post, patch] = [send('GET'), send('POST'), send('PATCH')]

const REQUIRED = {
  appealType: '求助',
  category: '010101',
  tier: '24h',
  unit: 'cp-longzeyuan',
  title: '龙锦苑四区暖气不热',
}
async function confirmed(): Promise<{ id: string; callId: string }> {
  const { id } = (await post('/api/calls', heating)).json()
  return (await post(`/api/calls/${id}/confirm`, { edits: REQUIRED })).json()
}

describe('reading calls', () => {
  it('answers a stateless call with a form and stores nothing', async () => {
    const response = await post('/api/intake', heating)
    expect(response.status).toBe(200)
    expect(response.json()).toMatchObject({ city: 'beijing', category: { value: '010101' } })
    expect(await store.counts()).toEqual({ calls: 0, cases: 0 })
  })

  it('updates the form with every turn and never overwrites what the agent set', async () => {
    const { id } = (await post('/api/calls', { ...heating, turns: [] })).json()
    await patch(`/api/calls/${id}/form`, { edits: { category: '010106' } })
    const after = (await post(`/api/calls/${id}/turns`, { turns: heating.turns })).json()
    expect(after.form.category).toMatchObject({ value: '010106', source: 'agent', confidence: 1 })
    const released = (await patch(`/api/calls/${id}/form`, { release: ['category'] })).json()
    expect(released.form.category).toMatchObject({ value: '010101', source: 'model' })
  })

  it('keeps a field that the agent emptied empty', async () => {
    const { id } = (await post('/api/calls', heating)).json()
    expect((await patch(`/api/calls/${id}/form`, { edits: { category: null } })).json().form.category).toBeNull()
    expect((await post(`/api/calls/${id}/turns`, { turns: heating.turns })).json().form.category).toBeNull()
  })
})

describe('confirming', () => {
  it('makes a case that is found again by words, and remembers what had been predicted', async () => {
    const { id, callId } = await confirmed()
    expect((await get('/api/cases?q=龙锦')).json().items).toMatchObject([{ id }])
    const detail = (await get(`/api/cases/${id}`)).json()
    expect(detail.call.id).toBe(callId)
    expect(detail.history.map((event: { kind: string }) => event.kind)).toEqual(['call.opened', 'case.opened'])
    expect(detail.predictions).toContainEqual(
      expect.objectContaining({ field: 'category', predicted: '010101', accepted: true }),
    )
  })

  it('answers a second confirmation with the first case', async () => {
    const { id, callId } = await confirmed()
    expect((await post(`/api/calls/${callId}/confirm`, {})).json().id).toBe(id)
    expect((await store.counts()).cases).toBe(1)
  })

  it('names the required fields that are still empty', async () => {
    const { id } = (await post('/api/calls', { turns: [] })).json()
    const response = await post(`/api/calls/${id}/confirm`, {})
    expect(response.status).toBe(422)
    expect(response.json().errors.map((item: { path: string }) => item.path)).toContain('edits.category')
  })

  it('gives predictions and finals as labelled lines', async () => {
    const { callId } = await confirmed()
    const lines = (await get('/api/feedback.jsonl')).text.trim().split('\n')
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0]!)).toMatchObject({
      id: callId,
      gold: { category: '010101' },
      predicted: { category: { value: '010101' } },
    })
  })
})

describe('dispatching', () => {
  const assign = (id: string, body: object) => post(`/api/cases/${id}/assignment`, body)

  it('accepts, returns with a reason, and goes up a level at the third return', async () => {
    const { id } = await confirmed()
    await post(`/api/calls/x/confirm`, {})
    expect((await assign(id, { action: 'accept' })).json().state).toBe('dispatched')
    expect((await assign(id, { action: 'return' })).status).toBe(422)
    for (const bounces of [1, 2]) {
      expect((await assign(id, { action: 'return', reason: '不属本单位' })).json()).toMatchObject({
        state: 'returned',
        bounces,
      })
      await assign(id, { action: 'change', unit: bounces === 1 ? 'ent-heat' : 'cp-cgw' })
    }
    expect((await assign(id, { action: 'return', reason: '不属本单位' })).json()).toMatchObject({
      state: 'escalated',
      bounces: 3,
      values: { mode: 'escalate', unit: 'cp-qzf' },
    })
    expect((await assign(id, { action: 'change', unit: 'cp-longzeyuan' })).json()).toMatchObject({
      state: 'dispatched',
    })
    expect((await assign(id, { action: 'return', reason: '不属本单位' })).status).toBe(409)
  })

  it('counts a unit that dispatch changed as overruled, and no longer once that is undone', async () => {
    const { id } = await confirmed()
    const since = '2020-01-01T00:00:00.000Z'
    const units = async () => (await store.overruled(since, 50)).filter(({ field }) => field === 'unit')
    const before = await units()
    await assign(id, { action: 'change', unit: 'ent-power' })
    expect(await units()).toContainEqual(expect.objectContaining({ field: 'unit', final: 'ent-power', total: 1 }))
    const lines = (await get('/api/feedback.jsonl')).text.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line)).find((line) => line.caseId === id)).toMatchObject({
      gold: { unit: 'ent-power' },
      returnedBy: [],
    })
    await assign(id, { action: 'undo' })
    expect(await units()).toEqual(before)
  })

  it('takes the last step back, once', async () => {
    const { id } = await confirmed()
    await assign(id, { action: 'change', unit: 'ent-heat' })
    expect((await assign(id, { action: 'undo' })).json()).toMatchObject({
      state: 'pending',
      values: { unit: 'cp-longzeyuan' },
    })
    expect((await assign(id, { action: 'undo' })).status).toBe(409)
  })

  it('attaches a case to another and refuses to attach it to itself', async () => {
    const [a, b] = [await confirmed(), await confirmed()]
    expect((await assign(a.id, { action: 'attach', attachTo: a.id })).status).toBe(422)
    expect((await assign(a.id, { action: 'attach', attachTo: b.id })).json()).toMatchObject({
      state: 'attached',
      attachedTo: b.id,
    })
  })

  it('refuses a unit that does not exist and a version that has moved on', async () => {
    const { id } = await confirmed()
    expect((await assign(id, { action: 'change', unit: 'nobody' })).json().errors).toMatchObject([{ path: 'unit' }])
    expect((await assign(id, { action: 'accept', version: 7 })).status).toBe(409)
  })
})

describe('idempotency', () => {
  it('replays the stored answer for the same key and body and does the work once', async () => {
    const headers = { 'Idempotency-Key': 'k-1' }
    const first = await post('/api/calls', heating, headers)
    const second = await post('/api/calls', heating, headers)
    expect(second.text).toBe(first.text)
    expect(second.status).toBe(201)
    expect(second.headers.get('Idempotent-Replayed')).toBe('true')
    expect((await store.counts()).calls).toBe(1)
  })

  it('refuses the same key with another body', async () => {
    const headers = { 'Idempotency-Key': 'k-1' }
    await post('/api/calls', heating, headers)
    const other = await post('/api/calls', { ...heating, channel: '微信' }, headers)
    expect(other.status).toBe(422)
    expect(other.json().code).toBe('idempotency_mismatch')
  })
})

describe('problems', () => {
  it.each([
    ['not JSON', '{', 422, 'invalid_input'],
    ['a wrong role', { turns: [{ role: 'robot', text: 'x' }] }, 422, 'invalid_input'],
    [
      'too many turns',
      { turns: Array.from({ length: 11 }, () => ({ role: 'caller', text: 'x' })) },
      422,
      'too_many_turns',
    ],
    ['too long a call', { turns: [{ role: 'caller', text: '长'.repeat(501) }] }, 422, 'call_too_long'],
    ['too large a body', { turns: [], pad: 'x'.repeat(6000) }, 413, 'too_large'],
  ])('%s is a problem with a code and a request id', async (_, body, status, code) => {
    const response = await post('/api/intake', body)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(response.json()).toMatchObject({ code, status, requestId: expect.any(String) })
  })

  it('names the path of the bad field', async () => {
    const response = await post('/api/intake', {
      turns: [
        { role: 'caller', text: 'x' },
        { role: 'robot', text: 'x' },
      ],
    })
    expect(response.json().errors[0].path).toBe('turns[1].role')
  })

  it('says nothing of an unforeseen error but where to find it', async () => {
    store.call = async () => {
      throw new Error('secret detail')
    }
    const response = await get('/api/calls/x')
    expect(response.status).toBe(500)
    expect(response.text).not.toContain('secret')
    expect(response.json().code).toBe('internal')
  })

  it('refuses writes from the page of another site', async () => {
    expect((await post('/api/intake', heating, { Origin: 'https://evil.example', Host: 'localhost' })).status).toBe(403)
    expect((await post('/api/intake', heating, { Origin: 'http://localhost', Host: 'localhost' })).status).toBe(200)
  })

  it('answers an unknown path with a problem', async () => {
    expect((await get('/nowhere')).json().code).toBe('not_found')
  })
})

describe('looking things up', () => {
  it.each(['供暖不热', 'gongnuanbure', 'gnbr', '暖气片冰凉', '010101'])('finds the category by %s', async (q) => {
    expect((await get(`/api/taxonomy?q=${encodeURIComponent(q)}`)).json().items[0].code).toBe('010101')
  })

  it('gives the whole tree without a query', async () => {
    expect((await get('/api/taxonomy')).json().items.length).toBe(city.taxonomy.categories.length)
  })

  it('finds a unit by alias and by initials', async () => {
    expect((await get('/api/units?q=96116')).json().items[0].id).toBe('ent-water')
    expect((await get('/api/units?q=lzyjd')).json().items[0].id).toBe('cp-longzeyuan')
  })
})

describe('operations', () => {
  it('is alive, ready, measured and described', async () => {
    await post('/api/intake', heating)
    expect((await get('/healthz')).status).toBe(200)
    expect((await get('/readyz')).status).toBe(200)
    expect((await get('/metrics')).text).toContain('jiesu_intake_seconds_count 1')
    const openapi = (await get('/openapi.json')).json()
    expect(openapi.openapi).toBe('3.1.0')
    expect(Object.keys(openapi.paths)).toContain('/api/calls/{id}/confirm')
  })
})
