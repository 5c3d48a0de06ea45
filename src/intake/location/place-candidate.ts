import type { Mention } from '../evidence.ts'
import { joinDetails } from './detail-list.ts'
import type { PlacePhrase } from './place-phrase.ts'
import type { ResolvedPlace } from './resolve-place.ts'

/** A place that the call names, once however often it was named. */
export interface PlaceCandidate {
  phrase: PlacePhrase
  score: number
  home: boolean
  confirmed: boolean
  resolved: ResolvedPlace
  /** Every turn in which this place was named. */
  mentions: Mention[]
}

/** One phrase from two that name the same place; a later building or room replaces an earlier one. */
export function mergePhrases(older: PlacePhrase, newer: PlacePhrase, { corrects }: { corrects: boolean }): PlacePhrase {
  const details = corrects ? [] : [...older.details]
  // What stands beside the name the first time is where the matter is; later mentions only add what was missing.
  joinDetails(details, newer.details)
  const wider = [...older.wider, ...newer.wider.filter((hit) => !older.wider.some((other) => other.name === hit.name))]
  const core = older.core?.hit && !older.core.hit.bySound ? older.core : (newer.core ?? older.core)
  return { ...older, wider, core, details }
}

export function sameName(a: string, b: string): boolean {
  const plain = (name: string) => name.replace(/(?:小区|社区|村|地铁站|站)$/, '')
  return a === b || plain(a) === plain(b)
}

/** Between 0.3 and 0.95, before the calibration of fields. */
export function confidenceOf(options: {
  best: PlaceCandidate
  resolved: ResolvedPlace
  /** The agent had asked where it is. */
  asked: boolean
  margin: number
  rivals: number
}): number {
  const { best, resolved, asked, margin, rivals } = options
  if (best.phrase.core === null) return asked ? 0.7 : 0.62
  let confidence = best.confirmed ? 0.95 : 0.88
  if (!resolved.listed) confidence = best.confirmed ? 0.8 : 0.65
  if (rivals > 0) confidence -= margin < 0.7 ? 0.25 : margin < 1.5 ? 0.12 : 0.04
  if (best.home && rivals > 0) confidence -= 0.1
  // Named in passing: wrong four times as often on the training calls as what answers a question.
  if (!asked && !best.confirmed) confidence -= 0.05
  if (best.score < -1) confidence -= 0.2
  return Math.max(0.3, confidence)
}
