import { createHash } from 'node:crypto'
import { JiesuError } from '../domain/errors.ts'
import { seededRandom, shuffle } from '../domain/random.ts'
import type { Encoder } from '../model/encoder.ts'
import {
  addNeighbours,
  type FlatFeatures,
  type FlatModel,
  type FlatSpace,
  flatVector,
} from '../model/flat-classifier.ts'
import type { FlatAbout } from '../model/flat-model-file.ts'
import { Neighbours } from '../model/neighbours.ts'
import { NgramSpace } from '../model/ngram-space.ts'
import { SparseHead } from '../model/sparse-head.ts'
import type { SparseVector } from '../model/sparse-vector.ts'
import { type CreateFitter, fitHere } from './binary-fitter.ts'
import { buildNgramSpace } from './build-spaces.ts'
import { fitCalibration, type HeldOut } from './fit-calibration.ts'
import { fitOneVsRest } from './fit-one-vs-rest.ts'
import { HeadPacker } from './pack-head.ts'
import { packRows } from './sparse-rows.ts'

export interface LabelledText {
  id: string
  text: string
  label: string
}

export interface TrainFlatOptions {
  rows: readonly LabelledText[]
  /** For calibration instead of a part of `rows`. */
  dev?: readonly LabelledText[]
  encoder: Encoder
  features: FlatFeatures
  seed: number
  onProgress?: (stage: string, share: number) => void
  createFitter?: CreateFitter
}

export interface TrainedFlat {
  model: FlatModel
  about: FlatAbout
}

const BIAS = 0.3
const COST = 1
const TOLERANCE = 0.2
const VECTOR_LENGTH = 0.8
const RANGE = { shortest: 1, longest: 2 }
const HELD_OUT_SHARE = 0.15
const MOST_HELD_OUT = 2500
const FEWEST_TO_HOLD_OUT = 60
const MIN_TEXTS_FROM = 500
const NEIGHBOUR_SAYS = [0, 0.2, 0.4, 0.6, 0.8, 1.2]
const KEEP = 0.01
const MOST_LABELS = 60_000

/**
 * One flat text classifier: one-vs-rest squared hinge on n-grams and the encoder's vector, the labels of the nearest
 * examples added, calibrated on what was held out. Throws `invalid_input` when there are fewer than two labels.
 */
export async function trainFlat({
  rows,
  dev,
  encoder,
  features,
  seed,
  onProgress,
  createFitter = fitHere,
}: TrainFlatOptions): Promise<TrainedFlat> {
  const labels = [...new Set(rows.map(({ label }) => label))].sort()
  if (labels.length < 2)
    throw new JiesuError('invalid_input', `训练数据要有至少两个不同的 label，现在有 ${labels.length} 个`)
  if (labels.length > MOST_LABELS)
    throw new JiesuError(
      'invalid_input',
      `label 有 ${labels.length} 个，最多 ${MOST_LABELS} 个：label 是不是写成了编号？`,
    )
  onProgress?.('编码', 0)
  const data = await prepare({ rows, labels, encoder, features })
  const held = dev ? [] : holdOut(data.labels, seed)
  onProgress?.('留出校准', 0)
  const { calibration, neighbourSay, metrics } = dev
    ? calibrateOn(
        await learn({ data, rows: all(data), seed, createFitter }),
        await prepare({ rows: dev, labels, encoder, features, space: data.space }),
      )
    : calibrateOn(await learn({ data, rows: without(data, held), seed, createFitter }), subset(data, held))
  onProgress?.('分类头', 0)
  const { packer, neighbours } = await learn({ data, rows: all(data), seed, createFitter })
  const model: FlatModel = {
    labels,
    space: data.space,
    head: new SparseHead(packer.finish()),
    neighbours: neighbourSay > 0 ? neighbours : null,
    neighbourSay,
    calibration,
  }
  const dataHash = createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16)
  const recipe = {
    dataHash,
    rows: rows.length,
    dev: dev?.length ?? 0,
    features,
    seed,
    cost: COST,
    vectorLength: data.space.vectorLength,
  }
  return { model, about: { encoder: features === 'ngrams' ? null : encoder.id, recipe, metrics } }
}

interface Prepared {
  space: FlatSpace
  labelCount: number
  /** -1 for a label that training does not know. */
  labels: Int32Array
  vectors: SparseVector[]
  dense: Float32Array[]
}

interface PrepareInput extends Pick<TrainFlatOptions, 'rows' | 'encoder' | 'features'> {
  labels: readonly string[]
  space?: FlatSpace
}

async function prepare({ rows, labels, encoder, features, space: given }: PrepareInput): Promise<Prepared> {
  const texts = rows.map(({ text }) => text)
  const space = given ?? buildSpace(texts, { features, dimensions: encoder.dimensions })
  const dense = features === 'ngrams' ? [] : await encoder.encode(texts)
  const numbers = new Map(labels.map((label, index) => [label, index]))
  return {
    space,
    labelCount: labels.length,
    labels: Int32Array.from(rows, ({ label }) => numbers.get(label) ?? -1),
    vectors: texts.map((text, index) => flatVector(text, dense[index] ?? null, space)),
    dense,
  }
}

