import type { Thresholds } from '../model/call-classifier.ts'

export interface SuiteSummary {
  name: string
  title: string
  cases: number
  passed: boolean
  /** `category.accuracy`, `unit.coverage95` …; rates are 0..1. */
  metrics: Record<string, { value: number; low?: number | undefined; high?: number | undefined }>
}

/** The last evaluation that was run on this machine. */
export interface EvaluationSummary {
  at: string
  passed: boolean
  model: { encoder: string; heads: string; prompts: string | null }
  suites: SuiteSummary[]
}

/** What the maintainer's page knows of the model beside what people did with its answers. */
export interface Maintenance {
  model: { encoder: string; heads: string; prompts: string | null }
  thresholds: Readonly<Record<string, Thresholds>>
  evaluation(): Promise<EvaluationSummary | null>
  /** Share of each level-1 category in the training calls; null when the city brings none. */
  trainingMix(): Promise<Readonly<Record<string, number>> | null>
}
