import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { composeCore } from '../compose.ts'
import type { LabelledCall } from '../domain/call.ts'
import { keywordClassifier } from '../intake/keyword-classifier.fixture.ts'
import type { UnitRankerFile } from '../intake/unit-ranker.ts'
import { loadCity } from '../load-city.ts'
import { root } from '../root.ts'
import { type ConfirmedCase, confirmedCaseSchema, countExperience } from './confirmed-case.ts'
import { trainUnitRanker } from './train-unit-ranker.ts'

const city = loadCity(join(root, 'data/beijing'))
const classifier = keywordClassifier(city.taxonomy)
const STALL = '040201'
const STREETS = ['cy-wangjing', 'cy-jinsong', 'hd-xueyuanlu', 'tz-yongshun', 'fs-gongchen']

function call(index: number): LabelledCall {
  const unit = city.units.get(STREETS[index % STREETS.length] as string)
  return {
    id: `stall-${index}`,
    channel: '电话',
    callerId: null,
    turns: [
      {
        role: 'caller',
        text: `${unit?.name}这儿路口${city.taxonomy.leaf(STALL)?.keywords[0]}，便道都占了，第 ${index} 回了。`,
      },
    ],
    gold: {
      appealType: '举报',
      category: STALL,
      alsoAccept: [],
      callerName: null,
      phone: null,
      district: unit?.district ?? null,
      street: unit?.code ?? null,
      community: null,
      address: null,
      occurred: null,
      target: null,
      tier: '24h',
      unit: unit?.id ?? '',
      unitAlsoAccept: [],
      cooperating: [],
      mode: 'direct',
      repeat: false,
      secondary: [],
    },
  }
}

const calls = Array.from({ length: 80 }, (_, index) => call(index))
const forecasts = calls.map(({ id }) => ({
  group: id,
  types: [],
  tiers: [],
  category: STALL,
  categories: [
    { label: STALL, probability: 0.8 },
    { label: '040202', probability: 0.1 },
    { label: '060502', probability: 0.1 },
  ],
}))

/** A desk where stalls are taken to the district's enforcement bureau, whatever was suggested. */
const overruled: ConfirmedCase[] = Array.from({ length: 40 }, (_, index) => {
  const { gold, ...rest } = call(index)
  const bureau = city.units.districtBody(gold.district ?? '', '区城管执法局')
  return confirmedCaseSchema.parse({
    ...rest,
    id: `case-${index}`,
    gold: { ...gold, unit: bureau?.id },
    predicted: { unit: { value: gold.unit, confidence: 0.9, source: 'rule', accepted: false } },
    returnedBy: index % 2 === 0 ? [gold.unit] : [],
  })
})

const train = (confirmed: readonly ConfirmedCase[] = []) =>
  trainUnitRanker({
    city,
    calls,
    forecasts,
    confirmed,
    classifier,
    pipelineOf: (heldOut) => composeCore({ city, classifier: heldOut }).pipeline,
    seed: 1,
  })

async function suggested(unitRanker: UnitRankerFile): Promise<string | undefined> {
  const { pipeline } = composeCore({ city, classifier, unitRanker })
  const { gold: _, ...rest } = call(3)
  return (await pipeline(rest, { now: new Date('2026-01-15T02:00:00Z') })).form.unit?.value
}

describe('the ranker of units', () => {
  let before: UnitRankerFile
  let after: UnitRankerFile
  // Each training composes a pipeline over the whole gazetteer.
  beforeAll(async () => {
    before = await train()
    after = await train(overruled)
  }, 60_000)

  it('is the same to the last digit from the same calls and cases', { timeout: 30_000 }, async () => {
    expect(JSON.stringify(await train(overruled))).toBe(JSON.stringify(after))
  })

  it('learns that duty, precedents and outcomes speak for a unit and returns against it', () => {
    const { weights, metrics, examples } = before
    expect(examples).toEqual({ calls: 80, cases: 0 })
    expect(metrics.accuracy).toBeGreaterThan(0.9)
    for (const name of ['duty', 'precedents', 'settled']) expect(weights[name]).toBeGreaterThan(0)
    for (const name of ['returned', 'moved']) expect(weights[name]).toBeLessThan(0)
  })

  it('suggests otherwise after the next training when a desk has overruled it again and again', {
    timeout: 30_000,
  }, async () => {
    expect(await suggested(before)).toBe('tz-yongshun')
    expect(await suggested(after)).toBe('tz-cgzf')
    expect(after.experience[STALL]).toEqual({
      区城管执法局: { settled: 40, moved: 0 },
      street: { settled: 0, moved: 40 },
    })
    expect(after.weights).not.toEqual(before.weights)
  })

  it('leaves out calls that no held-out heads have read, and keeps the fixed weights without any', {
    timeout: 30_000,
  }, async () => {
    const none = await trainUnitRanker({
      city,
      calls,
      forecasts: [],
      classifier,
      pipelineOf: (heldOut) => composeCore({ city, classifier: heldOut }).pipeline,
      seed: 1,
    })
    expect(none.examples.calls).toBe(0)
    expect(none.weights).toMatchObject({ duty: 1 })
  })
})

describe('what confirmed cases say', () => {
  it('counts a unit once a case, however it lost it, and never against the unit that kept it', () => {
    const row = overruled[0] as ConfirmedCase
    const kept = { ...row, returnedBy: [row.gold.unit ?? ''], predicted: {} }
    expect(countExperience([row, kept], city.units)).toEqual({
      [STALL]: { 区城管执法局: { settled: 2, moved: 0 }, street: { settled: 0, moved: 1 } },
    })
  })

  it('says nothing of a case without a unit that is known', () => {
    const row = overruled[0] as ConfirmedCase
    expect(countExperience([{ ...row, gold: { ...row.gold, unit: 'nobody' } }], city.units)).toEqual({})
  })
})
