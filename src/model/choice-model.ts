/** What speaks for or against an option: a name, or a name with how strongly it holds. */
export type Feature = string | readonly [name: string, value: number]

/** Weight by feature name. */
export type ChoiceWeights = Readonly<Record<string, number>>

/**
 * Chooses one of several options by a conditional logit (McFadden, 1974): an option's share is the softmax of the sum
 * of its features' weights. Features are readable words, so that a choice can be explained; unknown ones count nothing.
 */
export class ChoiceModel {
  readonly #weights: ReadonlyMap<string, number>

  constructor(weights: ChoiceWeights) {
    this.#weights = new Map(Object.entries(weights))
  }

  /** Shares of the options, in their order; they sum to one. */
  shares(options: readonly (readonly Feature[])[]): number[] {
    return softmax(options.map((features) => this.#score(features)))
  }

  #score(features: readonly Feature[]): number {
    let score = 0
    for (const feature of features) {
      if (typeof feature === 'string') score += this.#weights.get(feature) ?? 0
      else score += (this.#weights.get(feature[0]) ?? 0) * feature[1]
    }
    return score
  }
}

export function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores)
  const shares = scores.map((score) => Math.exp(score - most))
  const sum = shares.reduce((total, share) => total + share, 0)
  return shares.map((share) => share / sum)
}
