import type { Alternative, Evidence, Level, Source, Suggestion } from '../domain/suggestion.ts'
import type { Thresholds } from '../model/call-classifier.ts'

/** Rules say how sure they are on the same scale as the model: read as the share of such answers that is right. */
export const defaultThresholds: Thresholds = { auto: 0.95, suggest: 0.8 }

export interface SuggestOptions<T> {
  value: T
  confidence: number
  source: Source
  evidence?: Evidence[]
  alternatives?: Alternative<T>[]
  thresholds?: Thresholds | undefined
}

export function suggest<T>({
  value,
  confidence,
  source,
  evidence = [],
  alternatives = [],
  thresholds = defaultThresholds,
}: SuggestOptions<T>): Suggestion<T> {
  return {
    value,
    confidence: round(confidence),
    level: levelOf(confidence, thresholds),
    source,
    evidence,
    alternatives,
  }
}

export function levelOf(confidence: number, { auto, suggest: preselect }: Thresholds): Level {
  if (confidence >= auto) return 'auto'
  return confidence >= preselect ? 'suggest' : 'review'
}

const round = (confidence: number) => Math.round(Math.min(1, Math.max(0, confidence)) * 1e4) / 1e4
