import type { SparseVector } from '../model/sparse-vector.ts'
import type { SparseRows } from './dual-coordinate-descent.ts'

/**
 * Packs vectors into one matrix, with a constant last column that carries the bias. Where `dense` is given, every
 * vector ends with an entry for each of the last `dense` columns.
 */
export function packRows(
  vectors: readonly SparseVector[],
  { columns, bias, dense = 0 }: { columns: number; bias: number; dense?: number },
): SparseRows {
  const starts = new Uint32Array(vectors.length + 1)
  vectors.forEach(({ indices }, row) => {
    starts[row + 1] = starts[row]! + indices.length + 1
  })
  const indices = new Uint32Array(starts[vectors.length]!)
  const values = new Float32Array(starts[vectors.length]!)
  vectors.forEach((vector, row) => {
    indices.set(vector.indices, starts[row])
    values.set(vector.values, starts[row])
    indices[starts[row + 1]! - 1] = columns
    values[starts[row + 1]! - 1] = bias
  })
  const squares = Float64Array.from(vectors, ({ values: own }) =>
    own.reduce((sum, value) => sum + value * value, bias * bias),
  )
  return { columns: columns + 1, tail: dense + 1, starts, indices, values, squares }
}
