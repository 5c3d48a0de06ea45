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

const NO_ROW = -1
/** Rows added in one pass over the labels. */
const AT_ONCE = 8

export class SparseHead {
  /** Weights for every label of the features that speak to most of them: read in order, they need no looking up. */
  readonly #rows: Int8Array
  /** Where a feature's row begins, or `NO_ROW`. */
  readonly #rowOf: Int32Array

  constructor(readonly parts: SparseHeadParts) {
    const { starts, labels, values, labelCount } = parts
    const speaksToMost = (feature: number) => starts[feature + 1]! - starts[feature]! > labelCount / 2
    let size = labelCount
    // The first row is empty, to fill up with.
    this.#rowOf = Int32Array.from({ length: starts.length - 1 }, (_, feature) => {
      if (!speaksToMost(feature)) return NO_ROW
      size += labelCount
      return size - labelCount
    })
    this.#rows = new Int8Array(size)
    this.#rowOf.forEach((row, feature) => {
      if (row === NO_ROW) return
      for (let at = starts[feature]!; at < starts[feature + 1]!; at++) this.#rows[row + labels[at]!] = values[at]!
    })
  }

  /** One score a label. */
  scores({ indices, values }: SparseVector): Float32Array {
    const { starts, labels, values: weights, scales, biases, labelCount } = this.parts
    const sums = new Float64Array(labelCount)
    const rows = new Int32Array(indices.length + AT_ONCE)
    const factors = new Float64Array(indices.length + AT_ONCE)
    let count = 0
    for (let entry = 0; entry < indices.length; entry++) {
      const feature = indices[entry]!
      const value = values[entry]!
      const row = this.#rowOf[feature]!
      if (row !== NO_ROW) {
        rows[count] = row
        factors[count++] = value
        continue
      }
      const end = starts[feature + 1]!
      for (let at = starts[feature]!; at < end; at++) sums[labels[at]!]! += value * weights[at]!
    }
    for (let from = 0; from < count; from += AT_ONCE) this.#addRows(sums, { rows, factors, from })
    const scores = new Float32Array(labelCount)
    for (let label = 0; label < labelCount; label++) scores[label] = sums[label]! * scales[label]! + biases[label]!
    return scores
  }

  /** Adds `AT_ONCE` rows, written out: a loop over them is half as fast. */
  #addRows(
    sums: Float64Array,
    { rows, factors, from }: { rows: Int32Array; factors: Float64Array; from: number },
  ): void {
    const weights = this.#rows
    const [a, b, c, d] = [rows[from]!, rows[from + 1]!, rows[from + 2]!, rows[from + 3]!]
    const [e, f, g, h] = [rows[from + 4]!, rows[from + 5]!, rows[from + 6]!, rows[from + 7]!]
    const [p, q, r, s] = [factors[from]!, factors[from + 1]!, factors[from + 2]!, factors[from + 3]!]
    const [t, u, v, w] = [factors[from + 4]!, factors[from + 5]!, factors[from + 6]!, factors[from + 7]!]
    for (let label = 0; label < sums.length; label++)
      sums[label]! +=
        p * weights[a + label]! +
        q * weights[b + label]! +
        r * weights[c + label]! +
        s * weights[d + label]! +
        (t * weights[e + label]! + u * weights[f + label]! + v * weights[g + label]! + w * weights[h + label]!)
  }

  /** What one feature of value one says for one label. */
  weight(feature: number, label: number): number {
    const { starts, labels, values, scales } = this.parts
    const row = this.#rowOf[feature]!
    if (row !== NO_ROW) return this.#rows[row + label]! * scales[label]!
    let [low, high] = [starts[feature]!, starts[feature + 1]! - 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (labels[middle]! < label) low = middle + 1
      else high = middle
    }
    return low === high && labels[low] === label ? values[low]! * scales[label]! : 0
  }
}
