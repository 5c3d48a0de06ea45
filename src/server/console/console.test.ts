import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { composeCore, composeServices } from '../../compose.ts'
import { loadConfig } from '../../config.ts'
import { callSchema } from '../../domain/call.ts'
import { keywordClassifier } from '../../intake/keyword-classifier.fixture.ts'
import { loadCity } from '../../load-city.ts'
import { readJsonl } from '../../read-jsonl.ts'
import { root } from '../../root.ts'
import { createMemoryStore } from '../../store/memory.ts'
import { createApp } from '../app.ts'

const city = loadCity(join(root, 'data/beijing'))
const classifier = keywordClassifier(city.taxonomy)
const demoCalls = readJsonl(join(root, 'src/server/console/fixtures/demo-calls.jsonl'), callSchema)
const silent = { info() {}, warn() {}, error() {} }

let app: ReturnType<typeof createApp>
beforeEach(() => {
  const store = createMemoryStore()
  const core = composeCore({ city, classifier, store })
  const clock = () => new Date('2026-01-05T08:00:00Z')
  app = createApp(composeServices({ config: loadConfig({ env: {} }), core, store, logger: silent, clock, demoCalls }))
})

const get = async (path: string, headers: Record<string, string> = { Accept: 'text/html' }) => {
  const response = await app.request(path, { headers })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const post = async (path: string, body: unknown) => {
  const response = await app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return JSON.parse(await response.text())
}
const REQUIRED = { appealType: '求助', category: '010101', tier: '24h', unit: 'cp-longzeyuan', title: '暖气不热' }
const confirmed = async (edits: Record<string, unknown> = {}, said = '回龙观龙锦苑四区，家里供暖不热') => {
  const { id } = await post('/api/calls', { turns: [{ role: 'caller', text: said }] })
  return post(`/api/calls/${id}/confirm`, { edits: { ...REQUIRED, ...edits } })
}

it.each(['/', '/dispatch', '/cases', '/quality'])(
  'serves %s as a whole document without inline script or style',
  async (path) => {
    await confirmed()
    const { status, headers, text } = await get(path)
    expect(status).toBe(200)
    expect(text).toMatch(/^<!doctype html><html lang="zh-CN"/)
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)/)
    expect(text).not.toMatch(/<style|\sstyle=|\son\w+=/)
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
  },
)

it('escapes what callers and agents say wherever it is shown', async () => {
  const { id } = await confirmed({ title: '<script>alert(1)</script>' }, '供暖不热 <img src=x onerror=alert(2)> "引号"')
  for (const path of ['/dispatch', `/dispatch?case=${id}`, '/cases', `/cases/${id}`, `/console/dispatch/case/${id}`]) {
    const { text } = await get(path)
    expect(text, path).not.toContain('<script>alert')
    expect(text, path).not.toContain('<img src=x')
    expect(text, path).toContain('&lt;script&gt;alert(1)')
  }
})

it('tells people that a page is missing in a page, and programs in a problem', async () => {
  const page = await get('/cases/none')
  expect(page.status).toBe(404)
  expect(page.text).toContain('没有这一页')
  expect((await get('/nowhere')).text).toContain('<!doctype html>')
  expect(JSON.parse((await get('/nowhere', {})).text).code).toBe('not_found')
  expect(JSON.parse((await get('/api/nowhere')).text).code).toBe('not_found')
})

it('shows on a case page who changed what from what, and what the model had said', async () => {
  const { id } = await confirmed({ category: '010102' })
  await post(`/api/cases/${id}/assignment`, {
    action: 'change',
    unit: 'ent-heat',
    reason: '点名供热企业',
    actor: '赵强',
  })
  const { text } = await get(`/cases/${id}`)
  expect(text).toContain('赵强')
  expect(text).toContain('点名供热企业')
  expect(text).toMatch(/状态<\/span><del>待派<\/del>/)
  expect(text).toMatch(/<del>龙泽园街道<\/del>.*<ins>[^<]*热力[^<]*<\/ins>/s)
  expect(text).toContain('供暖不热')
})

it('exports what the filters show, as a table and as lines', async () => {
  const { id } = await confirmed({ title: '=1+1' })
  await confirmed({ tier: '2h', title: '另一件' })
  const csv = await get('/api/cases.csv?tier=24h')
  expect(csv.text.startsWith('案件号,')).toBe(true)
  expect(csv.text).toContain(`${id},pending`)
  expect(csv.text).toContain("'=1+1")
  expect(csv.text).not.toContain('另一件')
  const lines = (await get('/api/cases.jsonl')).text.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).values.title).sort()).toEqual(['=1+1', '另一件'])
})

