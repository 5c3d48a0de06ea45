import { type Calibration, calibrate } from './calibration.ts'
import type { Scored } from './call-classifier.ts'
import type { Encoder } from './encoder.ts'
import type { Neighbours } from './neighbours.ts'
import type { NgramSpace } from './ngram-space.ts'
import type { SparseHead } from './sparse-head.ts'
import { joinBlocks, type SparseVector } from './sparse-vector.ts'

export const flatFeatures = ['both', 'ngrams', 'encoder'] as const
export type FlatFeatures = (typeof flatFeatures)[number]

export interface FlatSpace {
  ngrams: NgramSpace
  /** 0 where the encoder is not used. */
  dimensions: number
  /** Length of the vector beside n-grams of length one. */
  vectorLength: number
}

export interface FlatModel {
  labels: readonly string[]
  space: FlatSpace
  head: SparseHead
  neighbours: Neighbours | null
  /** What a neighbour's share of one adds to a label's score. */
  neighbourSay: number
  calibration: Calibration
}

/** Text features of a flat classifier: character n-grams beside the encoder's vector. */
export function flatVector(
  text: string,
  vector: Float32Array | null,
  { ngrams, vectorLength }: FlatSpace,
): SparseVector {
  return joinBlocks([
    { entries: ngrams.weigh([{ text, weight: 1 }]), offset: 0, length: 1 },
    { entries: vector ?? new Float32Array(0), offset: ngrams.size, length: vectorLength },
  ])
}

/** Calibrated labels of each text, best first. */
export async function predictFlat(
  texts: readonly string[],
  { model, encoder, top }: { model: FlatModel; encoder: Encoder; top: number },
): Promise<Scored[][]> {
  const { space, head, neighbours, labels } = model
  const vectors = space.dimensions > 0 ? await encoder.encode(texts) : []
  return texts.map((text, index) => {
    const vector = vectors[index] ?? null
    const scores = head.scores(flatVector(text, vector, space))
    const shares = neighbours && vector ? neighbours.shares(vector, { labelCount: labels.length }) : null
    const probabilities = calibrate(addNeighbours(scores, shares, model.neighbourSay), model.calibration)
    const scored = labels.map((label, at) => ({ label, probability: probabilities[at]! }))
    return scored.sort((a, b) => b.probability - a.probability).slice(0, top)
  })
}

export function addNeighbours(scores: Float32Array, shares: Float32Array | null, say: number): Float32Array {
  return shares ? scores.map((score, label) => score + say * shares[label]!) : scores
}
