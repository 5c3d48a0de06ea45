import { seededRandom, shuffle } from '../domain/random.ts'

/**
 * Rows in compressed form: row `i` has the entries `starts[i] .. starts[i + 1])` of `indices` and `values`. Its last
 * `tail` entries are the last `tail` columns, in order: a dense block that needs no looking up.
 */
export interface SparseRows {
  columns: number
  tail: number
  starts: Uint32Array
  indices: Uint32Array
  values: Float32Array
  /** Squared length of each row. */
  squares: Float64Array
}

export interface BinaryProblem {
  rows: SparseRows
  /** +1 or -1 a row. */
  signs: Int8Array
  /** Cost of a row's error; rows with cost 0 are left out. */
  costs: Float32Array
  /**
   * Where the search starts, and, after the call, where it ended: the solution of a problem that differs in few rows is
   * most of the way to this one's.
   */
  alphas?: Float64Array
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
export function fitBinary({
  rows,
  signs,
  costs,
  alphas = new Float64Array(signs.length),
  seed,
  tolerance = 0.1,
  maxPasses = 60,
}: BinaryProblem): Float32Array {
  const random = seededRandom(seed)
  const weights = startFrom({ rows, signs, costs, alphas })
  const order = Int32Array.from(costs.keys()).filter((row) => costs[row]! > 0)
  let active = order.length
  let upper = Number.POSITIVE_INFINITY
  for (let pass = 0; pass < maxPasses; pass++) {
    let [most, least] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    shuffle(order.subarray(0, active), random)
    for (let at = 0; at < active; at++) {
      const row = order[at]!
      const sign = signs[row]!
      const margin = dotRow(rows, row, weights)
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
      alphas[row] = Math.max(0, before - gradient / (rows.squares[row]! + slack))
      addRow(rows, row, { weights, scale: (alphas[row]! - before) * sign })
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

/** The weights that the given alphas stand for; rows left out lose theirs. */
function startFrom({
  rows,
  signs,
  costs,
  alphas,
}: Required<Pick<BinaryProblem, 'rows' | 'signs' | 'costs' | 'alphas'>>) {
  const weights = new Float32Array(rows.columns)
  alphas.forEach((alpha, row) => {
    if (alpha === 0) return
    if (costs[row]! > 0) addRow(rows, row, { weights, scale: alpha * signs[row]! })
    else alphas[row] = 0
  })
  return weights
}

function dotRow({ starts, indices, values, columns, tail }: SparseRows, row: number, weights: Float32Array): number {
  const end = starts[row + 1]!
  const block = end - tail
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let entry = starts[row]!; entry < block; entry++) a += weights[indices[entry]!]! * values[entry]!
  // Four sums at once: the machine need not wait for one before it starts the next.
  const shift = columns - end
  let entry = block
  for (; entry + 3 < end; entry += 4) {
    a += weights[entry + shift]! * values[entry]!
    b += weights[entry + shift + 1]! * values[entry + 1]!
    c += weights[entry + shift + 2]! * values[entry + 2]!
    d += weights[entry + shift + 3]! * values[entry + 3]!
  }
  for (; entry < end; entry++) a += weights[entry + shift]! * values[entry]!
  return a + b + c + d
}

function addRow(
  { starts, indices, values, columns, tail }: SparseRows,
  row: number,
  { weights, scale }: { weights: Float32Array; scale: number },
) {
  const end = starts[row + 1]!
  const block = end - tail
  for (let entry = starts[row]!; entry < block; entry++) weights[indices[entry]!]! += scale * values[entry]!
  const shift = columns - end
  for (let entry = block; entry < end; entry++) weights[entry + shift]! += scale * values[entry]!
}
