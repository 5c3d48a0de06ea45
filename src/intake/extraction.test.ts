import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Turn } from '../domain/call.ts'
import type { FieldName } from '../domain/form.ts'
import { createContact } from './contact.ts'
import type { Component } from './doc.ts'
import { fieldChoicesSchema } from './field-choices.ts'
import { parseCity } from './fixtures/city.ts'
import { parseFixtures, runOn } from './fixtures/run.ts'
import { createLocation, PlaceReader } from './location.ts'
import { createNormalise } from './normalise.ts'
import { createOccurred } from './occurred.ts'
import { createRepeat } from './repeat.ts'
import { suggest } from './suggest.ts'
import { createSummarise } from './summarise.ts'
import { createTarget } from './target.ts'
import { createUrgency } from './urgency.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const city = parseCity({
  taxonomy: read('../../data/beijing/taxonomy.jsonl'),
  units: read('../../data/beijing/units.jsonl'),
  gazetteer: read('../../data/beijing/gazetteer.jsonl'),
  lexicon: read('../../data/beijing/lexicon.json'),
})
const places = new PlaceReader(city)
const { lexicon } = city
const choices = fieldChoicesSchema.parse(JSON.parse(read('../../models/beijing/choices.json')))

/** Stands in for the classifier: the form says what the fixture's prediction says. */
const classify: Component = async (doc) => {
  const category = doc.prediction?.category[0]?.label
  const appealType = doc.prediction?.appealType[0]?.label
  const form = { ...doc.form }
  if (category) form.category = suggest({ value: category, confidence: 0.99, source: 'model' })
  if (appealType) form.appealType = suggest({ value: appealType as '求助', confidence: 0.99, source: 'model' })
  return { ...doc, form }
}
const components = [
  createNormalise(),
  classify,
  createContact({ syllables: places.index.syllables }),
  createLocation({ places }),
  createTarget({ city, places, weights: choices.target }),
  createOccurred({ lexicon, weights: choices.occurred }),
  createRepeat({ lexicon }),
  createUrgency({ city }),
  createSummarise({ city, places }),
]

async function fieldsOf(fixture: ReturnType<typeof parseFixtures>[number]) {
  const { form } = await runOn({ call: fixture.call, components, prediction: fixture.prediction })
  return Object.fromEntries(
    Object.keys(fixture.expect).map((field) => [field, form[field as FieldName]?.value ?? null]),
  )
}

describe('the place of the matter', () => {
  it.each(parseFixtures(read('./fixtures/places.jsonl')))('$id: $expect', async (fixture) => {
    expect(await fieldsOf(fixture)).toEqual(fixture.expect)
  })

  it('asks the one question that separates two districts', async () => {
    const turns: Turn[] = [{ role: 'caller', text: '八里庄北里十二号楼没暖气。' }]
    const { form } = await runOn({ call: { id: 'x', channel: '电话', callerId: null, turns }, components })
    const question = form.needsReview.find((item) => ['district', 'street'].includes(item.field))?.question
    if (form.street === null) expect(question).toContain('八里庄北里')
    else expect(form.street.level).not.toBe('auto')
  })
})

describe('time, repeats, target and deadline', () => {
  it.each(parseFixtures(read('./fixtures/matters.jsonl')))('$id: $expect', async (fixture) => {
    expect(await fieldsOf(fixture)).toEqual(fixture.expect)
  })
})

describe('what must be dealt with in two hours, and what only looks like it', () => {
  it.each(parseFixtures(read('./fixtures/urgent.jsonl')))('$id: $expect', async (fixture) => {
    expect(await fieldsOf(fixture)).toEqual(fixture.expect)
  })
})

describe('every component', () => {
  const turns: Turn[] = [
    { role: 'agent', text: '您好，请讲。' },
    { role: 'caller', text: '回龙观 龍錦苑４区，十二号楼三单元，从昨天晚上八点到现在停电了😀，整栋楼都没电' },
    { role: 'agent', text: '您贵姓，电话多少？' },
    { role: 'caller', text: '我姓張，弓长张，打幺三八，零零幺幺，二二三三' },
  ]

  it('points into the words as they were received, whatever the normalisation did', async () => {
    const { form } = await runOn({ call: { id: 'x', channel: '电话', callerId: null, turns }, components })
    const words = (field: FieldName) =>
      form[field]?.evidence.map(({ turn, start, end }) => turns[turn]!.text.slice(start, end))
    expect(words('street')?.join('')).toContain('龍錦苑４区')
    expect(words('occurred')).toEqual(['从昨天晚上八点到现在'])
    expect(words('phone')).toEqual(['幺三八，零零幺幺，二二三三'])
  })

  it('gives evidence inside the turns for any text', async () => {
    const piece = fc.constantFrom(
      '我姓王',
      '，',
      '幺三八零零',
      '望京SOHO',
      '😀',
      '昨天晚上',
      '三号楼',
      '不对',
      '物业',
      '1',
      '。',
      '没水',
      '\u200b',
      '通州',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(piece, { maxLength: 12 }), { minLength: 1, maxLength: 5 }), async (parts) => {
        const said: Turn[] = parts.map((words, index) => ({
          role: index % 2 ? 'agent' : 'caller',
          text: words.join(''),
        }))
        const { form } = await runOn({
          call: { id: 'x', channel: '电话', callerId: '13800112233', turns: said },
          components,
        })
        for (const field of [
          'callerName',
          'phone',
          'district',
          'street',
          'address',
          'occurred',
          'target',
          'repeat',
          'title',
          'summary',
        ] as const) {
          for (const { turn, start, end } of form[field]?.evidence ?? []) {
            expect(start).toBeGreaterThanOrEqual(0)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(said[turn]!.text.length)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('writes a title of at most 30 and a summary of at most 200 characters without name or number', async () => {
    const { form } = await runOn({ call: { id: 'x', channel: '电话', callerId: null, turns }, components })
    expect(form.title!.value.length).toBeLessThanOrEqual(30)
    expect(form.summary!.value.length).toBeLessThanOrEqual(200)
    expect(form.summary!.value).not.toMatch(/张|138/)
    expect(form.summary!.value).toContain('整栋楼都没电')
  })
})
