import { foldForNgrams, type NgramRange, visitNgrams } from '../text/ngrams.ts'
import type { SparseVector } from './sparse-vector.ts'

export interface NgramSpaceParts {
  range: NgramRange
  /** Hashes of the known n-grams, ascending; the place in this list is the feature's index. */
  keys: Uint32Array
  /** Inverse document frequency of each. */
  weights: Float32Array
}

export interface WeighedText {
  text: string
  /** More than zero. */
  weight: number
}

export const UNKNOWN_NGRAM = -1
const FREE = 0
/** Texts whose n-grams are remembered: a call's turns are read several times, and again with every turn that is added. */
const REMEMBERED = 512

/** Character n-grams known from training, with their inverse document frequencies. */
export class NgramSpace {
  readonly parts: NgramSpaceParts
  readonly #mask: number
  /** Hash table: hash and index of a slot side by side, so that a look-up touches one place in memory. */
  readonly #slots: Uint32Array
  /** Room to count in; all zero between two texts. */
  readonly #counts: Float64Array
  /** Index, start and end of every known n-gram, by text; the texts that were used longest ago first. */
  readonly #remembered = new Map<string, Uint32Array>()

  constructor(parts: NgramSpaceParts) {
    this.parts = parts
    const capacity = 2 ** Math.ceil(Math.log2(parts.keys.length * 2 + 2))
    this.#mask = capacity - 1
    this.#slots = new Uint32Array(capacity * 2)
    this.#counts = new Float64Array(parts.keys.length)
    parts.keys.forEach((key, index) => {
      let slot = key & this.#mask
      while (this.#slots[slot * 2 + 1] !== FREE) slot = (slot + 1) & this.#mask
      this.#slots[slot * 2] = key
      this.#slots[slot * 2 + 1] = index + 1
    })
  }

  get size(): number {
    return this.parts.keys.length
  }

  /** Index of an n-gram's hash, or `UNKNOWN_NGRAM`. */
  indexOf(hash: number): number {
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const numbered = this.#slots[slot * 2 + 1]!
      if (numbered === FREE) return UNKNOWN_NGRAM
      if (this.#slots[slot * 2] === hash) return numbered - 1
    }
  }

  /** Calls `visit` with the index and place of every known n-gram of a raw text. */
  visit(text: string, visit: (index: number, start: number, end: number) => void): void {
    const known = this.#known(text)
    for (let at = 0; at < known.length; at += 3) visit(known[at]!, known[at + 1]!, known[at + 2]!)
  }

  /** Sum of what each known n-gram of a text weighs, and how many there are. */
  sum(text: string, weights: Float32Array): { total: number; count: number } {
    const known = this.#known(text)
    let total = 0
    for (let at = 0; at < known.length; at += 3) total += weights[known[at]!]!
    return { total, count: known.length / 3 }
  }

  #known(text: string): Uint32Array {
    let known = this.#remembered.get(text)
    if (known) this.#remembered.delete(text)
    else {
      const found: number[] = []
      visitNgrams(foldForNgrams(text), this.parts.range, (hash, start, end) => {
        const index = this.indexOf(hash)
        if (index !== UNKNOWN_NGRAM) found.push(index, start, end)
      })
      known = Uint32Array.from(found)
      if (this.#remembered.size >= REMEMBERED) this.#remembered.delete(this.#remembered.keys().next().value!)
    }
    this.#remembered.set(text, known)
    return known
  }

  /** Sublinear counts of the texts' n-grams, each by its text's weight, times inverse document frequency. */
  weigh(texts: readonly WeighedText[]): SparseVector {
    const counts = this.#counts
    const met: number[] = []
    for (const { text, weight } of texts) {
      const known = this.#known(text)
      for (let at = 0; at < known.length; at += 3) {
        const index = known[at]!
        if (counts[index] === 0) met.push(index)
        counts[index]! += weight
      }
    }
    const indices = Uint32Array.from(met).sort()
    const values = new Float32Array(indices.length)
    for (let entry = 0; entry < indices.length; entry++) {
      const index = indices[entry]!
      values[entry] = Math.log1p(counts[index]!) * this.parts.weights[index]!
      counts[index] = 0
    }
    return { indices, values }
  }
}
