import { join } from 'node:path'
import { expect, it } from 'vitest'
import { composeCore } from '../compose.ts'
import { loadConfig } from '../config.ts'
import type { Suite } from '../eval/suite.ts'
import { loadSuites } from '../load-suites.ts'
import { loadCore } from './core.ts'
import { EVAL_FOLDER, evaluate, readBaseline, textReport } from './eval.ts'

const suitesOf = (name: string): Suite[] => loadSuites({ folder: join(EVAL_FOLDER, 'suites'), names: [name] })

it('names what got worse when a component is broken, and fails', async () => {
  const { city, classifier, fieldCurves, fieldChoices, unitRanker } = await loadCore(loadConfig({ env: {} }))
  // A gazetteer that an editor has cut in half.
  const half = { ...city, gazetteer: city.gazetteer.filter((_, index) => index % 2 === 0) }
  const broken = composeCore({ city: half, classifier, fieldCurves, fieldChoices, unitRanker })
  const run = await evaluate({ core: broken, suites: suitesOf('places'), baseline: readBaseline() })
  expect(run.passed).toBe(false)
  const report = textReport(run)
  expect(report).toMatch(/变差 {2}district/)
  expect(report).toMatch(/变差 {2}street/)
  expect(report).toContain('未通过：places')
})

it('passes with the core as it is shipped, and notices a case that vanished', async () => {
  const core = await loadCore(loadConfig({ env: {} }))
  const [suite] = suitesOf('emergencies')
  const judged = (cases: Suite['cases']) => evaluate({ core, suites: [{ ...suite!, cases }], baseline: readBaseline() })
  expect((await judged(suite!.cases)).passed).toBe(true)
  const without = await judged(suite!.cases.slice(1))
  expect(without.passed).toBe(false)
  expect(textReport(without)).toContain('少了 1 例')
})
