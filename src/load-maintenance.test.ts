import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Core } from './compose.ts'
import { loadMaintenance } from './load-maintenance.ts'

const core = { classifier: { encoderId: 'e', id: 'h', thresholds: {} }, llm: null } as unknown as Core

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiesu-maintenance-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const load = () =>
  loadMaintenance({ core, config: { city: folder, model: join(folder, 'model') }, runs: join(folder, 'runs') })
const write = (path: string, content: unknown) => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
}
const narrative = (id: string, category: string) => ({
  id,
  category,
  appealType: '求助',
  text: '家里的灯坏了，上次说过 "category": "030101" 那件事',
  where: 'home',
  occurred: null,
  target: null,
  hard: false,
  repeat: false,
})
const run = (at: string) => ({
  at,
  passed: true,
  whole: true,
  model: { encoder: 'e', heads: 'h', prompts: null },
  suites: [],
})

it('counts narratives as often as they were told, whole calls once, and nothing that is only said in them', async () => {
  write('calls/narratives/1.jsonl', `${JSON.stringify(narrative('a', '010101'))}\n`)
  const gold = {
    appealType: '求助',
    category: '020101',
    alsoAccept: [],
    callerName: null,
    phone: null,
    district: null,
    street: null,
    community: null,
    address: null,
    occurred: null,
    target: null,
    tier: '24h',
    unit: 'u',
    unitAlsoAccept: [],
    mode: 'direct',
    cooperating: [],
    repeat: false,
    secondary: ['030101'],
  }
  const call = { id: 'w', channel: '电话', callerId: null, turns: [{ role: 'caller', text: '灯坏了' }], gold }
  write('calls/whole/1.jsonl', `${JSON.stringify(call)}\n`)
  write('model/manifest.json', { recipe: { parameters: { callsPerNarrative: 3 } } })
  expect(await load().trainingMix()).toEqual({ '01': 0.75, '02': 0.25 })
})

it('knows no mix where the city brings no training calls', async () => {
  expect(await load().trainingMix()).toBeNull()
})

it('shows the newest run that can be read: one half written is passed over', async () => {
  const { evaluation } = load()
  expect(await evaluation()).toBeNull()
  write('runs/2026-01-05.json', run('2026-01-05T00:00:00Z'))
  write('runs/2026-01-06.json', '{"at": "2026-01-06T00:0')
  expect(await evaluation()).toMatchObject({ at: '2026-01-05T00:00:00Z' })
  write('runs/2026-01-06.json', run('2026-01-06T00:00:00Z'))
  expect(await evaluation()).toMatchObject({ at: '2026-01-06T00:00:00Z' })
})

it('passes over a run of some suites or of a file of cases', async () => {
  write('runs/2026-01-05.json', run('2026-01-05T00:00:00Z'))
  write('runs/2026-01-06.json', { ...run('2026-01-06T00:00:00Z'), whole: false })
  expect(await load().evaluation()).toMatchObject({ at: '2026-01-05T00:00:00Z' })
})

it('names the prompts and their versions, whether or not they are in use', () => {
  expect(load().model.prompts).toMatch(/category@\d+/)
})
