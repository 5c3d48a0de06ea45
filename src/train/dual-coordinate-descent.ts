import { seededRandom, shuffle } from './random.ts'

/** Rows in compressed form: row `i` has the entries `starts[i] .. starts[i + 1])` of `indices` and `values`. */
export interface SparseRows {
  columns: number
  starts: Uint32Array
  indices: Uint32Array
  values: Float32Array
}

export interface BinaryProblem {
  rows: SparseRows
  /** +1 or -1 a row. */
  signs: Int8Array
  /** Cost of a row's error; rows with cost 0 are left out. */
  costs: Float32Array
  seed: number
  /** Stops when the projected gradient's spread falls below this. */
  tolerance?: number
  maxPasses?: number
}

/**
 * L2-regularised squared hinge loss by dual coordinate descent with shrinking (Hsieh 2008, as in LIBLINEAR): the
 * optimum of a strictly convex problem, so its start does not matter; the order is seeded, so runs are bit-for-bit
 * alike. Returns the weights.
 */
export function fitBinary({ rows, signs, costs, seed, tolerance = 0.1, maxPasses = 60 }: BinaryProblem): Float32Array {
  const random = seededRandom(seed)
  const weights = new Float32Array(rows.columns)
  const alphas = new Float64Array(signs.length)
  const { diagonal, order } = prepare(rows, costs)
  let active = order.length
  let upper = Number.POSITIVE_INFINITY
  for (let pass = 0; pass < maxPasses; pass++) {
    let [most, least] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    shuffle(order.subarray(0, active), random)
    for (let at = 0; at < active; at++) {
      const row = order[at]!
      const [start, end, sign] = [rows.starts[row]!, rows.starts[row + 1]!, signs[row]!]
      let margin = 0
      for (let entry = start; entry < end; entry++) margin += weights[rows.indices[entry]!]! * rows.values[entry]!
      const slack = 0.5 / costs[row]!
      const gradient = sign * margin - 1 + alphas[row]! * slack
      let projected = gradient
      if (alphas[row] === 0) {
        if (gradient > upper) {
          active--
          order[at] = order[active]!
          order[active] = row
          at--
          continue
        }
        projected = Math.min(0, gradient)
      }
      most = Math.max(most, projected)
      least = Math.min(least, projected)
      if (Math.abs(projected) < 1e-12) continue
      const before = alphas[row]!
      alphas[row] = Math.max(0, before - gradient / (diagonal[row]! + slack))
      const change = (alphas[row]! - before) * sign
      for (let entry = start; entry < end; entry++) weights[rows.indices[entry]!]! += change * rows.values[entry]!
    }
    if (most - least <= tolerance) {
      if (active === order.length) break
      active = order.length
      upper = Number.POSITIVE_INFINITY
      continue
    }
    upper = most <= 0 ? Number.POSITIVE_INFINITY : most
  }
  return weights
}

function prepare(rows: SparseRows, costs: Float32Array) {
  const diagonal = new Float64Array(costs.length)
  const kept: number[] = []
  for (let row = 0; row < costs.length; row++) {
    if (costs[row]! <= 0) continue
    kept.push(row)
    for (let entry = rows.starts[row]!; entry < rows.starts[row + 1]!; entry++)
      diagonal[row]! += rows.values[entry]! ** 2
  }
  return { diagonal, order: Int32Array.from(kept) }
}
