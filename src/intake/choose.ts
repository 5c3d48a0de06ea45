import type { Alternative } from '../domain/suggestion.ts'
import type { ChoiceModel, Feature } from '../model/choice-model.ts'

export interface Chosen<T> {
  /** Null: none of the candidates. */
  candidate: T | null
  share: number
  /** The next likely values. */
  alternatives: Alternative<string>[]
}

const FEWEST_OF_NOTE = 0.05

/**
 * The likeliest value of a field. `features` are those of each candidate, and last those of there being none;
 * candidates of one value count together and the likeliest stands for them.
 */
export function choose<T>(
  candidates: readonly T[],
  {
    features,
    model,
    written,
  }: { features: readonly (readonly Feature[])[]; model: ChoiceModel; written: (candidate: T) => string },
): Chosen<T> {
  const shares = model.shares(features)
  const byValue = new Map<string | null, { candidate: T | null; share: number; best: number }>()
  shares.forEach((share, index) => {
    const candidate = candidates[index] ?? null
    const value = candidate === null ? null : written(candidate)
    const known = byValue.get(value)
    if (!known) byValue.set(value, { candidate, share, best: share })
    else {
      known.share += share
      if (share > known.best) Object.assign(known, { candidate, best: share })
    }
  })
  const ranked = [...byValue].sort(([, a], [, b]) => b.share - a.share)
  const [, first] = ranked[0]!
  return {
    candidate: first.candidate,
    share: first.share,
    alternatives: ranked
      .slice(1)
      .flatMap(([value, { share }]) =>
        value !== null && share >= FEWEST_OF_NOTE ? [{ value, confidence: share }] : [],
      )
      .slice(0, 3),
  }
}
