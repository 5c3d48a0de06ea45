/** A vector by its non-zero entries, indices ascending. */
export interface SparseVector {
  readonly indices: Uint32Array
  readonly values: Float32Array
}

export interface Block {
  /** Entries within the block; or the value of every feature of it. */
  entries: SparseVector | Float32Array
  /** Added to every index: where the block begins in the joint space. */
  offset: number
  /** Length (Euclidean) that the block is scaled to. */
  length: number
}

/** Blocks of features side by side, each scaled to its own length, so that none outweighs another by its size. */
export function joinBlocks(blocks: readonly Block[]): SparseVector {
  const valuesOf = ({ entries }: Block) => (entries instanceof Float32Array ? entries : entries.values)
  const total = blocks.reduce((sum, block) => sum + valuesOf(block).length, 0)
  const indices = new Uint32Array(total)
  const values = new Float32Array(total)
  let at = 0
  for (const block of blocks) {
    const { entries, offset, length } = block
    const own = valuesOf(block)
    let squares = 0
    for (let entry = 0; entry < own.length; entry++) squares += own[entry]! ** 2
    const factor = squares === 0 ? 0 : length / Math.sqrt(squares)
    for (let entry = 0; entry < own.length; entry++) {
      indices[at] = offset + (entries instanceof Float32Array ? entry : entries.indices[entry]!)
      values[at++] = own[entry]! * factor
    }
  }
  return { indices, values }
}
