import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Core, located } from './compose.ts'
import { PROMPTS_FOLDER } from './compose-llm.ts'
import type { Config } from './config.ts'
import { versionsOf } from './intake/fallback.ts'
import { loadPrompts } from './load-prompts.ts'
import { loadNarratives, loadWholeCalls } from './load-training.ts'
import { readJson } from './read-jsonl.ts'
import { root } from './root.ts'
import type { EvaluationSummary, Maintenance } from './server/maintenance.ts'

const RUNS = join(root, 'eval', 'runs')

const metricSchema = z.object({ value: z.number().nullable(), low: z.number().optional(), high: z.number().optional() })
/** Of a run only what a page shows: its cases are thousands of calls. */
const runSchema = z.object({
  at: z.string(),
  passed: z.boolean(),
  whole: z.boolean().optional(),
  model: z.object({ encoder: z.string(), heads: z.string(), prompts: z.string().nullable() }),
  suites: z.array(
    z.object({
      suite: z.object({ name: z.string(), title: z.string(), cases: z.array(z.unknown()) }),
      score: z.object({ metrics: z.record(z.string(), metricSchema) }),
      verdict: z.object({ passed: z.boolean() }),
    }),
  ),
})
/** Of the heads' manifest how often each narrative was told in training. */
const manifestSchema = z.object({ recipe: z.object({ parameters: z.object({ callsPerNarrative: z.number() }) }) })

/** What the maintainer's page shows. A new evaluation is seen without a restart; the rest is read once. */
export function loadMaintenance({
  core,
  config,
  runs = RUNS,
}: {
  core: Core
  config: Pick<Config, 'city' | 'model'>
  /** Folder of evaluation runs. */
  runs?: string
}): Maintenance {
  const { classifier, llm } = core
  let mix: Readonly<Record<string, number>> | null | undefined
  return {
    model: {
      encoder: classifier.encoderId,
      heads: classifier.id,
      prompts: versionsOf(llm?.prompts ?? loadPrompts(PROMPTS_FOLDER)),
    },
    thresholds: classifier.thresholds,
    evaluation: lastEvaluation(runs),
    async trainingMix() {
      if (mix === undefined) mix = readMix(config)
      return mix
    },
  }
}

/** The newest run of all suites that can be read: one that is just being written, or of an older format, is passed over. */
function lastEvaluation(folder: string): Maintenance['evaluation'] {
  const known = new Map<string, EvaluationSummary | 'partial'>()
  const summary = (name: string) => {
    const found = known.get(name) ?? readRun(join(folder, name))
    // A run never changes once it is written; half of a file is tried again.
    if (found) known.set(name, found)
    return found
  }
  return async () => {
    if (!existsSync(folder)) return null
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
    for (const name of names.sort().reverse()) {
      const found = summary(name)
      if (found && found !== 'partial') return found
    }
    return null
  }
}

/** `partial`: not all suites were run. Null: it cannot be read. */
function readRun(file: string): EvaluationSummary | 'partial' | null {
  let run: z.infer<typeof runSchema>
  try {
    run = readJson(file, runSchema)
  } catch {
    return null
  }
  const { suites, whole, ...rest } = run
  if (!whole) return 'partial'
  return {
    ...rest,
    suites: suites.map(({ suite, score, verdict }) => ({
      name: suite.name,
      title: suite.title,
      cases: suite.cases.length,
      passed: verdict.passed,
      metrics: Object.fromEntries(
        Object.entries(score.metrics).flatMap(([name, { value, ...range }]) =>
          value === null ? [] : [[name, { value, ...range }]],
        ),
      ),
    })),
  }
}

/** Shares of the level-1 categories among what the heads were trained on: narratives as often as they were told, whole calls once. */
function readMix({ city, model }: Pick<Config, 'city' | 'model'>): Readonly<Record<string, number>> | null {
  const manifest = join(located(model), 'manifest.json')
  const { callsPerNarrative } = existsSync(manifest)
    ? readJson(manifest, manifestSchema).recipe.parameters
    : { callsPerNarrative: 1 }
  const folder = located(city)
  const counts = new Map<string, number>()
  const add = (category: string, times: number) => {
    const group = category.slice(0, 2)
    counts.set(group, (counts.get(group) ?? 0) + times)
  }
  for (const { category } of loadNarratives(folder)) add(category, callsPerNarrative)
  for (const { gold } of loadWholeCalls(folder)) add(gold.category, 1)
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return total === 0 ? null : Object.fromEntries([...counts].map(([code, count]) => [code, count / total]))
}
