import type { Turn } from '../domain/call.ts'
import type { NgramSpace, WeighedText } from './ngram-space.ts'
import { joinBlocks, type SparseVector } from './sparse-vector.ts'
import type { SyllableTable } from './syllable-table.ts'

export interface CallSpaces {
  ngrams: NgramSpace
  syllables: NgramSpace
  table: SyllableTable
  /** Per n-gram, how much it tells a turn about the matter from greetings, names, numbers and addresses. */
  matter: Float32Array
  dimensions: number
  /** Length of each block of features in the joint space. */
  lengths: BlockLengths
}

export interface BlockLengths {
  ngrams: number
  syllables: number
  vector: number
}

/** A turn as the heads see it; its weight, 0..1, is how much of the matter is in it, less for the agent's. */
export type WeighedTurn = WeighedText

/** What an agent says counts only as an echo of the caller. */
const AGENT_SHARE = 0.3
const LEAST_WEIGHT = 0.05
const MATTER_BIAS = 0.5

/** Size of the joint space of n-grams, syllable n-grams and vector. */
export function columnsOf({ ngrams, syllables, dimensions }: CallSpaces): number {
  return ngrams.size + syllables.size + dimensions
}

/** Greetings, spelled names and addresses say little of the matter, however long they are: weigh each turn by its words. */
export function weighTurns(turns: readonly Turn[], spaces: Pick<CallSpaces, 'ngrams' | 'matter'>): WeighedTurn[] {
  return turns.map(({ role, text }) => {
    const { total, count } = spaces.ngrams.sum(text, spaces.matter)
    const chance = count === 0 ? 0 : 1 / (1 + Math.exp(-(total / Math.sqrt(count) + MATTER_BIAS)))
    const weight = Math.max(LEAST_WEIGHT, chance) * (role === 'agent' ? AGENT_SHARE : 1)
    return { text, weight }
  })
}

/** The turns that the vector is made of: the caller's matter without the rest, or all of it when nothing stands out. */
export function matterText(turns: readonly WeighedTurn[]): string {
  const top = turns.reduce((most, { weight }) => Math.max(most, weight), 0)
  return turns
    .filter(({ weight }) => weight >= top * 0.4)
    .map(({ text }) => text)
    .join('\n')
}

/** N-grams of the weighed turns, syllable n-grams of the same, and the vector of the matter, side by side. */
export function joinFeatures(turns: readonly WeighedTurn[], vector: Float32Array, spaces: CallSpaces): SparseVector {
  const { ngrams, syllables, table, lengths } = spaces
  const sounds = turns.map(({ text, weight }) => ({ text: table.fold(text), weight }))
  return joinBlocks([
    { entries: ngrams.weigh(turns), offset: 0, length: lengths.ngrams },
    { entries: syllables.weigh(sounds), offset: ngrams.size, length: lengths.syllables },
    { entries: vector, offset: ngrams.size + syllables.size, length: lengths.vector },
  ])
}
