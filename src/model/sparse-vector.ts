/** A vector by its non-zero entries, indices ascending. */
export interface SparseVector {
  readonly indices: Uint32Array
  readonly values: Float32Array
}

export interface Block {
  /** Feature index → value; or the value of every feature of the block. */
  entries: ReadonlyMap<number, number> | Float32Array
  /** Added to every index: where the block begins in the joint space. */
  offset: number
  /** Length (Euclidean) that the block is scaled to. */
  length: number
}

/** Blocks of features side by side, each scaled to its own length, so that none outweighs another by its size. */
export function joinBlocks(blocks: readonly Block[]): SparseVector {
  const sizeOf = ({ entries }: Block) => (entries instanceof Float32Array ? entries.length : entries.size)
  const total = blocks.reduce((sum, block) => sum + sizeOf(block), 0)
  const indices = new Uint32Array(total)
  const values = new Float32Array(total)
  let at = 0
  for (const { entries, offset, length } of blocks) {
    let squares = 0
    for (const value of entries.values()) squares += value * value
    const factor = squares === 0 ? 0 : length / Math.sqrt(squares)
    if (entries instanceof Float32Array) {
      for (let index = 0; index < entries.length; index++) {
        indices[at] = offset + index
        values[at++] = entries[index]! * factor
      }
      continue
    }
    const from = at
    for (const index of entries.keys()) indices[at++] = index
    indices.subarray(from, at).sort()
    for (let entry = from; entry < at; entry++) {
      values[entry] = entries.get(indices[entry]!)! * factor
      indices[entry]! += offset
    }
  }
  return { indices, values }
}

/** Sublinear counts times inverse document frequency. */
export function weighCounts(counts: ReadonlyMap<number, number>, weights: Float32Array): Map<number, number> {
  const weighed = new Map<number, number>()
  for (const [index, count] of counts) weighed.set(index, Math.log1p(count) * weights[index]!)
  return weighed
}