it('offers the demo calls and finds streets by initials', async () => {
  expect(JSON.parse((await get('/api/demo-calls')).text).items).toHaveLength(demoCalls.length)
  const { items } = JSON.parse((await get('/api/units?kind=street&q=lzyjd')).text)
  expect(items[0]).toMatchObject({ kind: 'street', code: expect.stringMatching(/^\d{9}$/) })
})

it('finds open cases of the same kind nearby, the probable duplicate first', async () => {
  const place = { district: '110114', street: '110114012' }
  const other = await confirmed({ ...place, address: '龙锦苑一区' })
  const same = await confirmed({ ...place, address: '龙锦苑四区8号楼' })
  const { id } = await post('/api/calls', { turns: [{ role: 'caller', text: '供暖不热' }] })
  await app.request(`/api/calls/${id}/form`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ edits: { ...place, category: '010101', address: '龙锦苑四区8号楼' } }),
  })
  const { items } = JSON.parse((await get(`/api/calls/${id}/nearby`)).text)
  expect(items.map((item: { case: { id: string }; duplicate: boolean }) => [item.case.id, item.duplicate])).toEqual([
    [same.id, true],
    [other.id, false],
  ])
})

it('draws charts as pictures', async () => {
  await confirmed()
  for (const name of ['fields', 'categories', 'calibration', 'thresholds']) {
    const { headers, text } = await get(`/console/chart/${name}.svg?theme=dark`)
    expect(headers.get('content-type')).toContain('image/svg+xml')
    expect(text).toMatch(/^<svg/)
  }
  expect((await get('/console/chart/fields.svg?narrow')).text).toContain('<svg width="324"')
  expect((await get('/console/chart/nothing.svg')).status).toBe(404)
})

it('shows thresholds of all that the model decides, also what is no field of the form', async () => {
  const store = createMemoryStore()
  const core = composeCore({ city, classifier, store })
  const maintenance = {
    model: { encoder: 'e', heads: 'h', prompts: 'category@1,unit@2' },
    thresholds: {
      category: { auto: 0.85, suggest: 0.65 },
      level1: { auto: 0.8, suggest: 0.6 },
      secondAppeal: { auto: 1.01, suggest: 1.01 },
    },
    evaluation: async () => null,
    trainingMix: async () => ({ '01': 1 }),
  }
  const config = loadConfig({ env: {} })
  const response = await createApp(composeServices({ config, core, store, logger: silent, maintenance })).request(
    '/quality',
  )
  expect(response.status).toBe(200)
  const text = await response.text()
  expect(text).toContain('一级类')
  expect(text).toContain('不自动填')
  expect(text).toContain('category@1，unit@2')
})

it('says in the bar and on the quality page that the language model rests, and until when', async () => {
  const store = createMemoryStore()
  const core = composeCore({ city, classifier, store })
  const clock = () => new Date('2026-01-05T08:00:00Z')
  const services = composeServices({ config: loadConfig({ env: {} }), core, store, logger: silent, clock })
  const llm = (state: 'closed' | 'open') => () => ({
    model: 'm',
    prompts: 'category@1',
    breaker: {
      state,
      until: state === 'open' ? '2026-01-05T08:05:00Z' : null,
      failure: state === 'open' ? ('timeout' as const) : null,
    },
    budget: { callsThisMinute: 1, tokensToday: 1, running: 0 },
    limits: { callsPerMinute: 60, tokensPerDay: 2000, concurrency: 4, timeoutMs: 4000 },
  })
  const page = async (path: string, state: 'closed' | 'open' | null) =>
    (await createApp({ ...services, llm: state && llm(state) }).request(path)).text()
  expect(await page('/', 'open')).toMatch(/id="llm-line"[^>]*>大模型暂停</)
  expect(await page('/', 'closed')).toMatch(/id="llm-line"[^>]*hidden/)
  expect(await page('/', null)).not.toContain('llm-line')
  const quality = await page('/quality', 'open')
  expect(quality).toContain('1月5日 16:05 再试')
  expect(quality).toContain('太久没有回答')
  expect(await page('/quality', null)).toContain('没有配置')
})
