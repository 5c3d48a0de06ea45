import { type Calibration, logit, softmax } from '../model/calibration.ts'
import { fitLogistic } from './fit-logistic.ts'

export interface HeldOut {
  scores: Float32Array | Float64Array
  /** Every label that would have been right; empty when none would. */
  right: readonly number[]
}

const SHARPEST = 40
const LEAST_SHARP = 0.25
const SEARCH_STEPS = 40

/**
 * Sharpness by the least cross-entropy (temperature scaling, Guo 2017), then a line on the log-odds of the first answer
 * (Platt 1999). Identity-like where there is nothing held out to fit on.
 */
export function fitCalibration(heldOut: readonly HeldOut[]): Calibration {
  const known = heldOut.filter(({ right }) => right.length > 0)
  if (known.length === 0) return { sharpness: 1, slope: 1, offset: 0 }
  const sharpness = Math.exp(
    goldenSection((value) => crossEntropy(known, Math.exp(value)), Math.log(LEAST_SHARP), Math.log(SHARPEST)),
  )
  const firsts = heldOut.map(({ scores, right }) => {
    const shares = softmax(scores, sharpness)
    const first = shares.indexOf(Math.max(...shares))
    return { share: shares[first]!, correct: right.includes(first) }
  })
  const { weights, bias } = fitLogistic({
    rows: firsts.map(({ share }) => [logit(share)]),
    targets: firsts.map(({ correct }) => correct),
    // Towards the identity, so that few held-out calls cannot bend the line.
    towards: { weights: [1], bias: 0 },
    strength: 2,
  })
  return { sharpness, slope: Math.max(0.2, weights[0]!), offset: bias }
}

function crossEntropy(heldOut: readonly HeldOut[], sharpness: number): number {
  let loss = 0
  for (const { scores, right } of heldOut) {
    const shares = softmax(scores, sharpness)
    loss -= Math.log(
      Math.max(
        1e-9,
        right.reduce((sum, label) => sum + shares[label]!, 0),
      ),
    )
  }
  return loss
}

function goldenSection(loss: (value: number) => number, low: number, high: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2
  let [from, to] = [low, high]
  for (let step = 0; step < SEARCH_STEPS; step++) {
    const [left, right] = [to - ratio * (to - from), from + ratio * (to - from)]
    if (loss(left) < loss(right)) to = right
    else from = left
  }
  return (from + to) / 2
}
