/** A vector by its non-zero entries, indices ascending. */
export interface SparseVector {
  readonly indices: Uint32Array
  readonly values: Float32Array
}

/** Entries of a map as a sparse vector of length one (Euclidean), times `scale`. */
export function sparseUnit(entries: ReadonlyMap<number, number>, scale = 1): SparseVector {
  const indices = Uint32Array.from(entries.keys()).sort()
  let squares = 0
  for (const value of entries.values()) squares += value * value
  const factor = squares === 0 ? 0 : scale / Math.sqrt(squares)
  return { indices, values: Float32Array.from(indices, (index) => entries.get(index)! * factor) }
}
