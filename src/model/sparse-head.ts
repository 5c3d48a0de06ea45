import type { SparseVector } from './sparse-vector.ts'

/**
 * Linear weights, feature by feature and only where they count: feature `f` speaks to `labels[e]` with
 * `values[e] * scales[labels[e]]` for `e` in `starts[f] .. starts[f + 1]`.
 */
export interface SparseHeadParts {
  labelCount: number
  starts: Uint32Array
  labels: Uint16Array
  values: Int8Array
  scales: Float32Array
  biases: Float32Array
}

export class SparseHead {
  constructor(readonly parts: SparseHeadParts) {}

  /** One score a label. */
  scores({ indices, values }: SparseVector): Float32Array {
    const { starts, labels, values: weights, scales, biases } = this.parts
    const sums = new Float32Array(this.parts.labelCount)
    for (let entry = 0; entry < indices.length; entry++) {
      const feature = indices[entry]!
      const value = values[entry]!
      const end = starts[feature + 1]!
      const start = starts[feature]!
      if (end - start === sums.length) {
        // A feature that speaks to every label, as the vector's do: its labels need no looking up.
        for (let label = 0; label < sums.length; label++) sums[label]! += value * weights[start + label]!
      } else for (let at = start; at < end; at++) sums[labels[at]!]! += value * weights[at]!
    }
    for (let label = 0; label < sums.length; label++) sums[label] = sums[label]! * scales[label]! + biases[label]!
    return sums
  }

  /** What one feature of value one says for one label. */
  weight(feature: number, label: number): number {
    const { starts, labels, values, scales } = this.parts
    let [low, high] = [starts[feature]!, starts[feature + 1]! - 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (labels[middle]! < label) low = middle + 1
      else high = middle
    }
    return low === high && labels[low] === label ? values[low]! * scales[label]! : 0
  }
}
