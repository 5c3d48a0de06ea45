import { readFileSync } from 'node:fs'
import { quantiseRows } from '../../model/static-table.ts'
import { UnigramTokeniser } from '../../text/tokenise.ts'
import { learnVocabulary } from './learn-vocabulary.ts'
import { learnWordVectors } from './learn-word-vectors.ts'
import { minePairs } from './mine-pairs.ts'
import { type ReadTextsOptions, readTexts, type TextSource } from './read-texts.ts'
import { pieceCounts, type TokenCorpus, tokeniseCorpus } from './tokenise-corpus.ts'
import { type TokenPairs, tuneContrastively } from './tune-contrastively.ts'
import { writeEncoder } from './write-encoder.ts'
import { writeEncoderCard } from './write-encoder-card.ts'

export interface TrainEncoderOptions extends ReadTextsOptions {
  /** Folder of text, see `readTexts`. */
  texts: string
  out: string
  seed: number
  /** A word a line (what follows a space is ignored): the words that the vocabulary may hold. */
  lexicon?: string
  vocabularySize?: number
  dimensions?: number
  passes?: number
  steps?: number
  onProgress?: (stage: string, share: number) => void
}

export interface TrainedEncoder {
  id: string
  pieces: number
  texts: number
  tokens: number
  pairs: number
}

const NESTED_SHARE = 0.5
/** Smooth inverse frequency (Arora 2017): where a piece's weight starts from, before it is learnt. */
const FREQUENCY_SCALE = 5e-4
const RARE = 5
const LONGEST_WORD = 5

/**
 * Trains the bundled kind of encoder: vocabulary, word vectors, contrastive tuning, eight bits; writes it to `out`.
 * One thread and one seed: the same texts give the same files. Throws `invalid_data` when there is no text.
 */
export function trainEncoder(options: TrainEncoderOptions): TrainedEncoder {
  const { texts, out, seed, vocabularySize = 28_000, dimensions = 256, passes = 2, steps = 4000, onProgress } = options
  const sources = readTexts(texts, options)
  onProgress?.('词表', 0)
  const lexicon = options.lexicon === undefined ? [] : readLexicon(options.lexicon)
  const vocabulary = learnVocabulary(sources, { size: vocabularySize, lexicon })
  const tokeniser = new UnigramTokeniser(vocabulary)
  const corpus = tokeniseCorpus(sources, tokeniser)
  const size = vocabulary.pieces.length
  const table = learnWordVectors(corpus, {
    size,
    dimensions,
    seed,
    passes,
    onProgress: (share) => onProgress?.('词向量', share),
  })
  weighByRarity(table, { corpus, size, dimensions })
  const pairs = tokenPairs({ sources, tokeniser, seed })
  tuneContrastively(table, pairs, {
    dimensions,
    nested: dimensions * NESTED_SHARE,
    seed,
    steps,
    onProgress: (share) => onProgress?.('对比学习', share),
  })
  removeCommonComponent(table, { corpus, dimensions })
  // What is unknown says nothing, however long its run.
  table.fill(0, vocabulary.unknown * dimensions, (vocabulary.unknown + 1) * dimensions)
  const recipe = {
    seed,
    passes,
    steps,
    repeat: options.repeat ?? {},
    maxCharacters: options.maxCharacters ?? null,
    nested: dimensions * NESTED_SHARE,
  }
  const id = writeEncoder(out, { vocabulary, table: quantiseRows(table, dimensions), recipe })
  const trained: TrainedEncoder = {
    id,
    pieces: size,
    texts: corpus.starts.length - 1,
    tokens: corpus.ids.length,
    pairs: pairs.reduce((sum, set) => sum + set.left.length, 0),
  }
  writeEncoderCard(out, { trained, sources, recipe, dimensions })
  return trained
}

function readLexicon(path: string): string[] {
  const words = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.split(/\s/)[0] ?? '')
  return words.filter((word) => word.length > 1 && word.length <= LONGEST_WORD)
}

interface Shape {
  corpus: TokenCorpus
  dimensions: number
}

function weighByRarity(table: Float32Array, { corpus, dimensions, size }: Shape & { size: number }) {
  const counts = pieceCounts(corpus, size)
  const total = counts.reduce((sum, count) => sum + count, 0)
  for (let piece = 0; piece < size; piece++) {
    const row = table.subarray(piece * dimensions, (piece + 1) * dimensions)
    const norm = Math.hypot(...row) || 1
    const known = piece > 0 && counts[piece]! >= RARE
    const scale = known ? FREQUENCY_SCALE / (FREQUENCY_SCALE + counts[piece]! / total) / norm : 0
    for (let index = 0; index < dimensions; index++) row[index]! *= scale
  }
}

function tokenPairs({
  sources,
  tokeniser,
  seed,
}: {
  sources: readonly TextSource[]
  tokeniser: UnigramTokeniser
  seed: number
}): TokenPairs[] {
  return minePairs(sources, seed).map(({ left, right }, source) => {
    const set: TokenPairs = { left: [], right: [], repeat: sources[source]!.repeat }
    left.forEach((text, index) => {
      const [a, b] = [tokeniser.encode(text), tokeniser.encode(right[index]!)]
      if (a.length < 3 || b.length < 3) return
      set.left.push(a)
      set.right.push(b)
    })
    return set
  })
}

const SAMPLED_TEXTS = 20_000

/**
 * Takes from every piece what all texts share (Mu 2018): the mean text direction. The mean of a text is linear in its
 * pieces, so taking it from them takes it from every text.
 */
function removeCommonComponent(table: Float32Array, { corpus, dimensions }: Shape) {
  const common = new Float32Array(dimensions)
  const texts = corpus.starts.length - 1
  const stride = Math.max(1, Math.floor(texts / SAMPLED_TEXTS))
  for (let text = 0; text < texts; text += stride) {
    const sum = new Float32Array(dimensions)
    for (let at = corpus.starts[text]!; at < corpus.starts[text + 1]!; at++) {
      const from = corpus.ids[at]! * dimensions
      for (let index = 0; index < dimensions; index++) sum[index]! += table[from + index]!
    }
    const norm = Math.hypot(...sum) || 1
    for (let index = 0; index < dimensions; index++) common[index]! += sum[index]! / norm
  }
  const length = Math.hypot(...common) || 1
  for (let index = 0; index < dimensions; index++) common[index]! /= length
  for (let from = 0; from < table.length; from += dimensions) {
    let along = 0
    for (let index = 0; index < dimensions; index++) along += table[from + index]! * common[index]!
    for (let index = 0; index < dimensions; index++) table[from + index]! -= along * common[index]!
  }
}
