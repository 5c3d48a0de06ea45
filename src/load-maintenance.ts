import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Core, located } from './compose.ts'
import type { Config } from './config.ts'
import { invalidData } from './read-jsonl.ts'
import { root } from './root.ts'
import type { EvaluationSummary, Maintenance } from './server/maintenance.ts'

const RUNS = join(root, 'eval', 'runs')

const metricSchema = z.object({ value: z.number().nullable(), low: z.number().optional(), high: z.number().optional() })
/** Of a run only what a page shows: its cases are thousands of calls. */
const runSchema = z.object({
  at: z.string(),
  passed: z.boolean(),
  model: z.object({ encoder: z.string(), heads: z.string(), prompts: z.string().nullable() }),
  suites: z.array(
    z.object({
      suite: z.object({ name: z.string(), title: z.string(), cases: z.array(z.unknown()) }),
      score: z.object({ metrics: z.record(z.string(), metricSchema) }),
      verdict: z.object({ passed: z.boolean() }),
    }),
  ),
})

/** What the maintainer's page shows, read when it is asked for: a new evaluation is seen without a restart. */
export function loadMaintenance({ core, config }: { core: Core; config: Pick<Config, 'city'> }): Maintenance {
  const { classifier } = core
  return {
    model: { encoder: classifier.encoderId, heads: classifier.id, prompts: null },
    thresholds: classifier.thresholds,
    evaluation: async () => lastEvaluation(),
    trainingMix: async () => mixOf(join(located(config.city), 'calls')),
  }
}

function lastEvaluation(): EvaluationSummary | null {
  const file = existsSync(RUNS)
    ? readdirSync(RUNS)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .at(-1)
    : undefined
  if (!file) return null
  const parsed = runSchema.safeParse(JSON.parse(readFileSync(join(RUNS, file), 'utf8')))
  if (!parsed.success)
    throw invalidData(
      parsed.error.issues.map((issue) => ({ path: `${file} ${issue.path.join('.')}`, message: issue.message })),
    )
  const { suites, ...run } = parsed.data
  return {
    ...run,
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

/** Counts the labels of all training files below a folder; only the category is looked at. */
function mixOf(folder: string): Record<string, number> | null {
  if (!existsSync(folder)) return null
  const counts: Record<string, number> = {}
  let total = 0
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((item) =>
    item.endsWith('.jsonl'),
  ))
    for (const [, code] of readFileSync(join(folder, name), 'utf8').matchAll(/"category":\s*"(\d{2})\d{4}"/g)) {
      counts[code as string] = (counts[code as string] ?? 0) + 1
      total += 1
    }
  if (total === 0) return null
  return Object.fromEntries(Object.entries(counts).map(([code, count]) => [code, count / total]))
}
