/** How scores become probabilities; fitted on calls that the scores had not seen. */
export interface Calibration {
  /** Scores are multiplied by this before the softmax. */
  sharpness: number
  /** Platt's line on the log-odds of the first answer. */
  slope: number
  offset: number
}

/** Softmax of the sharpened scores. */
export function softmax(scores: Float32Array | Float64Array, sharpness: number): Float64Array {
  let top = Number.NEGATIVE_INFINITY
  for (const score of scores) top = Math.max(top, score)
  const shares = new Float64Array(scores.length)
  let total = 0
  for (let label = 0; label < scores.length; label++) {
    shares[label] = Math.exp((scores[label]! - top) * sharpness)
    total += shares[label]!
  }
  for (let label = 0; label < shares.length; label++) shares[label]! /= total
  return shares
}

/**
 * Calibrated probabilities of labels that exclude each other: the first answer's is moved along the fitted line, the
 * others share what is left in proportion, and the order stays.
 */
export function calibrate(
  scores: Float32Array | Float64Array,
  { sharpness, slope, offset }: Calibration,
): Float64Array {
  const shares = softmax(scores, sharpness)
  let first = 0
  for (let label = 1; label < shares.length; label++) if (shares[label]! > shares[first]!) first = label
  const top = shares[first]!
  if (shares.length < 2 || top >= 1 - 1e-12) return shares
  let second = 0
  for (let label = 0; label < shares.length; label++) if (label !== first) second = Math.max(second, shares[label]!)
  // Below this the second answer would overtake the first; the hair above it keeps rounding from making a tie.
  const least = second / (1 - top + second) + 1e-9
  const wanted = Math.max(least, logistic(slope * logit(top) + offset))
  const factor = (1 - wanted) / (1 - top)
  return shares.map((share, label) => (label === first ? wanted : share * factor))
}

export function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value))
}

export function logit(probability: number): number {
  const kept = Math.min(1 - 1e-6, Math.max(1e-6, probability))
  return Math.log(kept / (1 - kept))
}
