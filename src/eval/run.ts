import type { Pipeline } from '../intake/pipeline.ts'
import type { Outcome } from './score.ts'
import type { EvalCase } from './suite.ts'

/** A case without a time takes place here, so that 昨晚 means the same on every run: a Thursday morning in January. */
export const DEFAULT_TIME = '2026-01-15T10:00:00+08:00'

export interface RunOptions {
  cases: readonly EvalCase[]
  pipeline: Pipeline
  now: () => number
  onCase?: () => void
}

export async function runCases({ cases, pipeline, now, onCase }: RunOptions): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { gold: _gold, unsure: _unsure, why: _why, tags: _tags, ...call } of cases) {
    const started = now()
    const { form, asked } = await pipeline(call, { now: new Date(call.startedAt ?? DEFAULT_TIME) })
    outcomes.push({ id: call.id, form, ms: now() - started, ...(asked.length > 0 && { asked }) })
    onCase?.()
  }
  return outcomes
}
