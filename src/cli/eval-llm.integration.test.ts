import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { composeCore } from '../compose.ts'
import { loadConfig } from '../config.ts'
import { renderReport } from '../eval/report.ts'
import { evalCaseSchema, type Suite } from '../eval/suite.ts'
import { createCalibration } from '../intake/fallback-calibration.ts'
import { keywordClassifier } from '../intake/keyword-classifier.fixture.ts'
import { loadCity } from '../load-city.ts'
import type { CallClassifier } from '../model/call-classifier.ts'
import { answerWith, type FakeServer, startFakeServer } from '../model/llm-server.fixture.ts'
import { root } from '../root.ts'
import { evaluate, textReport } from './eval.ts'
import { evaluationLlm } from './eval-llm.ts'

const city = loadCity(join(root, 'data/beijing'))
const keywords = keywordClassifier(city.taxonomy)
const WRONG = '010104'
const RIGHT = '010101'
/** Puts the second best first, the less surely the longer the call. */
const classifier: CallClassifier = {
  ...keywords,
  async predict(turns) {
    const prediction = await keywords.predict(turns)
    const probability = 0.6 - (turns[0]?.text.length ?? 0) / 100
    const category = [
      { label: WRONG, probability },
      { label: RIGHT, probability: probability / 2 },
    ]
    return { ...prediction, category }
  },
}
const texts = [
  '家里暖气片冰凉，一点不热。',
  '屋里才十四度，暖气不热，报修了也没人来。',
  '暖气不热都一个星期了，楼上楼下都热，就我们家这样，找了好几回。',
]
const suite: Suite = {
  name: 'heat',
  title: '暖气',
  measures: '',
  fields: ['category'],
  gates: [],
  cases: texts.map((text, index) =>
    evalCaseSchema.parse({
      id: `heat-${index}`,
      channel: '电话',
      callerId: null,
      turns: [{ role: 'caller', text }],
      gold: { category: RIGHT },
    }),
  ),
}

let folder: string
let server: FakeServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jiesu-answers-'))
  server = await startFakeServer(
    answerWith((request) => {
      const name = request.tools?.[0]?.function.name
      if (name === 'answer_category') return { code: RIGHT, quote: '暖气' }
      return { code: null, quote: '' }
    }),
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

async function measure(baseUrl: string) {
  const config = loadConfig({
    env: {},
    flags: { llmModel: 'fake', llmBaseUrl: baseUrl, llmInputPrice: 2, llmConcurrency: 50 },
  })
  const measured = await evaluationLlm(config, join(folder, 'answers.jsonl'))
  // As if it had been measured to be right nine times out of ten.
  const calibration = createCalibration(
    {
      conservativeGuess: { disagrees: 0.4, fills: 0.5 },
      measured: { at: '', model: 'fake', prompts: 'p', suites: [], cases: 100 },
      cells: [{ field: 'category', relation: 'disagrees', low: 0, high: 1, right: 90, count: 100 }],
    },
    { model: 'fake', prompts: 'p' },
  )
  const llm = { ...measured, calibration }
  const run = await evaluate({
    core: composeCore({ city, classifier, llm }),
    local: composeCore({ city, classifier }),
    suites: [suite],
    baseline: null,
  })
  return { run, report: run.suites[0]!.llm! }
}

it('measures what the model adds, and repeats it from recorded answers without a network', async () => {
  const live = await measure(server.baseUrl)
  const { without, with: after, gained, curve } = live.report.fields.category!
  expect([without, after, gained.length]).toEqual([0, 1, 3])
  const asked = curve.map((point) => point.asked)
  expect([asked[0], asked.at(-1)]).toEqual([0, 1])
  expect(new Set(asked).size).toBeGreaterThan(2)
  expect(curve.at(-1)?.gain).toBe(1)
  expect(live.report.cost).toBeGreaterThan(0)

  await server.close()
  const replayed = await measure('')
  expect(replayed.report.fields).toEqual(live.report.fields)
  expect(replayed.report.cost).toBe(live.report.cost)
  expect(readFileSync(join(folder, 'answers.jsonl'), 'utf8')).not.toContain('十四度')
  expect(textReport(replayed.run)).toContain('category           0.0000 → 1.0000（对 3，错 0')
  expect(renderReport({ ...replayed.run, baseline: null, city })).toContain('category 准确率–问的比例')
})
