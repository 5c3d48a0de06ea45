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

type Four = [number, number, number, number]

export class SparseHead {
  constructor(readonly parts: SparseHeadParts) {}

  /** One score a label. */
  scores({ indices, values }: SparseVector): Float32Array {
    const { starts, labels, values: weights, scales, biases, labelCount } = this.parts
    const sums = new Float64Array(labelCount)
    const isFull = (entry: number) => {
      const feature = indices[entry]
      return feature !== undefined && starts[feature + 1]! - starts[feature]! === labelCount
    }
    for (let entry = 0; entry < indices.length; entry++) {
      // Features that speak to every label, as the vector's do: their labels need no looking up, and four at once are
      // quicker than one after the other.
      if (isFull(entry) && isFull(entry + 1) && isFull(entry + 2) && isFull(entry + 3)) {
        const [a, b, c, d] = [entry, entry + 1, entry + 2, entry + 3].map((at) => starts[indices[at]!]!) as Four
        const [p, q, r, s] = values.subarray(entry, entry + 4) as unknown as Four
        for (let label = 0; label < labelCount; label++)
          sums[label]! +=
            p * weights[a + label]! + q * weights[b + label]! + r * weights[c + label]! + s * weights[d + label]!
        entry += 3
        continue
      }
      const feature = indices[entry]!
      const value = values[entry]!
      const end = starts[feature + 1]!
      for (let at = starts[feature]!; at < end; at++) sums[labels[at]!]! += value * weights[at]!
    }
    return Float32Array.from(sums, (sum, label) => sum * scales[label]! + biases[label]!)
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
