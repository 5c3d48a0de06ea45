import { foldForTokens, UnigramTokeniser, type UnigramVocabulary } from '../text/tokenise.ts'
import type { Encoder } from './encoder.ts'
import type { StaticTable } from './static-table.ts'

export interface StaticEncoderParts {
  id: string
  vocabulary: UnigramVocabulary
  table: StaticTable
}

/**
 * The bundled encoder in plain TypeScript: the unit-length mean of the piece vectors. A row's length is its weight in
 * the mean, so common words count little. No limit of length; a text with no known piece is the zero vector.
 */
export class StaticEncoder implements Encoder {
  readonly id: string
  readonly dimensions: number
  readonly #tokeniser: UnigramTokeniser
  readonly #table: StaticTable

  constructor({ id, vocabulary, table }: StaticEncoderParts) {
    this.id = id
    this.dimensions = table.dimensions
    this.#tokeniser = new UnigramTokeniser(vocabulary)
    this.#table = table
  }

  async encode(texts: readonly string[]): Promise<Float32Array[]> {
    return texts.map((text) => this.encodeOne(text))
  }

  /** One text without a promise: fast enough (well under a millisecond) to run between two events. */
  encodeOne(text: string): Float32Array {
    const { dimensions, values, scales } = this.#table
    const sum = new Float32Array(dimensions)
    for (const id of this.#tokeniser.encodeFolded(foldForTokens(text))) {
      const scale = scales[id]!
      const from = id * dimensions
      for (let index = 0; index < dimensions; index++) sum[index]! += values[from + index]! * scale
    }
    return toUnitLength(sum)
  }
}

/** Scales to length one, in place; the zero vector stays. */
export function toUnitLength(vector: Float32Array): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  if (squares === 0) return vector
  const norm = Math.sqrt(squares)
  for (let index = 0; index < vector.length; index++) vector[index]! /= norm
  return vector
}
