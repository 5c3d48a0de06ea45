import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Call } from '../domain/call.ts'
import { emptyForm, type Form, type Precedent } from '../domain/form.ts'
import { loadCity } from '../load-city.ts'
import { readJson } from '../read-jsonl.ts'
import { root } from '../root.ts'
import { createAssign } from './assign.ts'
import type { IntakeDoc } from './doc.ts'
import { suggest } from './suggest.ts'
import { createUnitRanker, type RankerOptions, unitRankerSchema, untrainedRanker } from './unit-ranker.ts'

const city = loadCity(join(root, 'data/beijing'))
const HEATING = '010101'
const ROADS = '050101'

interface Situation {
  category?: string
  certainty?: number
  alternatives?: [string, number][]
  street?: string | null
  district?: string | null
  target?: string
  said?: string
  precedents?: Partial<Precedent>[]
  model?: RankerOptions['model']
}

const field = <T>(value: T | null | undefined, confidence = 0.95) =>
  value === null || value === undefined ? null : suggest({ value, confidence, source: 'rule' })

async function assigned(situation: Situation): Promise<Form> {
  const {
    category = HEATING,
    certainty = 0.9,
    alternatives = [],
    street = null,
    district = street?.slice(0, 6),
  } = situation
  const call: Call = {
    id: 'c',
    channel: '电话',
    callerId: null,
    turns: [{ role: 'caller', text: situation.said ?? '你们给看看吧。' }],
  }
  const form: Form = {
    ...emptyForm({ id: 'c', city: 'beijing', model: { encoder: '', heads: '', prompts: null } }),
    category: suggest({
      value: category,
      confidence: certainty,
      source: 'llm',
      alternatives: alternatives.map(([value, confidence]) => ({ value, confidence })),
    }),
    appealType: suggest({ value: '求助' as const, confidence: 0.9, source: 'model' }),
    tier: suggest({ value: '24h' as const, confidence: 0.9, source: 'model' }),
    district: field(district),
    street: field(street),
    target: field(situation.target),
    precedents: (situation.precedents ?? []).map((precedent, index) => ({
      caseId: `p${index}`,
      title: '',
      category,
      unit: null,
      returnedBy: [],
      street: null,
      openedAt: '2026-01-01T00:00:00.000Z',
      similarity: 0.95,
      duplicate: false,
      ...precedent,
    })),
  }
  const doc: IntakeDoc = {
    call,
    now: new Date('2026-01-15T02:00:00Z'),
    turns: [],
    prediction: null,
    locked: new Set(),
    form,
  }
  const assign = createAssign({ city, ranker: createUnitRanker({ city, model: situation.model ?? untrainedRanker }) })
  return (await assign(doc)).form
}

const reasons = (form: Form) => form.reasons.map(({ text }) => text)
const listed = (form: Form) => [form.unit?.value, ...(form.unit?.alternatives ?? []).map(({ value }) => value)]

describe('the suggested unit', () => {
  it('is the street of the place for a matter of streets, with the deadline of the tier', async () => {
    const form = await assigned({ category: '040201', street: '110105026' })
    expect(form.unit?.value).toBe('cy-wangjing')
    expect(form.deadline).toBe('2026-01-16T02:00:00.000Z')
    expect(reasons(form)).toContain('问题在望京街道辖区')
  })

  it('is the district government while the street is unknown, and invents no street', async () => {
    const form = await assigned({ category: '040201', district: '110114' })
    expect(form.unit?.value).toBe('cp-qzf')
    expect(reasons(form)).toContain('只知道在昌平区，街道还不清楚')
  })

  it('is the company that the caller names where companies answer', async () => {
    expect((await assigned({ street: '110105026', said: '北京热力说管不了。' })).unit?.value).toBe('ent-heat')
    expect((await assigned({ street: '110105026', said: '小区自己的锅炉。' })).unit?.value).toBe('cy-wangjing')
  })

  it('shares a doubtful category out over the units that it may mean', async () => {
    const sure = await assigned({ category: ROADS, certainty: 0.95, district: '110106' })
    const torn = await assigned({
      category: ROADS,
      certainty: 0.5,
      alternatives: [['060801', 0.45]],
      district: '110106',
    })
    expect(sure.unit?.value).toBe('ft-cgw')
    expect(torn.unit?.confidence).toBeLessThan(sure.unit?.confidence ?? 0)
    expect(listed(torn)).toContain('ent-sff')
    expect(torn.needsReview.map(({ reason }) => reason).join()).toMatch(/拿不准/)
  })

  it('adds up categories that lead to the same unit', async () => {
    const form = await assigned({
      category: '040201',
      certainty: 0.4,
      alternatives: [
        [ROADS, 0.3],
        ['050301', 0.3],
      ],
      street: '110106014',
    })
    expect(form.unit?.value).toBe('ft-cgw')
  })

  it('offers the second address among the runners-up and says that it only helps', async () => {
    const form = await assigned({ category: '030404', street: '110112012' })
    expect(form.mode?.value).toBe('whistle')
    expect(form.cooperating.map(({ value }) => value)).toEqual(['tz-zjw', 'tz-gaj', 'tz-xfjy', 'tz-cgzf'])
    expect(reasons(form).join()).toMatch(/次选.*一般是配合单位/)
  })
})

