import { type Calibration, calibrate, logistic } from './calibration.ts'

export interface LabelSpace {
  /** Level-3 codes, two digits a level. */
  leaves: readonly string[]
  /** Default tier of each leaf, as an index into `tiers`. */
  leafTiers: readonly number[]
  types: readonly string[]
  /** How often each type goes with each leaf in the training narratives, shares smoothed; heads from before have none. */
  leafTypes?: readonly (readonly number[])[] | undefined
  tiers: readonly string[]
}

export interface Line {
  weights: readonly number[]
  bias: number
}

/** What was fitted on held-out calls, beside the weights of the heads. */
export interface Decisions {
  category: Calibration
  appealType: Calibration
  tier: Calibration
  /** How much the tier usual for the category counts beside what is said. */
  tierPrior: number
  /** How much the appeal types usual for the category count beside what is said. */
  typePrior: number
  second: Line
  offLabel: Line
}

/** Where each field's scores lie in the joint list of labels. */
export function layoutOf({ leaves, types, tiers }: LabelSpace) {
  const typesFrom = leaves.length
  const tiersFrom = typesFrom + types.length
  const second = tiersFrom + tiers.length
  const offLabel = second + 1
  return { typesFrom, tiersFrom, second, offLabel, count: offLabel + 1 }
}

/** Scores of the tiers with the tiers of the likely categories taken in. */
export function tierScores(
  scores: Float32Array,
  categories: Float64Array,
  { labels, prior }: { labels: LabelSpace; prior: number },
): Float64Array {
  const { tiersFrom } = layoutOf(labels)
  const shares = new Float64Array(labels.tiers.length).fill(0.01)
  categories.forEach((share, leaf) => {
    shares[labels.leafTiers[leaf]!]! += share
  })
  return shares.map((share, tier) => scores[tiersFrom + tier]! + prior * Math.log(share))
}

/** Scores of the appeal types with the types usual for the likely categories taken in. */
export function typeScores(
  scores: Float32Array,
  categories: Float64Array,
  { labels, prior }: { labels: LabelSpace; prior: number },
): Float64Array {
  const { typesFrom, tiersFrom } = layoutOf(labels)
  const own = Float64Array.from(scores.subarray(typesFrom, tiersFrom))
  const { leafTypes } = labels
  if (!leafTypes || prior === 0) return own
  const shares = new Float64Array(labels.types.length).fill(0.005)
  categories.forEach((share, leaf) => {
    leafTypes[leaf]!.forEach((usual, type) => {
      shares[type]! += share * usual
    })
  })
  return own.map((score, type) => score + prior * Math.log(shares[type]!))
}

export interface OffLabelInput {
  scores: Float32Array
  labels: LabelSpace
  /** The most that any turn holds of a matter. */
  matter: number
}

/** What tells a call without any matter of this label space: no head claims it, nothing in it is known. */
export function offLabelFeatures({ scores, labels, matter }: OffLabelInput): number[] {
  const { offLabel } = layoutOf(labels)
  let best = Number.NEGATIVE_INFINITY
  for (let leaf = 0; leaf < labels.leaves.length; leaf++) best = Math.max(best, scores[leaf]!)
  return [best, matter, scores[offLabel]!]
}

export function chanceOf({ weights, bias }: Line, features: readonly number[]): number {
  return logistic(features.reduce((sum, value, index) => sum + value * weights[index]!, bias))
}

/** Category, type and tier of one call from its scores. */
export function decide(scores: Float32Array, { labels, decisions }: { labels: LabelSpace; decisions: Decisions }) {
  const category = calibrate(scores.subarray(0, labels.leaves.length), decisions.category)
  const appealType = calibrate(
    typeScores(scores, category, { labels, prior: decisions.typePrior }),
    decisions.appealType,
  )
  const tier = calibrate(tierScores(scores, category, { labels, prior: decisions.tierPrior }), decisions.tier)
  return { category, appealType, tier }
}

export function argmax(values: ArrayLike<number>): number {
  let best = 0
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index
  return best
}
