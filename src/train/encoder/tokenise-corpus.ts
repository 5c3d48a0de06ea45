import type { UnigramTokeniser } from '../../text/tokenise.ts'
import type { TextSource } from './read-texts.ts'

/** A corpus as piece ids: text `i` is `ids[starts[i] .. starts[i + 1])`. */
export interface TokenCorpus {
  ids: Int32Array
  starts: Int32Array
  /** How often each text is seen in one pass. */
  repeats: Uint8Array
  /** Index of the first text of each source. */
  sources: number[]
}

export function tokeniseCorpus(sources: readonly TextSource[], tokeniser: UnigramTokeniser): TokenCorpus {
  const rows: Int32Array[] = []
  const repeats: number[] = []
  const firsts: number[] = []
  for (const { texts, repeat } of sources) {
    firsts.push(rows.length)
    for (const text of texts) {
      rows.push(tokeniser.encode(text))
      repeats.push(repeat)
    }
  }
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, index) => {
    starts[index + 1] = starts[index]! + row.length
  })
  const ids = new Int32Array(starts[rows.length]!)
  rows.forEach((row, index) => {
    ids.set(row, starts[index])
  })
  return { ids, starts, repeats: Uint8Array.from(repeats), sources: firsts }
}

/** How often each piece is seen in one pass. */
export function pieceCounts({ ids, starts, repeats }: TokenCorpus, size: number): Float64Array {
  const counts = new Float64Array(size)
  for (let text = 0; text + 1 < starts.length; text++) {
    for (let at = starts[text]!; at < starts[text + 1]!; at++) counts[ids[at]!]! += repeats[text]!
  }
  return counts
}
