import { createHash } from 'node:crypto'
import { appealTypes, tiers } from '../domain/call.ts'
import type { City } from '../domain/city.ts'
import { JiesuError } from '../domain/errors.ts'
import { type CallSpaces, columnsOf, joinFeatures, matterText, weighTurns } from '../model/call-features.ts'
import { type PackedHeads, packCallHeads } from '../model/call-heads-file.ts'
import { partsOf } from '../model/call-parts.ts'
import { argmax, type Decisions, decide, type LabelSpace, layoutOf } from '../model/decide.ts'
import type { Encoder } from '../model/encoder.ts'
import { hashTaxonomy } from '../model/hash-taxonomy.ts'
import { SparseHead } from '../model/sparse-head.ts'
import { joinBlocks, type SparseVector, weighCounts } from '../model/sparse-vector.ts'
import { SyllableTable } from '../model/syllable-table.ts'
import { buildNgramSpace, buildSyllableSpace, buildSyllableTable } from './build-spaces.ts'
import { type CityCorpus, type CityExample, cityExamples, type TurnSample } from './city-examples.ts'
import { fitBinary } from './dual-coordinate-descent.ts'
import { fitDecisions, type HeldOutCall } from './fit-decisions.ts'
import { fitOneVsRest } from './fit-one-vs-rest.ts'
import { leafTypes } from './leaf-types.ts'
import { HeadPacker } from './pack-head.ts'
import { packRows } from './sparse-rows.ts'

export interface CityParameters {
  callsPerNarrative: number
  folds: number
  cost: number
  tolerance: number
  ngramLength: number
  syllableLength: number
  minTexts: number
  syllables: number
  vector: number
  keep: number
}

export const cityParameters: CityParameters = {
  callsPerNarrative: 1,
  folds: 2,
  cost: 0.5,
  tolerance: 0.5,
  ngramLength: 2,
  syllableLength: 2,
  minTexts: 2,
  syllables: 0.6,
  vector: 0.8,
  keep: 0.1,
}

export interface TrainCityOptions {
  city: City
  corpus: CityCorpus
  encoder: Encoder
  seed: number
  parameters?: Partial<CityParameters>
  onProgress?: (stage: string, share: number) => void
  /** Told what heads that had not seen them make of the whole calls. */
  onForecasts?: (forecasts: readonly CallForecast[]) => void
}

/** Type and category of a call as heads gave them that were trained without it. */
export interface CallForecast {
  group: string
  types: { label: string; probability: number }[]
  category: string
  /** The likeliest categories, best first. */
  categories: { label: string; probability: number }[]
}

/** Value of the constant column that carries the bias. */
const BIAS = 0.3
const FEWEST_BY_HAND = 150
const MATTER_COST = 0.3
const MATTER_SCALE = 0.4
/** As many as the heads list when they are in use. */
const FORECAST_CATEGORIES = 10

/**
 * Trains the heads of a city from its own data; one thread and one seed, so the same data give the same bytes.
 * Throws `invalid_data` when there is nothing to learn from.
 */
export async function trainCity({
  city,
  corpus,
  encoder,
  seed,
  parameters: given,
  onProgress,
  onForecasts,
}: TrainCityOptions): Promise<PackedHeads> {
  if (corpus.narratives.length + corpus.whole.length === 0)
    throw new JiesuError('invalid_data', `${city.id} 没有可训练的来电`)
  const parameters = { ...cityParameters, ...given }
  onProgress?.('生成来电', 0)
  const { examples, turns } = cityExamples({ city, corpus, seed, callsPerNarrative: parameters.callsPerNarrative })
  const labels = labelSpace(city, corpus)
  const spaces = buildSpaces({ city, corpus, turns, parameters, dimensions: encoder.dimensions, seed })
  const features = await featurise(examples, { spaces, encoder })
  const problem: HeadsProblem = { examples, features, labels, spaces, parameters, seed }
  const heldOut: HeldOutCall[] = []
  for (let fold = 0; fold < parameters.folds; fold++) {
    onProgress?.('留出校准', fold / parameters.folds)
    heldOut.push(...scoreFold(problem, fold))
  }
  onProgress?.('分类头', 0)
  const head = fitHeads(problem)
  const { decisions, thresholds, metrics } = fitDecisions(heldOut, labels)
  onForecasts?.(heldOut.flatMap((call) => (call.example.byHand ? [forecast(call, { labels, decisions })] : [])))
  const digest = createHash('sha256').update(JSON.stringify([encoder.id, decisions, parameters]))
  for (const array of Object.values(head.parts)) if (ArrayBuffer.isView(array)) digest.update(array as Uint8Array)
  const heads = {
    id: `${city.id}-${digest.digest('hex').slice(0, 12)}`,
    encoderId: encoder.id,
    spaces,
    head,
    labels,
    decisions,
    thresholds,
  }
  const recipe = {
    city: city.id,
    dataHash: hashCorpus(corpus),
    taxonomyHash: hashTaxonomy(city.taxonomy),
    seed,
    parameters: { ...parameters },
    examples: { narratives: corpus.narratives.length, whole: corpus.whole.length, rows: examples.length },
  }
  return packCallHeads(heads, { recipe, metrics })
}

