import { seededRandom } from '../../domain/random.ts'
import type { TextSource } from './read-texts.ts'

/** Two texts that belong together: left and right of pair `i` are `left[i]` and `right[i]`. */
export interface PairSet {
  left: string[]
  right: string[]
}

const LONGEST_TITLE = 60
const LONGEST_SIDE = 240
const CHUNK = 120
const CHUNKS_A_TEXT = 4
const SHORTEST_SIDE = 6
const NEIGHBOUR_OVERLAP = 0.22
const clauseEnd = /(?<=[。！？!?；;，,\n])/

/**
 * Pairs as they lie in any text, one set a source: a title and its body, neighbouring passages, the two halves of a
 * short text, and lines that follow each other and share wording (a question and its rephrasing or answer).
 */
export function minePairs(sources: readonly TextSource[], seed: number): PairSet[] {
  const random = seededRandom(seed)
  return sources.map(({ texts }) => {
    const pairs: PairSet = { left: [], right: [] }
    const add = (left: string, right: string) => {
      if (left.length < SHORTEST_SIDE || right.length < SHORTEST_SIDE) return
      pairs.left.push(left.slice(0, LONGEST_SIDE))
      pairs.right.push(right.slice(0, LONGEST_SIDE))
    }
    texts.forEach((text, index) => {
      const next = texts[index + 1]
      if (next !== undefined && next !== text && overlap(text, next) >= NEIGHBOUR_OVERLAP) add(text, next)
      const line = text.indexOf('\n')
      if (line > 0 && line <= LONGEST_TITLE) add(text.slice(0, line), text.slice(line + 1))
      for (const [left, right] of passages(text, random)) add(left, right)
    })
    return pairs
  })
}

function passages(text: string, random: () => number): [string, string][] {
  const clauses = text.split(clauseEnd).filter((clause) => clause.length > 1)
  if (clauses.length < 2) return []
  if (text.length <= CHUNK * 1.5) {
    const cut = 1 + Math.floor(random() * (clauses.length - 1))
    return [[clauses.slice(0, cut).join(''), clauses.slice(cut).join('')]]
  }
  const chunks = chunk(clauses)
  const pairs = chunks.slice(1).map((right, index): [string, string] => [chunks[index]!, right])
  while (pairs.length > CHUNKS_A_TEXT) pairs.splice(Math.floor(random() * pairs.length), 1)
  return pairs
}

function chunk(clauses: readonly string[]): string[] {
  const chunks: string[] = ['']
  for (const clause of clauses) {
    if (chunks.at(-1)!.length >= CHUNK) chunks.push('')
    chunks[chunks.length - 1] += clause
  }
  return chunks
}

/** Share of the shorter text's character pairs that the other has too. */
function overlap(a: string, b: string): number {
  if (Math.min(a.length, b.length) < SHORTEST_SIDE || Math.max(a.length, b.length) > CHUNK) return 0
  const pairsOf = (text: string) => new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)))
  const [first, second] = [pairsOf(a), pairsOf(b)]
  let shared = 0
  for (const pair of first) if (second.has(pair)) shared++
  return shared / Math.min(first.size, second.size)
}
