import { fitBinary, type SparseRows } from './dual-coordinate-descent.ts'

export interface OneVsRestProblem {
  rows: SparseRows
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
export function fitOneVsRest({
  rows,
  labels,
  labelCount,
  weights,
  cost,
  seed,
  tolerance = 0.2,
  startOf,
  onLabel,
}: OneVsRestProblem): void {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const own = new Float64Array(labelCount)
  labels.forEach((label, row) => {
    if (label >= 0) own[label]! += weights[row]!
  })
  const signs = new Int8Array(labels.length)
  const costs = new Float32Array(labels.length)
  for (let label = 0; label < labelCount; label++) {
    const boost = own[label] === 0 ? 1 : Math.max(1, (total / own[label]!) ** BALANCE)
    labels.forEach((other, row) => {
      signs[row] = other === label ? 1 : -1
      costs[row] = cost * weights[row]! * (other === label ? boost : 1)
    })
    const alphas = startOf?.(label)?.slice() ?? new Float64Array(labels.length)
    onLabel(label, fitBinary({ rows, signs, costs, alphas, seed: seed + label, tolerance }), alphas)
  }
}
