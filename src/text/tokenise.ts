/** Pieces with their log-probabilities; `unknown` is the index of the piece that stands for anything else. */
export interface UnigramVocabulary {
  readonly pieces: readonly string[]
  readonly scores: readonly number[]
  readonly unknown: number
}

/** The form that the encoder's tokeniser reads: compatibility characters folded, lower case, every digit a zero. */
export function foldForTokens(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[0-9]/g, '0')
}

const NONE = -1
const UNKNOWN_PENALTY = 10

/**
 * Unigram segmentation: the split of a text into pieces with the highest summed log-probability (Kudo 2018), by
 * Viterbi. Gives the same pieces as the `Unigram` model of the tokenizers library on the same vocabulary, save that a
 * run of unknown characters yields one unknown each; whitespace separates and yields nothing.
 */
export class UnigramTokeniser {
  readonly size: number
  readonly unknown: number
  readonly #trie: Trie
  readonly #scores: Float64Array
  readonly #unknownScore: number
  #best = new Float64Array(1024)
  #from = new Int32Array(1024)
  #piece = new Int32Array(1024)

  constructor({ pieces, scores, unknown }: UnigramVocabulary) {
    this.size = pieces.length
    this.unknown = unknown
    this.#scores = Float64Array.from(scores)
    this.#unknownScore = scores.reduce((least, score) => Math.min(least, score), 0) - UNKNOWN_PENALTY
    this.#trie = new Trie(pieces.reduce((sum, piece) => sum + piece.length, 1))
    pieces.forEach((piece, id) => {
      if (id !== unknown) this.#trie.insert(piece, id)
    })
  }

  /** Piece ids of a raw text, in order. */
  encode(text: string): Int32Array {
    return this.encodeFolded(foldForTokens(text))
  }

  /** As `encode`, for a text that went through `foldForTokens` already. */
  encodeFolded(text: string): Int32Array {
    this.#reserve(text.length + 1)
    this.#forward(text)
    return this.#backward(text.length)
  }

  /** Log-probability of the best split of a folded text that does not use the piece `except`. */
  scoreWithout(text: string, except: number): number {
    this.#reserve(text.length + 1)
    this.#forward(text, except)
    return this.#best[text.length]!
  }

  #reserve(length: number) {
    if (this.#best.length >= length) return
    const capacity = 2 ** Math.ceil(Math.log2(length))
    this.#best = new Float64Array(capacity)
    this.#from = new Int32Array(capacity)
    this.#piece = new Int32Array(capacity)
  }

  #forward(text: string, except = NONE) {
    const [best, from, piece, scores, trie] = [this.#best, this.#from, this.#piece, this.#scores, this.#trie]
    const length = text.length
    best.fill(Number.NEGATIVE_INFINITY, 0, length + 1)
    best[0] = 0
    for (let start = 0; start < length; start++) {
      const base = best[start]!
      if (isSpace(text.charCodeAt(start))) {
        best[start + 1] = base
        from[start + 1] = start
        piece[start + 1] = NONE
        continue
      }
      let node = 0
      let single = false
      for (let end = start; end < length; ) {
        node = trie.child(node, text.charCodeAt(end))
        if (node === NONE) break
        end++
        const id = trie.value(node)
        if (id === NONE || id === except) continue
        if (end === start + 1) single = true
        const score = base + scores[id]!
        if (score > best[end]!) {
          best[end] = score
          from[end] = start
          piece[end] = id
        }
      }
      if (!single && base + this.#unknownScore > best[start + 1]!) {
        best[start + 1] = base + this.#unknownScore
        from[start + 1] = start
        piece[start + 1] = this.unknown
      }
    }
  }

  #backward(length: number): Int32Array {
    let count = 0
    for (let end = length; end > 0; end = this.#from[end]!) if (this.#piece[end] !== NONE) count++
    const ids = new Int32Array(count)
    for (let end = length; end > 0; end = this.#from[end]!)
      if (this.#piece[end] !== NONE) ids[--count] = this.#piece[end]!
    return ids
  }
}

function isSpace(code: number): boolean {
  return code <= 32 || code === 0x3000 || code === 0xa0 || code === 0x2028 || code === 0x2029
}

/** Children in one open-addressing table keyed by node and UTF-16 unit: three typed arrays, no object a node. */
class Trie {
  readonly #mask: number
  readonly #nodeOf: Int32Array
  readonly #unitOf: Uint16Array
  readonly #childOf: Int32Array
  readonly #values: Int32Array
  #nodes = 1

  constructor(maxNodes: number) {
    const capacity = 2 ** Math.ceil(Math.log2(maxNodes * 2 + 2))
    this.#mask = capacity - 1
    this.#nodeOf = new Int32Array(capacity).fill(NONE)
    this.#unitOf = new Uint16Array(capacity)
    this.#childOf = new Int32Array(capacity)
    this.#values = new Int32Array(maxNodes + 1).fill(NONE)
  }

  insert(piece: string, id: number) {
    let node = 0
    for (let index = 0; index < piece.length; index++) {
      const unit = piece.charCodeAt(index)
      const slot = this.#slot(node, unit)
      if (this.#nodeOf[slot] === NONE) {
        this.#nodeOf[slot] = node
        this.#unitOf[slot] = unit
        this.#childOf[slot] = this.#nodes++
      }
      node = this.#childOf[slot]!
    }
    this.#values[node] = id
  }

  child(node: number, unit: number): number {
    const slot = this.#slot(node, unit)
    return this.#nodeOf[slot] === NONE ? NONE : this.#childOf[slot]!
  }

  value(node: number): number {
    return this.#values[node]!
  }

  /** The slot that holds this edge, or the free one where it belongs. */
  #slot(node: number, unit: number): number {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) & this.#mask
    while (this.#nodeOf[slot] !== NONE && (this.#nodeOf[slot] !== node || this.#unitOf[slot] !== unit)) {
      slot = (slot + 1) & this.#mask
    }
    return slot
  }
}
