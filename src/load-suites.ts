import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { JiesuError } from './domain/errors.ts'
import { perturb } from './eval/perturb.ts'
import { evalCaseSchema, type Suite, suiteSchema } from './eval/suite.ts'
import { readJson, readJsonl } from './read-jsonl.ts'
import { homophonesIn } from './text/homophones.ts'

export interface LoadSuitesOptions {
  /** `eval/suites`. */
  folder: string
  /** None: all. */
  names: readonly string[]
}

/** @throws JiesuError `not_found` naming the suites that there are. */
export function loadSuites({ folder, names }: LoadSuitesOptions): Suite[] {
  const all = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'suite.json')))
    .map((entry) => entry.name)
    .sort()
  const unknown = names.find((name) => !all.includes(name))
  if (unknown !== undefined) throw new JiesuError('not_found', `没有评测集「${unknown}」，有的是：${all.join('、')}`)
  return (names.length > 0 ? names : all).flatMap((name) => loadSuite({ folder, name }))
}

/** A derived suite becomes one suite a noise level, each with its own metrics. */
function loadSuite({ folder, name }: { folder: string; name: string }): Suite[] {
  const definition = readJson(join(folder, name, 'suite.json'), suiteSchema)
  const { derived } = definition
  if (!derived) return [{ ...definition, name, cases: readJsonl(join(folder, name, 'cases.jsonl'), evalCaseSchema) }]
  const source = readJsonl(join(folder, derived.from, 'cases.jsonl'), evalCaseSchema)
  const homophones = homophonesIn(source.flatMap((item) => item.turns.map((turn) => turn.text)).join(''))
  return derived.rates.map((rate, index) => ({
    ...definition,
    name: `${name}-${index + 1}`,
    gates: definition.gates
      .filter((gate) => gate.metric.startsWith(`${index + 1}:`))
      .map((gate) => ({ ...gate, metric: gate.metric.slice(2) })),
    cases: source.map((testCase) => perturb(testCase, { rate, seed: derived.seed, homophones })),
  }))
}
