import { pinyin } from 'pinyin-pro'
import { NgramSpace } from '../model/ngram-space.ts'
import type { SyllableTable, SyllableTableParts } from '../model/syllable-table.ts'
import { foldForNgrams, type NgramRange, visitNgrams } from '../text/ngrams.ts'

export interface NgramSpaceOptions {
  range: NgramRange
  /** N-grams of fewer texts are left out. */
  minTexts: number
  /** At most so many, the commonest. */
  maxFeatures?: number
}

/** The n-grams of these texts that are worth knowing. */
export function buildNgramSpace(
  texts: readonly string[],
  { range, minTexts, maxFeatures = 400_000 }: NgramSpaceOptions,
): NgramSpace {
  const frequency = new Map<number, number>()
  for (const text of texts) {
    const own = new Set<number>()
    visitNgrams(foldForNgrams(text), range, (hash) => own.add(hash))
    for (const hash of own) frequency.set(hash, (frequency.get(hash) ?? 0) + 1)
  }
  const known = [...frequency].filter(([, count]) => count >= minTexts)
  known.sort((a, b) => b[1] - a[1] || a[0] - b[0])
  const keys = Uint32Array.from(known.slice(0, maxFeatures), ([hash]) => hash).sort()
  const weights = Float32Array.from(keys, (hash) => Math.log((1 + texts.length) / (1 + frequency.get(hash)!)) + 1)
  return new NgramSpace({ range, keys, weights })
}

/** Readings of the characters of these texts; sounds that recognisers and regional ears confuse fall together. */
export function buildSyllableTable(texts: readonly string[]): SyllableTableParts {
  const characters = [...new Set(texts.join('').match(/[\u3400-\u9fff]/g) ?? [])].sort()
  // A mark between the characters keeps the library from reading two of them as a word.
  const readings = pinyin(characters.join('|'), { toneType: 'none', type: 'array' }).filter(
    (reading) => reading !== '|',
  )
  const tolerant = characters.map((character, index) =>
    (readings[index] ?? character).replace(/^([zcs])h/, '$1').replace(/ng$/, 'n'),
  )
  const numbers = new Map([...new Set(tolerant)].sort().map((syllable, number) => [syllable, number]))
  return {
    characters: Uint16Array.from(characters, (character) => character.charCodeAt(0)),
    syllables: Uint16Array.from(tolerant, (syllable) => numbers.get(syllable)!),
  }
}

export function buildSyllableSpace(
  texts: readonly string[],
  table: SyllableTable,
  options: NgramSpaceOptions,
): NgramSpace {
  return buildNgramSpace(
    texts.map((text) => table.fold(text)),
    options,
  )
}
