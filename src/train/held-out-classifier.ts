import type { LabelledCall } from '../domain/call.ts'
import type { CallClassifier } from '../model/call-classifier.ts'
import type { CallForecast } from './train-city.ts'

export interface HeldOutClassifierOptions {
  classifier: CallClassifier
  calls: readonly LabelledCall[]
  /** What heads said of these calls that had not seen them. */
  forecasts: readonly CallForecast[]
}

/**
 * The trained classifier, but of calls that it was trained on it says what heads made of them which had not seen them:
 * whatever is learned or measured on top sees the doubt that it will meet. Calls are known by their array of turns.
 */
export function heldOutClassifier({ classifier, calls, forecasts }: HeldOutClassifierOptions): CallClassifier {
  const byGroup = new Map(forecasts.map((forecast) => [forecast.group, forecast]))
  const byTurns = new Map(calls.map(({ id, turns }) => [turns as unknown, byGroup.get(id)]))
  return {
    ...classifier,
    async predict(turns) {
      const prediction = await classifier.predict(turns)
      const forecast = byTurns.get(turns)
      if (!forecast) return prediction
      const { categories, types, tiers } = forecast
      const ranked = (scored: CallForecast['types']) => scored.toSorted((a, b) => b.probability - a.probability)
      return { ...prediction, category: categories, appealType: ranked(types), tier: ranked(tiers) }
    },
  }
}
