import { z } from 'zod'
import type { City } from '../domain/city.ts'
import { roleOf } from '../domain/unit-role.ts'
import { ChoiceModel, type Feature } from '../model/choice-model.ts'
import type { IntakeDoc } from './doc.ts'
import { categoriesOf, type UnitCandidate } from './unit-candidates.ts'
import { experienceOf, experienceSchema } from './unit-experience.ts'
import { callFeatures, type FeatureContext, historyFeatures, noneFeatures } from './unit-features.ts'

/** `units.json` beside the heads of a city. */
export const unitRankerSchema = z.strictObject({
  /** How many calls the weights were learned on, and how many confirmed cases stand behind the experience. */
  examples: z.strictObject({ calls: z.number().int(), cases: z.number().int() }),
  /** Measured on calls that the weights had not seen. */
  metrics: z.record(z.string(), z.number()),
  weights: z.record(z.string(), z.number()),
  experience: experienceSchema,
})
export type UnitRankerFile = z.infer<typeof unitRankerSchema>

export interface RankedUnit extends UnitCandidate {
  /** Probability that it is the one. */
  score: number
  /** Share of confirmed like cases that were taken from it. */
  moved: number
}

export interface UnitRanker {
  /** Best first. The scores sum to less than one: what is missing is the chance that none of them is right. */
  rank(candidates: readonly UnitCandidate[], doc: Pick<IntakeDoc, 'form' | 'prediction'>): RankedUnit[]
  experience: UnitRankerFile['experience']
}

export interface RankerOptions {
  city: City
  model: Pick<UnitRankerFile, 'weights' | 'experience'>
}

/** For a city whose ranker has not been trained: by duty, then by like cases. */
export const untrainedRanker: RankerOptions['model'] = {
  weights: { duty: 1, precedents: 2, returned: -3, settled: 5, moved: -5, none: Math.log(0.05) },
  experience: {},
}

export function createUnitRanker({ city, model: { weights, experience } }: RankerOptions): UnitRanker {
  const model = new ChoiceModel(weights)
  return {
    experience,
    rank(candidates, doc) {
      const context = contextOf(doc, { city, experience })
      const shares = model.shares(rankerOptions(candidates, context))
      return candidates
        .map((candidate, index) => ({
          ...candidate,
          score: shares[index] as number,
          moved: context.experience(candidate.unit).moved,
        }))
        .sort((a, b) => b.score - a.score || b.duty - a.duty)
    },
  }
}

/** Features of every candidate in their order, then of none of them. */
export function rankerOptions(candidates: readonly UnitCandidate[], context: FeatureContext): Feature[][] {
  return [
    ...candidates.map((candidate) => [...callFeatures(candidate), ...historyFeatures(candidate, context)]),
    noneFeatures(context),
  ]
}

export function contextOf(
  doc: Pick<IntakeDoc, 'form' | 'prediction'>,
  { city, experience }: { city: City; experience: UnitRankerFile['experience'] },
): FeatureContext {
  const categories = categoriesOf(doc)
  const { street, district } = doc.form
  return {
    certainty: categories[0]?.confidence ?? 0,
    place: street ? 'street' : district ? 'district' : 'none',
    experience: (id) => {
      const unit = city.units.get(id)
      return unit ? experienceOf(roleOf(unit), { categories, experience }) : { settled: 0, moved: 0 }
    },
  }
}
