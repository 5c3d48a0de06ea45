import type { ChoiceWeights, Feature } from '../model/choice-model.ts'
import { softmax } from '../model/choice-model.ts'

/** One choice that a person made. */
export interface ChoiceExample {
  /** Features of every option. */
  options: readonly (readonly Feature[])[]
  /** What every option has to its credit beforehand, on the scale of the sum of weights; nothing by default. */
  offsets?: readonly number[]
  /** Which options are right: one, or several that say the same. */
  right: readonly number[]
  weight: number
  /** Whether it comes from where the model will be used; the others come from elsewhere. */
  near: boolean
}

export interface FitChoiceOptions {
  /** Pull of every weight towards zero. */
  ridge: number
  rounds: number
  step: number
}

/** Smaller weights are left out of the file: thousands of them, and no choice turns on them. */
const LEAST = 0.05

/** Examples with their features numbered once, for several fits on parts of them. */
export interface ChoiceRows {
  names: ReadonlyMap<string, number>
  /** In the order of the examples. */
  rows: readonly ChoiceRow[]
}

export function choiceRows(examples: readonly ChoiceExample[]): ChoiceRows {
  const names = new Map<string, number>()
  return { rows: examples.map((example) => flattened(example, names)), names }
}

export const fitChoice = (examples: readonly ChoiceExample[], options: FitChoiceOptions): ChoiceWeights =>
  fitChoiceRows(choiceRows(examples), options)

/**
 * Conditional logit with a ridge, by full-gradient AdaGrad (Duchi et al., 2011) from zero: no chance in it, so that the
 * same examples give the same weights. Every feature is learned twice, for all examples and for the near ones alone
 * (Daumé, 2007), and the two are added: what holds elsewhere helps, what differs is corrected.
 */
export function fitChoiceRows({ rows, names }: ChoiceRows, { ridge, rounds, step }: FitChoiceOptions): ChoiceWeights {
  const count = names.size
  const weights = new Float64Array(count * 2)
  const gradient = new Float64Array(count * 2)
  const squares = new Float64Array(count * 2)
  for (let round = 0; round < rounds; round++) {
    gradient.fill(0)
    for (const row of rows) addGradient(row, { weights, gradient, count })
    for (let at = 0; at < gradient.length; at++) {
      const slope = gradient[at]! + ridge * weights[at]!
      if (slope === 0) continue
      squares[at] = squares[at]! + slope * slope
      weights[at] = weights[at]! - (step * slope) / (Math.sqrt(squares[at]!) + 1e-8)
    }
  }
  return Object.fromEntries(
    [...names].flatMap(([name, at]) => {
      const weight = Math.round((weights[at]! + weights[count + at]!) * 1e2) / 1e2
      return Math.abs(weight) < LEAST ? [] : [[name, weight] as const]
    }),
  )
}

/** One example with its options' features in a row: those of option `o` from `starts[o]` to `starts[o + 1]`. */
export interface ChoiceRow {
  starts: Int32Array
  at: Int32Array
  values: Float64Array
  offsets: Float64Array
  right: Uint8Array
  weight: number
  near: boolean
}

function flattened({ options, offsets, right, weight, near }: ChoiceExample, names: Map<string, number>): ChoiceRow {
  const row: ChoiceRow = {
    starts: new Int32Array(options.length + 1),
    at: new Int32Array(options.reduce((sum, option) => sum + option.length, 0)),
    values: new Float64Array(options.reduce((sum, option) => sum + option.length, 0)),
    offsets: Float64Array.from(options, (_, option) => offsets?.[option] ?? 0),
    right: Uint8Array.from(options, (_, option) => (right.includes(option) ? 1 : 0)),
    weight,
    near,
  }
  let index = 0
  options.forEach((option, number) => {
    for (const feature of option) {
      const [name, value] = typeof feature === 'string' ? [feature, 1] : feature
      const known = names.get(name) ?? names.size
      if (known === names.size) names.set(name, known)
      row.at[index] = known
      row.values[index++] = value
    }
    row.starts[number + 1] = index
  })
  return row
}

function addGradient(
  { starts, at, values, offsets, right, weight, near }: ChoiceRow,
  { weights, gradient, count }: { weights: Float64Array; gradient: Float64Array; count: number },
): void {
  const scores = Array.from(offsets)
  for (let option = 0; option < scores.length; option++) {
    let score = 0
    for (let index = starts[option]!; index < starts[option + 1]!; index++) {
      const feature = at[index]!
      score += values[index]! * (near ? weights[feature]! + weights[count + feature]! : weights[feature]!)
    }
    scores[option]! += score
  }
  const shares = softmax(scores)
  let mass = 0
  for (let option = 0; option < shares.length; option++) mass += right[option]! * shares[option]!
  for (let option = 0; option < shares.length; option++) {
    const wanted = (right[option]! * shares[option]!) / Math.max(mass, 1e-12)
    const slope = weight * (shares[option]! - wanted)
    if (slope === 0) continue
    for (let index = starts[option]!; index < starts[option + 1]!; index++) {
      const feature = at[index]!
      gradient[feature]! += slope * values[index]!
      if (near) gradient[count + feature]! += slope * values[index]!
    }
  }
}
