import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { JiesuError } from '../domain/errors.ts'
import type { FlatModel } from './flat-classifier.ts'
import { Neighbours } from './neighbours.ts'
import { NgramSpace } from './ngram-space.ts'
import { SparseHead } from './sparse-head.ts'
import { type ArrayPlace, packArrays, unpackArrays } from './weights-file.ts'

const manifestSchema = z.object({
  format: z.literal('jiesu-flat-1'),
  /** Null where the model needs no encoder. */
  encoder: z.string().nullable(),
  labels: z.array(z.string()),
  dimensions: z.number().int(),
  vectorLength: z.number(),
  range: z.object({ shortest: z.number().int(), longest: z.number().int() }),
  neighbourSay: z.number(),
  neighbours: z.boolean(),
  calibration: z.object({ sharpness: z.number(), slope: z.number(), offset: z.number() }),
  recipe: z.record(z.string(), z.unknown()),
  metrics: z.record(z.string(), z.unknown()),
  arrays: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['Int8Array', 'Uint16Array', 'Uint32Array', 'Float32Array']),
      length: z.number(),
      offset: z.number(),
    }),
  ),
})

export interface FlatAbout {
  encoder: string | null
  recipe: Record<string, unknown>
  metrics: Record<string, unknown>
}

export function writeFlatModel(folder: string, model: FlatModel, about: FlatAbout): void {
  const { space, head, neighbours, labels, neighbourSay, calibration } = model
  const { bytes, places } = packArrays({
    ngramKeys: space.ngrams.parts.keys,
    ngramWeights: space.ngrams.parts.weights,
    starts: head.parts.starts,
    scales: head.parts.scales,
    biases: head.parts.biases,
    labels: head.parts.labels,
    values: head.parts.values,
    ...(neighbours && { neighbourVectors: neighbours.parts.vectors, neighbourLabels: neighbours.parts.labels }),
  })
  const manifest = {
    format: 'jiesu-flat-1',
    ...about,
    labels,
    dimensions: space.dimensions,
    vectorLength: space.vectorLength,
    range: space.ngrams.parts.range,
    neighbourSay,
    neighbours: neighbours !== null,
    calibration,
    arrays: places,
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'weights.bin'), bytes)
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
}

/** Throws `artefact_missing`, or `artefact_mismatch` when it was trained on another encoder. */
export function readFlatModel(folder: string, encoderId: string): FlatModel {
  const path = join(folder, 'manifest.json')
  const remedy = `请运行 jiesu train --texts FILE.jsonl --out ${folder}`
  if (!existsSync(path)) throw new JiesuError('artefact_missing', `没有模型 ${folder}：${remedy}`)
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!parsed.success) throw new JiesuError('artefact_mismatch', `${path} 不是这一版的文本分类模型：${remedy}`)
  const { labels, dimensions, vectorLength, range, neighbourSay, calibration, encoder, ...manifest } = parsed.data
  if (encoder !== null && encoder !== encoderId) {
    throw new JiesuError(
      'artefact_mismatch',
      `模型 ${folder} 是用编码器 ${encoder} 训练的，现在是 ${encoderId}：换回原来的 --encoder，或${remedy}`,
    )
  }
  const arrays = unpackArrays(readFileSync(join(folder, 'weights.bin')), manifest.arrays as ArrayPlace[])
  return {
    labels,
    neighbourSay,
    calibration,
    space: {
      ngrams: new NgramSpace({ range, keys: arrays.uint32('ngramKeys'), weights: arrays.float32('ngramWeights') }),
      dimensions,
      vectorLength,
    },
    head: new SparseHead({
      labelCount: labels.length,
      starts: arrays.uint32('starts'),
      labels: arrays.uint16('labels'),
      values: arrays.int8('values'),
      scales: arrays.float32('scales'),
      biases: arrays.float32('biases'),
    }),
    neighbours: manifest.neighbours
      ? new Neighbours({
          dimensions,
          vectors: arrays.int8('neighbourVectors'),
          labels: arrays.uint16('neighbourLabels'),
        })
      : null,
  }
}