function buildSpace(
  texts: readonly string[],
  { features, dimensions }: { features: FlatFeatures; dimensions: number },
): FlatSpace {
  const none = new NgramSpace({ range: RANGE, keys: new Uint32Array(0), weights: new Float32Array(0) })
  const minTexts = texts.length >= MIN_TEXTS_FROM ? 2 : 1
  return {
    ngrams: features === 'encoder' ? none : buildNgramSpace(texts, { range: RANGE, minTexts }),
    dimensions: features === 'ngrams' ? 0 : dimensions,
    vectorLength: features === 'encoder' ? 1 : VECTOR_LENGTH,
  }
}

/** A seeded part of the rows, never the last example of a label. */
function holdOut(labels: Int32Array, seed: number): number[] {
  if (labels.length < FEWEST_TO_HOLD_OUT) return []
  const left = new Map<number, number>()
  for (const label of labels) left.set(label, (left.get(label) ?? 0) + 1)
  const wanted = Math.min(MOST_HELD_OUT, Math.floor(labels.length * HELD_OUT_SHARE))
  const held: number[] = []
  for (const row of shuffle(
    Int32Array.from(labels, (_, index) => index),
    seededRandom(seed),
  )) {
    const count = left.get(labels[row]!)!
    if (held.length === wanted) break
    if (count < 2) continue
    left.set(labels[row]!, count - 1)
    held.push(row)
  }
  return held.sort((a, b) => a - b)
}

const all = ({ labels }: Prepared): number[] => Array.from(labels, (_, index) => index)

function without(data: Prepared, held: readonly number[]): number[] {
  const out = new Set(held)
  return all(data).filter((row) => !out.has(row))
}

function subset(data: Prepared, rows: readonly number[]): Prepared {
  return {
    ...data,
    labels: Int32Array.from(rows, (row) => data.labels[row]!),
    vectors: rows.map((row) => data.vectors[row]!),
    dense: data.dense.length === 0 ? [] : rows.map((row) => data.dense[row]!),
  }
}

interface Fitted {
  packer: HeadPacker
  neighbours: Neighbours | null
}

interface LearnInput {
  data: Prepared
  rows: readonly number[]
  seed: number
  createFitter: CreateFitter
}

async function learn({ data, rows, seed, createFitter }: LearnInput): Promise<Fitted> {
  const own = subset(data, rows)
  const columns = own.space.ngrams.size + own.space.dimensions
  const packer = new HeadPacker({ columns, keep: KEEP, denseFrom: own.space.ngrams.size, bias: BIAS })
  const fitter = createFitter(packRows(own.vectors, { columns, bias: BIAS, dense: own.space.dimensions }))
  await fitOneVsRest({
    fitter,
    labels: own.labels,
    labelCount: own.labelCount,
    weights: new Float32Array(own.labels.length).fill(1),
    cost: COST,
    tolerance: TOLERANCE,
    seed,
    onLabel: (_, weights) => packer.add(weights),
  })
  await fitter.close()
  return { packer, neighbours: own.dense.length > 0 ? Neighbours.of(own.dense, Uint16Array.from(own.labels)) : null }
}

/** What the neighbours say and how scores become probabilities, on rows that were not trained on. */
function calibrateOn(
  { packer, neighbours }: Fitted,
  held: Prepared,
): Pick<FlatModel, 'calibration' | 'neighbourSay'> & { metrics: Record<string, unknown> } {
  const head = new SparseHead(packer.finish())
  const scores = held.vectors.map((vector) => head.scores(vector))
  const shares = held.vectors.map((_, row) => {
    const vector = held.dense[row]
    return neighbours && vector ? neighbours.shares(vector, { labelCount: held.labelCount }) : null
  })
  const heldOut = (say: number): HeldOut[] =>
    scores.map((own, row) => ({
      scores: addNeighbours(own, shares[row]!, say),
      right: held.labels[row]! < 0 ? [] : [held.labels[row]!],
    }))
  const says = neighbours && scores.length > 0 ? NEIGHBOUR_SAYS : [0]
  const tried = says.map((say) => ({ say, ...rankAccuracy(heldOut(say)) }))
  const best = tried.reduce((most, one) => (one.first + one.three > most.first + most.three ? one : most))
  const metrics = { heldOut: scores.length, top1: best.first, top3: best.three }
  return { calibration: fitCalibration(heldOut(best.say)), neighbourSay: best.say, metrics }
}

function rankAccuracy(heldOut: readonly HeldOut[]): { first: number; three: number } {
  let [first, three] = [0, 0]
  for (const { scores, right } of heldOut) {
    const own = scores[right[0] ?? -1] ?? Number.NEGATIVE_INFINITY
    let better = 0
    for (const score of scores) if (score > own) better++
    if (right.length > 0 && better < 1) first++
    if (right.length > 0 && better < 3) three++
  }
  const count = Math.max(1, heldOut.length)
  return { first: first / count, three: three / count }
}
