import { foldForNgrams, type NgramRange, visitNgrams } from '../text/ngrams.ts'
import { type SparseVector, sparseUnit } from './sparse-vector.ts'

export interface NgramSpaceParts {
  range: NgramRange
  /** Hashes of the known n-grams; the place in this list is the feature's index. */
  keys: Uint32Array
  /** Inverse document frequency of each. */
  weights: Float32Array
}

const FREE = -1

/** Character n-grams known from training, weighted by sublinear count × inverse document frequency, at unit length. */
export class NgramSpace {
  readonly parts: NgramSpaceParts
  readonly #mask: number
  readonly #slots: Int32Array

  constructor(parts: NgramSpaceParts) {
    this.parts = parts
    const capacity = 2 ** Math.ceil(Math.log2(parts.keys.length * 2 + 2))
    this.#mask = capacity - 1
    this.#slots = new Int32Array(capacity).fill(FREE)
    parts.keys.forEach((key, index) => {
      let slot = key & this.#mask
      while (this.#slots[slot] !== FREE) slot = (slot + 1) & this.#mask
      this.#slots[slot] = index
    })
  }

  get size(): number {
    return this.parts.keys.length
  }

  /** Index of an n-gram's hash, or -1. */
  indexOf(hash: number): number {
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const index = this.#slots[slot]!
      if (index === FREE || this.parts.keys[index] === hash) return index
    }
  }

  vectorise(text: string): SparseVector {
    const counts = new Map<number, number>()
    visitNgrams(foldForNgrams(text), this.parts.range, (hash) => {
      const index = this.indexOf(hash)
      if (index !== FREE) counts.set(index, (counts.get(index) ?? 0) + 1)
    })
    for (const [index, count] of counts) counts.set(index, (1 + Math.log(count)) * this.parts.weights[index]!)
    return sparseUnit(counts)
  }
}
