import { foldForNgrams, type NgramRange, visitNgrams } from '../text/ngrams.ts'

export interface NgramSpaceParts {
  range: NgramRange
  /** Hashes of the known n-grams, ascending; the place in this list is the feature's index. */
  keys: Uint32Array
  /** Inverse document frequency of each. */
  weights: Float32Array
}

export const UNKNOWN_NGRAM = -1
/** Texts whose n-grams are remembered: a call's turns are read several times, and again with every turn that is added. */
const REMEMBERED = 512

/** Character n-grams known from training, with their inverse document frequencies. */
export class NgramSpace {
  readonly parts: NgramSpaceParts
  readonly #mask: number
  readonly #slots: Int32Array
  /** Index, start and end of every known n-gram, by text; the texts that were used longest ago first. */
  readonly #remembered = new Map<string, Uint32Array>()

  constructor(parts: NgramSpaceParts) {
    this.parts = parts
    const capacity = 2 ** Math.ceil(Math.log2(parts.keys.length * 2 + 2))
    this.#mask = capacity - 1
    this.#slots = new Int32Array(capacity).fill(UNKNOWN_NGRAM)
    parts.keys.forEach((key, index) => {
      let slot = key & this.#mask
      while (this.#slots[slot] !== UNKNOWN_NGRAM) slot = (slot + 1) & this.#mask
      this.#slots[slot] = index
    })
  }

  get size(): number {
    return this.parts.keys.length
  }

  /** Index of an n-gram's hash, or `UNKNOWN_NGRAM`. */
  indexOf(hash: number): number {
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const index = this.#slots[slot]!
      if (index === UNKNOWN_NGRAM || this.parts.keys[index] === hash) return index
    }
  }

  /** Calls `visit` with the index and place of every known n-gram of a raw text. */
  visit(text: string, visit: (index: number, start: number, end: number) => void): void {
    const known = this.#known(text)
    for (let at = 0; at < known.length; at += 3) visit(known[at]!, known[at + 1]!, known[at + 2]!)
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

  /** Adds the weighted counts of a text's n-grams. */
  count(text: string, counts: Map<number, number>, weight = 1): void {
    this.visit(text, (index) => counts.set(index, (counts.get(index) ?? 0) + weight))
  }
}
