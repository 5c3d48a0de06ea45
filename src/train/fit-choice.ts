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

/**
 * Conditional logit with a ridge, by full-gradient AdaGrad (Duchi et al., 2011) from zero: no chance in it, so that the
 * same examples give the same weights. Every feature is learned twice, for all examples and for the near ones alone
 * (Daumé, 2007), and the two are added: what holds elsewhere helps, what differs is corrected.
 */
export function fitChoice(
  examples: readonly ChoiceExample[],
  { ridge, rounds, step }: FitChoiceOptions,
): ChoiceWeights {
  const names = new Map<string, number>()
  const rows = examples.map((example) => ({
    ...example,
    options: example.options.map((option) => indexed(option, names)),
  }))
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

interface Indexed {
  at: Int32Array
  values: Float64Array
}

function indexed(features: readonly Feature[], names: Map<string, number>): Indexed {
  const at = new Int32Array(features.length)
  const values = new Float64Array(features.length)
  features.forEach((feature, index) => {
    const [name, value] = typeof feature === 'string' ? [feature, 1] : feature
    const known = names.get(name) ?? names.size
    if (known === names.size) names.set(name, known)
    at[index] = known
    values[index] = value
  })
  return { at, values }
}

function addGradient(
  { options, offsets, right, weight, near }: Omit<ChoiceExample, 'options'> & { options: readonly Indexed[] },
  { weights, gradient, count }: { weights: Float64Array; gradient: Float64Array; count: number },
): void {
  const scores = options.map(({ at, values }, option) => {
    let score = offsets?.[option] ?? 0
    for (let index = 0; index < at.length; index++) {
      const feature = at[index]!
      score += values[index]! * (weights[feature]! + (near ? weights[count + feature]! : 0))
    }
    return score
  })
  const shares = softmax(scores)
  const mass = right.reduce((sum, option) => sum + shares[option]!, 0)
  options.forEach(({ at, values }, option) => {
    const wanted = right.includes(option) ? shares[option]! / Math.max(mass, 1e-12) : 0
    const slope = weight * (shares[option]! - wanted)
    if (slope === 0) return
    for (let index = 0; index < at.length; index++) {
      const feature = at[index]!
      gradient[feature] = gradient[feature]! + slope * values[index]!
      if (near) gradient[count + feature] = gradient[count + feature]! + slope * values[index]!
    }
  })
}
