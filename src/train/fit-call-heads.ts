import { type CallSpaces, columnsOf } from '../model/call-features.ts'
import { type LabelSpace, layoutOf } from '../model/decide.ts'
import { SparseHead } from '../model/sparse-head.ts'
import type { SparseVector } from '../model/sparse-vector.ts'
import type { BinaryFitter, CreateFitter } from './binary-fitter.ts'
import type { CityExample } from './city-examples.ts'
import type { HeldOutCall } from './fit-decisions.ts'
import { fitOneVsRest } from './fit-one-vs-rest.ts'
import { foldOf } from './fold-of.ts'
import { HeadPacker } from './pack-head.ts'
import { packRows } from './sparse-rows.ts'

export interface Featurised {
  whole: SparseVector
  /** The most that any turn holds of a matter. */
  matter: number
}

interface HeadsInput {
  examples: readonly CityExample[]
  features: readonly Featurised[]
  labels: LabelSpace
  spaces: CallSpaces
  parameters: { cost: number; tolerance: number }
  seed: number
  createFitter: CreateFitter
}

interface Row {
  example: CityExample
  features: Featurised
  /** Whether it is held out in one of the folds. */
  judged: boolean
}

export interface HeadsProblem extends Pick<HeadsInput, 'labels' | 'parameters' | 'seed'> {
  rows: readonly Row[]
  fitter: BinaryFitter
  columns: number
  /** The encoder's dimensions: the last columns. */
  dimensions: number
}

/** Where the search for each label ended. */
export type Starts = ReadonlyMap<number, Float64Array>

/** Value of the constant column that carries the bias. */
const BIAS = 0.3
const FEWEST_BY_HAND = 150

/** Its fitter is the caller's to close. */
export function headsProblem({
  examples,
  features,
  labels,
  spaces,
  parameters,
  seed,
  createFitter,
}: HeadsInput): HeadsProblem {
  const judged = heldOutKinds(examples)
  const columns = columnsOf(spaces)
  return {
    rows: examples.map((example, index) => ({ example, features: features[index]!, judged: judged(example) })),
    fitter: createFitter(
      packRows(
        features.map(({ whole }) => whole),
        { columns, bias: BIAS, dense: spaces.dimensions },
      ),
    ),
    columns,
    dimensions: spaces.dimensions,
    labels,
    parameters,
    seed,
  }
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

/**
 * Scores of the calls of one fold by heads that saw neither them nor anything told by the same narrative. Their search
 * starts where that for the heads of all rows ended, without what the rows left out brought in.
 */
export async function scoreFold(
  problem: HeadsProblem,
  { fold, folds, starts }: { fold: number; folds: number; starts: Starts },
): Promise<HeldOutCall[]> {
  const { labels, columns } = problem
  const inFold = ({ judged, example }: Row) => judged && foldOf(example.group, folds) === fold
  const held = problem.rows.filter(inFold)
  const { count } = layoutOf(labels)
  const calls = held.map(({ example, features: { matter } }) => ({ example, matter, scores: new Float32Array(count) }))
  await fitLabels(problem, {
    use: (row) => !inFold(row),
    starts,
    onLabel: (label, weights) => {
      held.forEach(({ features: { whole } }, index) => {
        calls[index]!.scores[label] = dot(whole, weights) + weights[columns]! * BIAS
      })
    },
  })
  return calls
}

/** Heads fitted on everything. `keep` is the least that a kept weight says, as a share of the label's most telling one. */
export async function fitHeads(
  problem: HeadsProblem,
  { keep }: { keep: number },
): Promise<{ head: SparseHead; ends: Starts }> {
  const { columns, dimensions } = problem
  const strengths = strengthsOf(problem)
  const packer = new HeadPacker({ columns, keep, denseFrom: columns - dimensions, bias: BIAS, strengths })
  const ends = new Map<number, Float64Array>()
  await fitLabels(problem, {
    use: () => true,
    onLabel: (label, weights, end) => {
      packer.add(weights)
      ends.set(label, end)
    },
  })
  return { head: new SparseHead(packer.finish()), ends }
}

/** Root mean square of every feature over the rows: how strongly it stands in a text, seldom or often. */
function strengthsOf({ rows, columns }: HeadsProblem): Float32Array {
  const squares = new Float64Array(columns)
  for (const { features } of rows) {
    const { indices, values } = features.whole
    for (let entry = 0; entry < indices.length; entry++) squares[indices[entry]!]! += values[entry]! ** 2
  }
  return Float32Array.from(squares, (sum) => Math.sqrt(sum / rows.length))
}

interface FitOptions {
  use: (row: Row) => boolean
  starts?: Starts
  onLabel: (label: number, weights: Float32Array, end: Float64Array) => void
}

/** What one head learns: its names in the order of `layoutOf`, and what an example says; null is none of them. */
interface HeadKind {
  from: number
  names: readonly string[]
  value: (example: CityExample) => string | null
  known: (example: CityExample) => boolean
}

function headKinds(labels: LabelSpace): HeadKind[] {
  const { typesFrom, tiersFrom, second, offLabel } = layoutOf(labels)
  return [
    { from: 0, names: labels.leaves, value: ({ leaf }) => leaf, known: () => true },
    {
      from: typesFrom,
      names: labels.types,
      value: ({ appealType }) => appealType,
      known: ({ appealType }) => appealType !== null,
    },
    { from: tiersFrom, names: labels.tiers, value: ({ tier }) => tier, known: ({ tier }) => tier !== null },
    {
      from: second,
      names: ['second'],
      value: ({ secondary }) => (secondary?.length ? 'second' : null),
      known: ({ secondary }) => secondary !== null,
    },
    { from: offLabel, names: ['off'], value: (example) => (example.offLabel ? 'off' : null), known: () => true },
  ]
}

/** Fits every head in the order of `layoutOf`, each on the examples that say something of it. */
async function fitLabels(
  { rows, fitter, labels, parameters, seed }: HeadsProblem,
  { use, starts, onLabel }: FitOptions,
): Promise<void> {
  for (const { from, names, value, known } of headKinds(labels)) {
    const numbers = new Map(names.map((name, index) => [name, index]))
    const startOf = (label: number) => starts?.get(from + label)
    await fitOneVsRest({
      fitter,
      labels: Int32Array.from(rows, ({ example }) => numbers.get(value(example) ?? '') ?? -1),
      labelCount: names.length,
      weights: Float32Array.from(rows, (row) => (use(row) && known(row.example) ? row.example.weight : 0)),
      cost: parameters.cost,
      tolerance: parameters.tolerance,
      seed,
      startOf,
      onLabel: (label, weights, end) => onLabel(from + label, weights, end),
    })
  }
}

function dot({ indices, values }: SparseVector, weights: Float32Array): number {
  let sum = 0
  for (let entry = 0; entry < indices.length; entry++) sum += values[entry]! * weights[indices[entry]!]!
  return sum
}
