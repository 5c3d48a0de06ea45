import { createHash } from 'node:crypto'
import { appealTypes, tiers } from '../domain/call.ts'
import type { City } from '../domain/city.ts'
import { JiesuError } from '../domain/errors.ts'
import { type CallSpaces, joinFeatures, matterText, weighTurns } from '../model/call-features.ts'
import { type PackedHeads, packCallHeads } from '../model/call-heads-file.ts'
import { argmax, type Decisions, decide, type LabelSpace } from '../model/decide.ts'
import type { Encoder } from '../model/encoder.ts'
import { hashTaxonomy } from '../model/hash-taxonomy.ts'
import { joinBlocks } from '../model/sparse-vector.ts'
import { SyllableTable } from '../model/syllable-table.ts'
import { type CreateFitter, fitHere } from './binary-fitter.ts'
import { buildNgramSpace, buildSyllableSpace, buildSyllableTable } from './build-spaces.ts'
import { type CityCorpus, type CityExample, cityExamples, type TurnSample } from './city-examples.ts'
import { fitBinary } from './dual-coordinate-descent.ts'
import { type Featurised, fitHeads, headsProblem, scoreFold } from './fit-call-heads.ts'
import { fitDecisions, type HeldOutCall } from './fit-decisions.ts'
import { leafTypes } from './leaf-types.ts'
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
  tolerance: 0.8,
  ngramLength: 2,
  syllableLength: 2,
  minTexts: 2,
  syllables: 0.6,
  vector: 0.8,
  keep: 0.019,
}

export interface TrainCityOptions {
  city: City
  corpus: CityCorpus
  encoder: Encoder
  seed: number
  parameters?: Partial<CityParameters>
  onProgress?: (stage: string, share: number) => void
  createFitter?: CreateFitter
  /** Told what heads that had not seen them make of the whole calls. */
  onForecasts?: (forecasts: readonly CallForecast[]) => void
}

/** Type and category of a call as heads gave them that were trained without it. */
export interface CallForecast {
  group: string
  types: { label: string; probability: number }[]
  tiers: { label: string; probability: number }[]
  category: string
  /** The likeliest categories, best first. */
  categories: { label: string; probability: number }[]
}

const MATTER_COST = 0.3
const MATTER_SCALE = 0.4
/** As many as the heads list when they are in use. */
const FORECAST_CATEGORIES = 10

/**
 * Trains the heads of a city from its own data; one seed, so the same data give the same bytes, whoever fits.
 * Throws `invalid_data` when there is nothing to learn from.
 */
export async function trainCity({
  city,
  corpus,
  encoder,
  seed,
  parameters: given,
  onProgress,
  createFitter = fitHere,
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
  const { folds } = parameters
  const problem = headsProblem({ examples, features, labels, spaces, parameters, seed, createFitter })
  onProgress?.('分类头', 0)
  const { head, ends } = await fitHeads(problem, parameters)
  const heldOut: HeldOutCall[] = []
  for (let fold = 0; fold < folds; fold++) {
    onProgress?.('留出校准', fold / folds)
    heldOut.push(...(await scoreFold(problem, { fold, folds, starts: ends })))
  }
  await problem.fitter.close()
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
  const { category, appealType, tier } = decide(scores, space)
  return {
    group: example.group,
    types: space.labels.types.map((label, index) => ({ label, probability: appealType[index]! })),
    tiers: space.labels.tiers.map((label, index) => ({ label, probability: tier[index]! })),
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
  const vectors = turns.map(({ text }) =>
    joinBlocks([{ entries: ngrams.weigh([{ text, weight: 1 }]), offset: 0, length: 1 }]),
  )
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

async function featurise(
  examples: readonly CityExample[],
  { spaces, encoder }: { spaces: CallSpaces; encoder: Encoder },
): Promise<Featurised[]> {
  const featurised: Featurised[] = []
  for (const example of examples) {
    const weighed = weighTurns(example.turns, spaces)
    const [vector] = await encoder.encode([matterText(weighed)])
    featurised.push({
      whole: joinFeatures(weighed, vector!, spaces),
      matter: weighed.reduce((most, { weight }) => Math.max(most, weight), 0),
    })
  }
  return featurised
}