describe('what happened to like cases', () => {
  const street = '110106014'

  it('moves the suggestion at once to where they ended', async () => {
    const ended = { unit: 'ft-jjzd', returnedBy: ['ft-cgw'] }
    const form = await assigned({ category: ROADS, street, precedents: [ended, ended, ended] })
    expect(form.unit?.value).toBe('ft-jjzd')
    expect(reasons(form).join()).toMatch(/退回过相似案件，不再首推/)
    expect(reasons(form).join()).toMatch(/近一年有 3 件相似案件由它承办/)
  })

  it('lets another district speak for the body of the same kind here', async () => {
    const ended = { unit: 'hd-jjzd', returnedBy: ['hd-cgw'] }
    const form = await assigned({ category: ROADS, street, precedents: [ended, ended, ended] })
    expect(form.unit?.value).toBe('ft-jjzd')
  })

  it('says nothing when they are not like enough', async () => {
    const ended = { unit: 'ft-jjzd', returnedBy: ['ft-cgw'], similarity: 0.55 }
    expect((await assigned({ category: ROADS, street, precedents: [ended, ended, ended] })).unit?.value).toBe('ft-cgw')
  })
})

describe('what confirmed cases taught the ranker', () => {
  const model: RankerOptions['model'] = {
    weights: { ...untrainedRanker.weights, settled: 6, moved: -6 },
    experience: { [ROADS]: { 区交通支队: { settled: 20, moved: 0 }, 区城管委: { settled: 0, moved: 20 } } },
  }

  it('goes before the duty list, and says what speaks against the other', async () => {
    const form = await assigned({ category: ROADS, street: '110106014', model })
    expect(form.unit?.value).toBe('ft-jjzd')
    expect(reasons(form).join()).toMatch(/次选丰台区城管委：同类案件派给它后常被改派/)
  })

  it('does not spread to other categories', async () => {
    expect((await assigned({ category: '050301', street: '110106014', model })).unit?.value).toBe('ft-cgw')
  })
})

describe('the ranker that ships for Beijing', () => {
  const model = readJson(join(root, 'models/beijing/units.json'), unitRankerSchema)
  const street = '110106014'
  const ended = { unit: 'ft-jjzd', returnedBy: ['ft-cgw'] }

  it('keeps to a plain duty against one case that ended elsewhere, and gives way to three that were sent back', async () => {
    const one = await assigned({ category: ROADS, street, model, precedents: [{ unit: 'ft-jjzd' }] })
    expect(one.unit?.value).toBe('ft-cgw')
    expect(listed(one)).toContain('ft-jjzd')
    const three = await assigned({ category: ROADS, street, model, precedents: [ended, ended, ended] })
    expect(three.unit?.value).toBe('ft-jjzd')
  })

  it('is less sure where the category is less sure', async () => {
    const sure = await assigned({ category: ROADS, street, model, certainty: 0.97 })
    const alternatives: [string, number][] = [['060801', 0.45]]
    const unsure = await assigned({ category: ROADS, street, model, certainty: 0.5, alternatives })
    expect(unsure.unit?.confidence).toBeLessThan((sure.unit?.confidence ?? 0) - 0.1)
  })
})
