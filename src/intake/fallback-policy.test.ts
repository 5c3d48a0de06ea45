import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { City } from '../domain/city.ts'
import { emptyForm, type FieldName, type Form } from '../domain/form.ts'
import { normalise } from '../text/normalise.ts'
import type { IntakeDoc } from './doc.ts'
import { defaultPolicy, planPolish, planQuestions } from './fallback-policy.ts'
import { parseCity } from './fixtures/city.ts'
import { suggest } from './suggest.ts'

const read = (name: string) => readFileSync(new URL(`../../data/beijing/${name}`, import.meta.url), 'utf8')
const city = parseCity({
  taxonomy: read('taxonomy.jsonl'),
  units: read('units.jsonl'),
  gazetteer: read('gazetteer.jsonl'),
  lexicon: read('lexicon.json'),
}) as City

const says = (value: string, confidence: number, source: 'model' | 'rule' | 'agent' = 'model') =>
  suggest({ value, confidence, source, alternatives: [{ value: '010104', confidence: 0.1 }] })
const doc = (form: Partial<Form>, more: { text?: string; locked?: FieldName[] } = {}): IntakeDoc => {
  const turns = [{ role: 'caller' as const, text: more.text ?? '家里暖气片冰凉，供暖费能不能给退。' }]
  return {
    call: { id: 'x', channel: '电话', callerId: null, turns },
    now: new Date(0),
    turns: turns.map(({ role, text }) => ({ role, ...normalise(text) })),
    prediction: null,
    locked: new Set(more.locked ?? []),
    form: { ...emptyForm({ id: 'x', city: 'x', model: { encoder: '', heads: '', prompts: null } }), ...form },
  }
}
const plan = (given: IntakeDoc, policy = defaultPolicy) => planQuestions(given, { city, policy })

it('asks for a category below the threshold, among its own candidates', () => {
  const [question] = plan(doc({ category: says('010101', 0.6) }))
  expect(question).toMatchObject({ prompt: 'category', options: [{ value: '010101' }, { value: '010104' }] })
})

it.each<[string, IntakeDoc]>([
  ['what is sure enough', doc({ category: says('010101', 0.8) })],
  ['what an agent decided', doc({ category: says('010101', 0.6, 'agent') })],
  ['what is locked', doc({ category: says('010101', 0.6) }, { locked: ['category'] })],
  ['a call that has hardly begun', doc({ category: says('010101', 0.6) }, { text: '喂你好' })],
  ['a call without end', doc({ category: says('010101', 0.6) }, { text: '暖气不热。'.repeat(2000) })],
  ['a missing field that nobody misses', doc({})],
])('does not ask about %s', (_title, given) => {
  expect(plan(given)).toEqual([])
})

it('asks for a missing field that the form wants looked at, and for the address only when it may be sent', () => {
  const missing = doc({
    needsReview: [
      { field: 'callerName', reason: '没说' },
      { field: 'address', reason: '没说' },
    ],
  })
  expect(plan(missing)).toEqual([{ prompt: 'fields', fields: ['callerName'] }])
  expect(plan(missing, { ...defaultPolicy, sendAddress: true })).toEqual([
    { prompt: 'fields', fields: ['callerName', 'address'] },
  ])
})

it('asks for a second appeal that is neither likely nor noise', () => {
  const prediction = (probability: number) =>
    ({
      category: [{ label: '010104', probability: 0.1 }],
      secondAppeal: probability,
    }) as unknown as IntakeDoc['prediction']
  const asked = (probability: number) =>
    plan({ ...doc({ category: says('010101', 0.9) }), prediction: prediction(probability) }).map((item) => item.prompt)
  expect([0.1, 0.4, 0.9].map(asked)).toEqual([[], ['second_appeal'], []])
})

it('polishes a draft that is unsure, not one that an agent wrote', () => {
  const draft = { title: says('暖气不热', 0.6, 'rule'), summary: says('来电人反映暖气不热。', 0.6, 'rule') }
  expect(planPolish(doc(draft), defaultPolicy)).toEqual([{ prompt: 'polish' }])
  expect(planPolish(doc(draft, { locked: ['title'] }), defaultPolicy)).toEqual([])
})
