import type { Turn } from '../domain/call.ts'
import type { Evidence } from '../domain/suggestion.ts'

export interface Scored {
  label: string
  /** Calibrated: among answers given with 0.9, nine of ten are right. */
  probability: number
}

/** What the local model says of a call; every list is best first. */
export interface CallPrediction {
  /** Level-3 codes. Levels 1 and 2 are their prefixes, so that a child never contradicts its parent. */
  category: Scored[]
  appealType: Scored[]
  tier: Scored[]
  /** Probability that the call holds a further, independent appeal. */
  secondAppeal: number
  /** Probability that the call holds no appeal of this label space at all. */
  offLabel: number
  /** The words that spoke most for the first category. */
  evidence: Evidence[]
  /** Unit-length vector of the caller's matter, for precedents. */
  vector: Float32Array
}

/** Confidence above which a field's answers reached this precision on the calibration data. */
export interface Thresholds {
  /** ≥ 95 %: filled in. */
  auto: number
  /** ≥ 80 %: preselected. Below: 待核实. */
  suggest: number
}

export interface CallClassifier {
  readonly id: string
  readonly encoderId: string
  readonly dimensions: number
  readonly thresholds: Readonly<Record<string, Thresholds>>
  predict(turns: readonly Turn[]): Promise<CallPrediction>
}
