import type { Call } from '../domain/call.ts'
import type { City } from '../domain/city.ts'
import type { IntakeDoc } from '../intake/doc.ts'
import { matterOf } from '../intake/matter.ts'
import { createNamedUnits } from '../intake/named-units.ts'
import type { Intake } from '../intake/pipeline.ts'
import { createUnitResolver } from '../intake/resolve-unit.ts'
import { type UnitCandidate, unitCandidates } from '../intake/unit-candidates.ts'
import type { Experience } from '../intake/unit-experience.ts'
import { contextOf, rankerOptions } from '../intake/unit-ranker.ts'
import type { ChoiceWeights } from '../model/choice-model.ts'
import { type ChoiceExample, fitChoice } from './fit-choice.ts'
import { seededRandom } from './random.ts'
import { simulateHistory } from './simulate-history.ts'

/** A call as it was read by a model that had not seen it, with the units that may answer for it. */
export interface UnitExample {
  doc: Pick<IntakeDoc, 'form' | 'prediction'>
  candidates: readonly UnitCandidate[]
  /** The right unit and those that are also defensible. */
  accepted: readonly string[]
  /** What confirmed cases other than this one say. */
  experience: Experience
  group: string
  weight: number
  /** Whether a person wrote the call; a desk's case otherwise. */
  byHand: boolean
}

/** Makes an example's candidates from what the pipeline made of a call. */
export function createUnitExamples(city: City) {
  const resolver = createUnitResolver(city)
  const named = createNamedUnits(city.units)
  return (
    call: Call,
    { form, prediction }: Pick<Intake, 'form' | 'prediction'>,
    experience: Experience,
  ): Pick<UnitExample, 'doc' | 'candidates' | 'experience'> => {
    const doc: IntakeDoc = { call, now: new Date(0), turns: [], prediction, locked: new Set(), form }
    const candidates = unitCandidates({ doc, matter: matterOf(doc, named), city, resolver, experience })
    return { doc, candidates, experience }
  }
}

export interface FitUnitRankerOptions {
  city: City
  examples: readonly UnitExample[]
  seed: number
}

const FIT = { ridge: 0.5, rounds: 400, step: 0.15 }
/** Each call is learned once as it is and once beside a simulated history, which counts less. */
const HISTORY_WEIGHT = 0.5

/** Weights of a conditional logit over the candidates of each call and "none of them". */
export function fitUnitRanker({ city, examples, seed }: FitUnitRankerOptions): ChoiceWeights {
  const random = seededRandom(seed)
  const choices = examples.flatMap(({ doc, candidates, accepted, experience, weight }): ChoiceExample[] => {
    const context = contextOf(doc, { city, experience })
    const plain: ChoiceExample = {
      options: rankerOptions(candidates, context),
      right: rightOf(candidates, accepted),
      weight,
      near: false,
    }
    const history = simulateHistory({ candidates, accepted, units: city.units, random })
    const beside: ChoiceExample = {
      options: rankerOptions(history.candidates, { ...context, experience: history.experience }),
      right: rightOf(history.candidates, history.accepted),
      weight: weight * HISTORY_WEIGHT,
      near: false,
    }
    return [plain, beside]
  })
  return fitChoice(choices, FIT)
}

/** Indices of the right candidates; when none is among them, the option after the last. */
function rightOf(candidates: readonly UnitCandidate[], accepted: readonly string[]): number[] {
  const right = candidates.flatMap(({ unit }, index) => (accepted.includes(unit) ? [index] : []))
  return right.length > 0 ? right : [candidates.length]
}
