import type { WeighedTurn } from './call-features.ts'

const LEAST_WEIGHT = 0.3
const LEAST_LENGTH = 8
const MOST_PARTS = 5
const LONG_TURN = 40
const sentenceEnd = /(?<=[。！？!?；;])/

/** The stretches of a call that could each hold a matter: the turns that hold any, long ones also by halves of sentences. */
export function partsOf(turns: readonly WeighedTurn[]): string[] {
  const parts = turns.flatMap(({ text, weight }) => {
    if (weight < LEAST_WEIGHT || text.length < LEAST_LENGTH) return []
    const sentences = text.split(sentenceEnd).filter((sentence) => sentence.length >= LEAST_LENGTH)
    return text.length > LONG_TURN && sentences.length > 1 ? sentences : [text]
  })
  return parts.slice(0, MOST_PARTS)
}
