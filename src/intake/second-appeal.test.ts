import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Turn } from '../domain/call.ts'
import type { CallClassifier, CallPrediction } from '../model/call-classifier.ts'
import { createClassify, createReadPrediction } from './classify.ts'
import { parseCity } from './fixtures/city.ts'
import { runOn } from './fixtures/run.ts'
import { createLocation, PlaceReader } from './location.ts'
import { createNormalise } from './normalise.ts'
import { createSecondAppeal } from './second-appeal.ts'
import { createUrgency } from './urgency.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const city = parseCity({
  taxonomy: read('../../data/beijing/taxonomy.jsonl'),
  units: read('../../data/beijing/units.jsonl'),
  gazetteer: read('../../data/beijing/gazetteer.jsonl'),
  lexicon: read('../../data/beijing/lexicon.json'),
})

/** Knows three words; where several are in the call the first of them counts most. */
const words: Record<string, string> = { 路灯: '050301', 烧烤: '070202', 煤气味: '010401' }
const classifier: CallClassifier = {
  id: 'words',
  encoderId: 'none',
  dimensions: 1,
  thresholds: {},
  async predict(turns): Promise<CallPrediction> {
    const text = turns.map((turn) => turn.text).join('')
    const known = Object.entries(words).filter(([word]) => text.includes(word))
    const category = known.map(([, label], index) => ({ label, probability: index === 0 ? 0.95 : 0.01 }))
    const appealType = [{ label: '求助', probability: 0.9 }]
    const vector = new Float32Array(1)
    return {
      category,
      appealType,
      tier: [],
      secondAppeal: 0,
      offLabel: 0,
      evidence: [],
      vector,
    }
  },
}
const location = createLocation({ places: new PlaceReader(city) })
const urgency = createUrgency({ city })
const components = [
  createNormalise(),
  createClassify({ classifier, city }),
  location,
  urgency,
  createSecondAppeal({
    lexicon: city.lexicon,
    read: [createNormalise(), createReadPrediction({ classifier, city }), location],
    conclude: [urgency],
  }),
]
const caller = (text: string): Turn => ({ role: 'caller', text })
const intake = async (turns: Turn[]) =>
  (await runOn({ call: { id: 'x', channel: '电话', callerId: null, turns }, components })).form

describe('a second appeal', () => {
  it('has a category, a deadline and words of its own', async () => {
    const form = await intake([
      caller('朝阳望京SOHO门口的路灯灭了。'),
      caller('还有个事儿，大望路那边烧烤摊冒烟呛人。'),
    ])
    expect(form.category?.value).toBe('050301')
    expect(form.secondary.map(({ value }) => value)).toEqual(['070202'])
    expect(form.further[0]?.category.value).toBe('070202')
    expect(form.further[0]?.tier?.value).toBe('24h')
    expect(form.further[0]?.turns).toEqual([caller('还有个事儿，大望路那边烧烤摊冒烟呛人。')])
  })

  it('stands where the first one does when it names no place, and less surely', async () => {
    const form = await intake([
      caller('朝阳区望京SOHO门口的路灯灭了。'),
      caller('另外还有一件事，门口烧烤摊冒烟呛人。'),
    ])
    expect(form.further[0]?.district?.value).toBe(form.district?.value)
    expect(form.further[0]?.district?.level).toBe('review')
  })

  it('comes first when it is an emergency', async () => {
    const form = await intake([caller('我们胡同的路灯灭了好几天。'), caller('对了还有个事，楼道里一股煤气味。')])
    expect(form.category?.value).toBe('010401')
    expect(form.further[0]?.category.value).toBe('050301')
  })

  it('is not made of one matter told on', async () => {
    const form = await intake([caller('楼下烧烤摊占道冒烟。'), caller('还有啊，那烧烤的油都泼到便道上了。')])
    expect(form.secondary).toEqual([])
    expect(form.further).toEqual([])
  })
})
