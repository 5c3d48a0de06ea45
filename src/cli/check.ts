import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { located } from '../compose.ts'
import { labelledCallSchema } from '../domain/call.ts'
import { checkGold } from '../domain/check-gold.ts'
import type { City } from '../domain/city.ts'
import { sharedRuns } from '../domain/shared-runs.ts'
import { evalCaseSchema } from '../eval/suite.ts'
import { loadCity } from '../load-city.ts'
import { readJsonl } from '../read-jsonl.ts'
import { root } from '../root.ts'
import { narrativeSchema } from '../train/narrative.ts'
import { configOf, withSettings } from './options.ts'

/** Categories with fewer narratives than this are learnt badly. */
const MIN_NARRATIVES = 14

export interface CheckOptions {
  city: City
  /** `data/<city>`. */
  folder: string
  /** `eval/suites`; its text must not stand in the training text. */
  suites: string
}

/** Everything that is wrong with a city's labelled data, one line each. */
export function checkLabels({ city, folder, suites }: CheckOptions): string[] {
  const narratives = jsonlIn(join(folder, 'calls', 'narratives')).flatMap((file) => readJsonl(file, narrativeSchema))
  const whole = jsonlIn(join(folder, 'calls', 'whole')).flatMap((file) => readJsonl(file, labelledCallSchema))
  const cases = jsonlIn(suites).flatMap((file) => readJsonl(file, evalCaseSchema))
  const faults: string[] = []
  for (const leaf of city.taxonomy.leaves) {
    const count = narratives.filter((item) => item.category === leaf.code).length
    if (count < MIN_NARRATIVES) faults.push(`${leaf.code} ${leaf.name}：只有 ${count} 条叙述，要 ${MIN_NARRATIVES} 条`)
  }
  for (const { id, category } of narratives)
    if (!city.taxonomy.leaf(category)) faults.push(`${id}：没有三级类 ${category}`)
  faults.push(...repeated([...narratives, ...whole].map((item) => item.id)), ...repeated(cases.map((item) => item.id)))
  for (const call of whole) for (const message of checkGold(call, city)) faults.push(`${call.id}：${message}`)
  for (const testCase of cases) {
    const full = labelledCallSchema.safeParse(testCase)
    if (full.success) for (const message of checkGold(full.data, city)) faults.push(`${testCase.id}：${message}`)
  }
  const said = (call: { id: string; turns: readonly { text: string }[] }) =>
    call.turns.map((turn) => ({ id: call.id, text: turn.text }))
  const names = [
    ...city.gazetteer.flatMap((place) => [place.name, ...place.aliases]),
    ...city.units.units.flatMap((unit) => [unit.name, ...unit.aliases]),
  ]
  for (const { run, evaluation, training } of sharedRuns({
    training: [...narratives, ...whole.flatMap(said)],
    evaluation: cases.flatMap(said),
    names,
  }))
    faults.push(`${evaluation} 与训练文本 ${training} 有相同的「${run}」`)
  return faults
}

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>()
  return ids.filter((id) => seen.has(id) || !seen.add(id)).map((id) => `编号重复 ${id}`)
}

function jsonlIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(folder, name))
}

export function registerCheck(program: Command): void {
  const command = program.command('check').description('检查城市数据、标注来电和评测集；有错以非零退出')
  withSettings(command, ['city'])
  command.action(() => {
    const folder = located(configOf(command).city)
    const city = loadCity(folder)
    const faults = checkLabels({ city, folder, suites: join(root, 'eval', 'suites') })
    for (const fault of faults) process.stdout.write(`${fault}\n`)
    process.stdout.write(faults.length === 0 ? '没有发现问题\n' : `${faults.length} 处问题\n`)
    if (faults.length > 0) process.exitCode = 1
  })
}
