export interface AutomatonHit {
  /** Index of the pattern in the list that the automaton was built from. */
  pattern: number
  start: number
  end: number
}

/**
 * Finds every occurrence of many patterns in one pass over a text.
 * Patterns and texts are sequences of small non-negative integers (UTF-16 units, syllable numbers); -1 in a text
 * matches nothing. A. Aho, M. Corasick: Efficient string matching, CACM 18(6), 1975. States share one hash table of
 * (state, symbol) pairs, so 25,000 names cost a few megabytes; the root, where most of a text is spent, has a table of its own.
 */
export class AhoCorasick {
  /** Hash table: the state and symbol of a slot, -1 where it is free. */
  readonly #from: Int32Array
  readonly #by: Int32Array
  readonly #targets: Int32Array
  readonly #mask: number
  readonly #firsts: Int32Array
  readonly #fail: Int32Array
  readonly #pattern: Int32Array
  readonly #output: Int32Array
  readonly #lengths: Int32Array
  readonly #sameAs: Int32Array

  constructor(patterns: readonly Pattern[], symbols = 0x10000) {
    const nodes = patterns.reduce((sum, pattern) => sum + pattern.length, 1)
    let capacity = 1024
    while (capacity < nodes * 2) capacity *= 2
    this.#mask = capacity - 1
    this.#from = new Int32Array(capacity).fill(-1)
    this.#by = new Int32Array(capacity)
    this.#targets = new Int32Array(capacity)
    this.#fail = new Int32Array(nodes)
    this.#output = new Int32Array(nodes).fill(-1)
    this.#pattern = new Int32Array(nodes).fill(-1)
    this.#lengths = Int32Array.from(patterns, (pattern) => pattern.length)
    this.#sameAs = new Int32Array(patterns.length).fill(-1)
    const tree = this.#insert(patterns, nodes)
    this.#firsts = Int32Array.from({ length: symbols }, (_, symbol) => this.#lookUp(0, symbol))
    this.#link(tree)
  }

  /** Every hit, overlapping ones as well, in order of their ends and longest first at one end. */
  find(text: ArrayLike<number>): AutomatonHit[] {
    const hits: AutomatonHit[] = []
    let state = 0
    for (let index = 0; index < text.length; index++) {
      state = this.#step(state, text[index]!)
      let node = this.#pattern[state]! >= 0 ? state : this.#output[state]!
      while (node > 0) {
        for (let pattern = this.#pattern[node]!; pattern >= 0; pattern = this.#sameAs[pattern]!) {
          hits.push({ pattern, start: index + 1 - this.#lengths[pattern]!, end: index + 1 })
        }
        node = this.#output[node]!
      }
    }
    return hits
  }

  #step(from: number, symbol: number): number {
    if (symbol < 0) return 0
    let state = from
    for (;;) {
      const next = this.#child(state, symbol)
      if (next > 0) return next
      if (state === 0) return 0
      state = this.#fail[state]!
    }
  }

  #slot(state: number, symbol: number): number {
    let slot = ((Math.imul(state, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b)) >>> 7) & this.#mask
    while (this.#from[slot] !== -1 && (this.#from[slot] !== state || this.#by[slot] !== symbol))
      slot = (slot + 1) & this.#mask
    return slot
  }

  #child(state: number, symbol: number): number {
    return state === 0 ? (this.#firsts[symbol] ?? 0) : this.#lookUp(state, symbol)
  }

  #lookUp(state: number, symbol: number): number {
    const slot = this.#slot(state, symbol)
    return this.#from[slot] === state ? this.#targets[slot]! : 0
  }

  #insert(patterns: readonly Pattern[], most: number): Tree {
    const tree: Tree = {
      parents: new Int32Array(most),
      symbols: new Int32Array(most),
      depths: new Int32Array(most),
      size: 1,
    }
    for (const [number, pattern] of patterns.entries()) {
      let state = 0
      for (let index = 0; index < pattern.length; index++) {
        const symbol = typeof pattern === 'string' ? pattern.charCodeAt(index) : pattern[index]!
        const slot = this.#slot(state, symbol)
        if (this.#from[slot] === -1) {
          this.#from[slot] = state
          this.#by[slot] = symbol
          this.#targets[slot] = tree.size
          tree.parents[tree.size] = state
          tree.symbols[tree.size] = symbol
          tree.depths[tree.size] = index + 1
          tree.size++
        }
        state = this.#targets[slot]!
      }
      if (state === 0) continue
      this.#sameAs[number] = this.#pattern[state]!
      this.#pattern[state] = number
    }
    return tree
  }

  /** Failure links, breadth first: a parent's is known before its child's. */
  #link({ parents, symbols, depths, size }: Tree): void {
    for (const node of byDepth(depths, size)) {
      const parent = parents[node]!
      const fail = parent === 0 ? 0 : this.#step(this.#fail[parent]!, symbols[node]!)
      this.#fail[node] = fail
      this.#output[node] = this.#pattern[fail]! >= 0 ? fail : this.#output[fail]!
    }
  }
}

/** The UTF-16 units of a text, as `find` reads them. */
export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length)
  for (let index = 0; index < text.length; index++) units[index] = text.charCodeAt(index)
  return units
}

/** A text stands for its UTF-16 units. */
type Pattern = string | ArrayLike<number>

interface Tree {
  parents: Int32Array
  symbols: Int32Array
  depths: Int32Array
  size: number
}

/** All nodes but the root, shallow ones first. */
function byDepth(depths: Int32Array, size: number): Int32Array {
  let deepest = 0
  for (let node = 1; node < size; node++) deepest = Math.max(deepest, depths[node]!)
  const next = new Int32Array(deepest + 2)
  for (let node = 1; node < size; node++) next[depths[node]! + 1]!++
  for (let depth = 1; depth <= deepest + 1; depth++) next[depth]! += next[depth - 1]!
  const order = new Int32Array(size - 1)
  for (let node = 1; node < size; node++) order[next[depths[node]!]!++] = node
  return order
}
