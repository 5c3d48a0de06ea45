import { z } from 'zod'
import type { CallHeads } from './linear-call-classifier.ts'
import { NgramSpace } from './ngram-space.ts'
import { SparseHead } from './sparse-head.ts'
import { SyllableTable } from './syllable-table.ts'
import { type ArrayPlace, packArrays, unpackArrays } from './weights-file.ts'

const calibrationSchema = z.object({ sharpness: z.number(), slope: z.number(), offset: z.number() })
const lineSchema = z.object({ weights: z.array(z.number()), bias: z.number() })
const rangeSchema = z.object({ shortest: z.number().int(), longest: z.number().int() })
const thresholdsSchema = z.object({ auto: z.number(), suggest: z.number() })
const placeSchema = z.object({
  name: z.string(),
  kind: z.enum(['Int8Array', 'Uint16Array', 'Uint32Array', 'Float32Array']),
  length: z.number().int(),
  offset: z.number().int(),
})

/** How heads were trained: enough to train them again, and to tell whether they fit the data and encoder at hand. */
export const recipeSchema = z.object({
  city: z.string(),
  dataHash: z.string(),
  taxonomyHash: z.string(),
  seed: z.number(),
  parameters: z.record(z.string(), z.number()),
  examples: z.record(z.string(), z.number()),
})
export type Recipe = z.infer<typeof recipeSchema>

export const callHeadsManifestSchema = z.object({
  format: z.literal('jiesu-call-heads-1'),
  id: z.string(),
  encoder: z.string(),
  dimensions: z.number().int(),
  recipe: recipeSchema,
  metrics: z.record(z.string(), z.unknown()),
  thresholds: z.record(z.string(), thresholdsSchema),
  labels: z.object({
    leaves: z.array(z.string()),
    leafTiers: z.array(z.number().int()),
    leafTypes: z.array(z.array(z.number())).optional(),
    types: z.array(z.string()),
    tiers: z.array(z.string()),
  }),
  decisions: z.object({
    category: calibrationSchema,
    appealType: calibrationSchema,
    tier: calibrationSchema,
    tierPrior: z.number(),
    typePrior: z.number().default(0),
    second: lineSchema,
    offLabel: lineSchema,
  }),
  ranges: z.object({ ngrams: rangeSchema, syllables: rangeSchema }),
  lengths: z.object({ ngrams: z.number(), syllables: z.number(), vector: z.number() }),
  arrays: z.array(placeSchema),
})
export type CallHeadsManifest = z.infer<typeof callHeadsManifestSchema>

export interface PackedHeads {
  manifest: CallHeadsManifest
  weights: Uint8Array
}

/** Heads as a manifest and one file of weights. */
export function packCallHeads(heads: CallHeads, about: Pick<CallHeadsManifest, 'recipe' | 'metrics'>): PackedHeads {
  const { spaces, head, labels, decisions } = heads
  const { bytes, places } = packArrays({
    ngramKeys: spaces.ngrams.parts.keys,
    ngramWeights: spaces.ngrams.parts.weights,
    syllableKeys: spaces.syllables.parts.keys,
    syllableWeights: spaces.syllables.parts.weights,
    characters: spaces.table.parts.characters,
    readings: spaces.table.parts.syllables,
    matter: spaces.matter,
    starts: head.parts.starts,
    scales: head.parts.scales,
    biases: head.parts.biases,
    labels: head.parts.labels,
    values: head.parts.values,
  })
  const manifest: CallHeadsManifest = {
    format: 'jiesu-call-heads-1',
    id: heads.id,
    encoder: heads.encoderId,
    dimensions: spaces.dimensions,
    ...about,
    thresholds: { ...heads.thresholds },
    labels: {
      leaves: [...labels.leaves],
      leafTiers: [...labels.leafTiers],
      ...(labels.leafTypes && { leafTypes: labels.leafTypes.map((shares) => [...shares]) }),
      types: [...labels.types],
      tiers: [...labels.tiers],
    },
    decisions: {
      ...decisions,
      second: { ...decisions.second, weights: [...decisions.second.weights] },
      offLabel: { ...decisions.offLabel, weights: [...decisions.offLabel.weights] },
    },
    ranges: { ngrams: spaces.ngrams.parts.range, syllables: spaces.syllables.parts.range },
    lengths: spaces.lengths,
    arrays: places,
  }
  return { manifest, weights: bytes }
}

/** Throws `artefact_mismatch` when the weights are not those of the manifest. */
export function unpackCallHeads({ manifest, weights }: PackedHeads): CallHeads {
  const arrays = unpackArrays(weights, manifest.arrays as ArrayPlace[])
  const { ranges, lengths, dimensions, labels, decisions, thresholds } = manifest
  return {
    id: manifest.id,
    encoderId: manifest.encoder,
    labels,
    decisions,
    thresholds,
    spaces: {
      ngrams: new NgramSpace({
        range: ranges.ngrams,
        keys: arrays.uint32('ngramKeys'),
        weights: arrays.float32('ngramWeights'),
      }),
      syllables: new NgramSpace({
        range: ranges.syllables,
        keys: arrays.uint32('syllableKeys'),
        weights: arrays.float32('syllableWeights'),
      }),
      table: new SyllableTable({ characters: arrays.uint16('characters'), syllables: arrays.uint16('readings') }),
      matter: arrays.float32('matter'),
      dimensions,
      lengths,
    },
    head: new SparseHead({
      labelCount: labels.leaves.length + labels.types.length + labels.tiers.length + 2,
      starts: arrays.uint32('starts'),
      labels: arrays.uint16('labels'),
      values: arrays.int8('values'),
      scales: arrays.float32('scales'),
      biases: arrays.float32('biases'),
    }),
  }
}