function forecast({ example, scores }: HeldOutCall, space: { labels: LabelSpace; decisions: Decisions }): CallForecast {
  const { category, appealType } = decide(scores, space)
  return {
    group: example.group,
    types: space.labels.types.map((label, index) => ({ label, probability: appealType[index]! })),
    category: space.labels.leaves[argmax(category)]!,
    categories: space.labels.leaves
      .map((label, index) => ({ label, probability: category[index]! }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, FORECAST_CATEGORIES),
  }
}

export function hashCorpus({ narratives, phrases, whole }: CityCorpus): string {
  return createHash('sha256')
    .update(JSON.stringify([narratives, phrases, whole]))
    .digest('hex')
    .slice(0, 16)
}

function labelSpace({ taxonomy }: City, { narratives }: CityCorpus): LabelSpace {
  return {
    leaves: taxonomy.leaves.map(({ code }) => code),
    leafTiers: taxonomy.leaves.map(({ tier }) => tiers.indexOf(tier)),
    types: appealTypes,
    leafTypes: leafTypes(
      taxonomy.leaves.map(({ code }) => code),
      narratives,
    ),
    tiers,
  }
}

interface SpacesInput extends Pick<TrainCityOptions, 'city' | 'corpus' | 'seed'> {
  turns: readonly TurnSample[]
  parameters: CityParameters
  dimensions: number
}

function buildSpaces({ city, corpus, turns, parameters, dimensions, seed }: SpacesInput): CallSpaces {
  const { ngramLength, syllableLength, minTexts } = parameters
  // Formulas and places around the matter would only fill the space.
  const texts = [
    ...corpus.narratives.map(({ text }) => text),
    ...corpus.whole.map((call) => call.turns.map(({ text }) => text).join('\n')),
    ...city.taxonomy.leaves.map(({ name, keywords }) => `${name}，${keywords.join('，')}`),
  ]
  const ngrams = buildNgramSpace(texts, { range: { shortest: 1, longest: ngramLength }, minTexts })
  const table = new SyllableTable(buildSyllableTable(texts))
  const syllables = buildSyllableSpace(texts, table, { range: { shortest: 2, longest: syllableLength }, minTexts })
  const vectors = turns.map(({ text }) => {
    const counts = new Map<number, number>()
    ngrams.count(text, counts)
    return joinBlocks([{ entries: weighCounts(counts, ngrams.parts.weights), offset: 0, length: 1 }])
  })
  const telling = fitBinary({
    rows: packRows(vectors, { columns: ngrams.size, bias: 1 }),
    signs: Int8Array.from(turns, ({ matter }) => (matter ? 1 : -1)),
    costs: new Float32Array(turns.length).fill(MATTER_COST),
    seed,
  })
  const matter = Float32Array.from(ngrams.parts.weights, (weight, index) => weight * telling[index]! * MATTER_SCALE)
  return {
    ngrams,
    syllables,
    table,
    matter,
    dimensions,
    lengths: { ngrams: 1, syllables: parameters.syllables, vector: parameters.vector },
  }
}

interface Featurised {
  whole: SparseVector
  parts: SparseVector[]
  /** The most that any turn holds of a matter. */
  matter: number
}

async function featurise(
  examples: readonly CityExample[],
  { spaces, encoder }: { spaces: CallSpaces; encoder: Encoder },
): Promise<Featurised[]> {
  const featurised: Featurised[] = []
  for (const example of examples) {
    const weighed = weighTurns(example.turns, spaces)
    const parts = example.call ? partsOf(weighed) : []
    const apart = parts.length > 1 ? parts : []
    const [vector, ...vectors] = await encoder.encode([matterText(weighed), ...apart])
    featurised.push({
      whole: joinFeatures(weighed, vector!, spaces),
      parts: apart.map((text, index) => joinFeatures([{ text, weight: 1 }], vectors[index]!, spaces)),
      matter: weighed.reduce((most, { weight }) => Math.max(most, weight), 0),
    })
  }
  return featurised
}

interface HeadsProblem {
  examples: readonly CityExample[]
  features: readonly Featurised[]
  labels: LabelSpace
  spaces: CallSpaces
  parameters: CityParameters
  seed: number
}

/**
 * Calls written whole are what will be met: with enough of them only they are held out, and every narrative stays in
 * training. Narratives were written to avoid the obvious words, so that heads are much less sure of them.
 */
function heldOutKinds(examples: readonly CityExample[]): (example: CityExample) => boolean {
  const byHand = examples.filter((example) => example.byHand).length
  return byHand >= FEWEST_BY_HAND
    ? (example) => example.byHand || example.offLabel
    : (example) => example.call || example.offLabel
}

/** Scores of the calls of one fold by heads that saw neither them nor anything told by the same narrative. */
function scoreFold(problem: HeadsProblem, fold: number): HeldOutCall[] {
  const { examples, features, labels, parameters, spaces } = problem
  const bias = columnsOf(spaces)
  const judged = heldOutKinds(examples)
  const inFold = examples.map((example) => judged(example) && foldOf(example.group, parameters.folds) === fold)
  const held = examples.flatMap((example, index) => (inFold[index] ? [{ example, features: features[index]! }] : []))
  const { count } = layoutOf(labels)
  const calls = held.map(({ example, features: { matter, parts } }) => ({
    example,
    matter,
    scores: new Float32Array(count),
    parts: parts.map(() => new Float32Array(labels.leaves.length)),
  }))
  fitLabels(
    problem,
    (index) => !inFold[index],
    (label, weights) => {
      held.forEach(({ features: { whole, parts } }, index) => {
        const call = calls[index]!
        call.scores[label] = dot(whole, weights) + weights[bias]! * BIAS
        if (label >= labels.leaves.length) return
        parts.forEach((part, at) => {
          call.parts[at]![label] = dot(part, weights) + weights[bias]! * BIAS
        })
      })
    },
  )
  return calls
}

function fitHeads(problem: HeadsProblem): SparseHead {
  const { spaces, parameters } = problem
  const columns = columnsOf(spaces)
  const packer = new HeadPacker({ columns, keep: parameters.keep, denseFrom: columns - spaces.dimensions, bias: BIAS })
  fitLabels(
    problem,
    () => true,
    (_, weights) => packer.add(weights),
  )
  return new SparseHead(packer.finish())
}

/** Fits every head in the order of `layoutOf`, each on the examples that say something of it. */
function fitLabels(
  problem: HeadsProblem,
  use: (example: number) => boolean,
  onLabel: (label: number, weights: Float32Array) => void,
) {
  const { examples, features, labels, spaces, parameters, seed } = problem
  const rows = packRows(
    features.map(({ whole }) => whole),
    { columns: columnsOf(spaces), bias: BIAS, dense: spaces.dimensions },
  )
  const layout = layoutOf(labels)
  const learn = (
    from: number,
    names: readonly string[],
    value: (example: CityExample) => string | null,
    known: (example: CityExample) => boolean,
  ) => {
    const numbers = new Map(names.map((name, index) => [name, index]))
    fitOneVsRest({
      rows,
      labels: Int32Array.from(examples, (example) => numbers.get(value(example) ?? '') ?? -1),
      labelCount: names.length,
      weights: Float32Array.from(examples, (example, index) => (use(index) && known(example) ? example.weight : 0)),
      cost: parameters.cost,
      tolerance: parameters.tolerance,
      seed,
      onLabel: (label, weights) => onLabel(from + label, weights),
    })
  }
  learn(
    0,
    labels.leaves,
    ({ leaf }) => leaf,
    () => true,
  )
  learn(
    layout.typesFrom,
    labels.types,
    ({ appealType }) => appealType,
    ({ appealType }) => appealType !== null,
  )
  learn(
    layout.tiersFrom,
    labels.tiers,
    ({ tier }) => tier,
    ({ tier }) => tier !== null,
  )
  learn(
    layout.second,
    ['second'],
    ({ secondary }) => (secondary?.length ? 'second' : null),
    ({ secondary }) => secondary !== null,
  )
  learn(
    layout.offLabel,
    ['off'],
    ({ offLabel }) => (offLabel ? 'off' : null),
    () => true,
  )
}

function dot({ indices, values }: SparseVector, weights: Float32Array): number {
  let sum = 0
  for (let entry = 0; entry < indices.length; entry++) sum += values[entry]! * weights[indices[entry]!]!
  return sum
}

export function foldOf(group: string, folds: number): number {
  return createHash('sha256').update(group).digest().readUInt32LE(0) % folds
}
