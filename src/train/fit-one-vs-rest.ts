import type { BinaryFit, BinaryFitter } from './binary-fitter.ts'

export interface OneVsRestProblem {
  /** Holds the rows. */
  fitter: BinaryFitter
  /** Label of each row; -1 is none of them. */
  labels: Int32Array
  labelCount: number
  /** Weight of each row; 0 leaves it out. */
  weights: Float32Array
  cost: number
  seed: number
  tolerance?: number
  /** Where the search of a like problem ended; it is not written to. */
  startOf?: (label: number) => Float64Array | undefined
  /** Called with the dense weights of one label after the other, and with where its search ended. */
  onLabel: (label: number, weights: Float32Array, end: Float64Array) => void
}

/**
 * How much more an example of the label counts than one of the rest: between none and equal totals, since with
 * hundreds of labels equal totals would drown the rest.
 */
const BALANCE = 0.25

/** One squared-hinge classifier a label against all others. */
export async function fitOneVsRest({
  fitter,
  labels,
  labelCount,
  weights,
  cost,
  seed,
  tolerance = 0.2,
  startOf,
  onLabel,
}: OneVsRestProblem): Promise<void> {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const own = new Float64Array(labelCount)
  labels.forEach((label, row) => {
    if (label >= 0) own[label]! += weights[row]!
  })
  const fitLabel = (label: number) => {
    const boost = own[label] === 0 ? 1 : Math.max(1, (total / own[label]!) ** BALANCE)
    const alphas = startOf?.(label)
    return fitter.fit({
      signs: Int8Array.from(labels, (other) => (other === label ? 1 : -1)),
      costs: weights.map((weight, row) => cost * weight * (labels[row] === label ? boost : 1)),
      seed: seed + label,
      tolerance,
      ...(alphas && { alphas }),
    })
  }
  const ahead: Promise<BinaryFit>[] = []
  const ask = (label: number) => {
    const asked = fitLabel(label)
    // It is waited for below, unless one before it has failed.
    asked.catch(() => undefined)
    ahead.push(asked)
  }
  for (let label = 0; label < labelCount; label++) {
    while (ahead.length < fitter.width && label + ahead.length < labelCount) ask(label + ahead.length)
    const ended = await ahead.shift()!
    onLabel(label, ended.weights, ended.alphas)
  }
}
