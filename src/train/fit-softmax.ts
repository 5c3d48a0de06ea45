import type { SparseRows } from './dual-coordinate-descent.ts'
import { seededRandom, shuffle } from './random.ts'

export interface SoftmaxProblem {
  rows: SparseRows
  /** Index of the right label a row. */
  labels: Uint16Array
  labelCount: number
  /** Weight of a row; rows with weight 0 are left out. */
  weights: Float32Array
  seed: number
  passes: number
  rate: number
  /** Share of every weight that is taken away after each pass: the L2 penalty. */
  decay: number
}

const NEGLIGIBLE = 1e-3

/**
 * Multinomial logistic regression by stochastic gradient with one adaptive rate a feature (AdaGrad, Duchi 2011), the
 * average of the second half of the run (Polyak) as its answer; convex, and one seeded order, so bit-for-bit alike.
 * Returns `columns × labelCount`, feature by feature.
 */
export function fitSoftmax({
  rows,
  labels,
  labelCount,
  weights,
  seed,
  passes,
  rate,
  decay,
}: SoftmaxProblem): Float32Array {
  const random = seededRandom(seed)
  const table = new Float32Array(rows.columns * labelCount)
  const squares = new Float32Array(rows.columns).fill(1e-4)
  const scores = new Float64Array(labelCount)
  const order = Int32Array.from(labels, (_, row) => row).filter((row) => weights[row]! > 0)
  const average = new Float32Array(table.length)
  let averaged = 0
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, random)
    for (const row of order) {
      const [start, end] = [rows.starts[row]!, rows.starts[row + 1]!]
      scoreRow({ table, rows, row, scores })
      toProbabilities(scores)
      scores[labels[row]!]! -= 1
      let energy = 0
      for (let label = 0; label < labelCount; label++) {
        scores[label] = Math.abs(scores[label]!) < NEGLIGIBLE ? 0 : scores[label]! * weights[row]!
        energy += scores[label]! ** 2
      }
      if (energy === 0) continue
      for (let entry = start; entry < end; entry++) {
        const column = rows.indices[entry]!
        const value = rows.values[entry]!
        squares[column]! += energy * value * value
        const step = (rate * value) / Math.sqrt(squares[column]!)
        const at = column * labelCount
        for (let label = 0; label < labelCount; label++) table[at + label]! -= step * scores[label]!
      }
    }
    const kept = 1 - decay
    for (let at = 0; at < table.length; at++) table[at]! *= kept
    if (pass >= passes / 2) {
      averaged++
      for (let at = 0; at < table.length; at++) average[at]! += (table[at]! - average[at]!) / averaged
    }
  }
  return average
}

interface RowToScore {
  table: Float32Array
  rows: SparseRows
  row: number
  /** Overwritten: one score a label. */
  scores: Float64Array
}

export function scoreRow({ table, rows, row, scores }: RowToScore): void {
  scores.fill(0)
  for (let entry = rows.starts[row]!; entry < rows.starts[row + 1]!; entry++) {
    const at = rows.indices[entry]! * scores.length
    const value = rows.values[entry]!
    for (let label = 0; label < scores.length; label++) scores[label]! += value * table[at + label]!
  }
}

/** Softmax, in place. */
export function toProbabilities(scores: Float64Array): void {
  let top = Number.NEGATIVE_INFINITY
  for (const score of scores) top = Math.max(top, score)
  let sum = 0
  for (let at = 0; at < scores.length; at++) {
    scores[at] = Math.exp(scores[at]! - top)
    sum += scores[at]!
  }
  for (let at = 0; at < scores.length; at++) scores[at]! /= sum
}
