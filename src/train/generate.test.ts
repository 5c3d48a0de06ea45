import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkGold } from '../domain/check-gold.ts'
import { loadCity } from '../load-city.ts'
import { readJson, readJsonl } from '../read-jsonl.ts'
import { root } from '../root.ts'
import { generateCalls } from './generate.ts'
import { narrativeSchema } from './narrative.ts'
import { phrasesSchema } from './phrases.ts'

const folder = join(root, 'data/beijing')
const options = {
  city: loadCity(folder),
  narratives: readJsonl(join(folder, 'calls/narratives/01.jsonl'), narrativeSchema),
  phrases: readJson(join(folder, 'calls/phrases.json'), phrasesSchema),
  seed: 7,
  count: 300,
}
const calls = [...generateCalls(options)]

describe('generated calls', () => {
  it('are the same for the same seed and others for another', () => {
    expect([...generateCalls(options)]).toEqual(calls)
    expect([...generateCalls({ ...options, seed: 8 })]).not.toEqual(calls)
  })

  it('carry gold records that the guide allows', () => {
    expect(calls.flatMap((call) => checkGold(call, options.city))).toEqual([])
  })

  it('name their narrative, say it whole and give the phone that the gold holds', () => {
    for (const { id, gold, callerId } of calls) {
      expect(id).toMatch(/^n-01\d{4}-\d{2}#\d+$/)
      if (gold.phone !== null && gold.phone !== callerId) expect(gold.phone).toMatch(/^1\d{10}$/)
    }
  })

  it('vary: names, places, refusals, second appeals and slips all occur', () => {
    const share = (test: (call: (typeof calls)[number]) => boolean) => calls.filter(test).length / calls.length
    expect(share(({ gold }) => gold.callerName === null)).toBeGreaterThan(0.05)
    expect(share(({ gold }) => gold.secondary.length > 0)).toBeGreaterThan(0.05)
    expect(share(({ gold }) => gold.street !== null)).toBeGreaterThan(0.5)
    expect(new Set(calls.map(({ gold }) => gold.district)).size).toBeGreaterThan(10)
  })
})
