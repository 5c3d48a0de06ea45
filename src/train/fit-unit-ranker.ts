import type { Call } from '../domain/call.ts'
import type { City } from '../domain/city.ts'
import { seededRandom } from '../domain/random.ts'
import type { IntakeDoc } from '../intake/doc.ts'
import { matterOf } from '../intake/matter.ts'
import { createNamedUnits } from '../intake/named-units.ts'
import type { Intake } from '../intake/pipeline.ts'
import { createUnitResolver } from '../intake/resolve-unit.ts'
import { type UnitCandidate, unitCandidates } from '../intake/unit-candidates.ts'
import type { Experience } from '../intake/unit-experience.ts'
import { callFeatures, type FeatureContext, historyFeatures, noneFeatures } from '../intake/unit-features.ts'
import { contextOf } from '../intake/unit-ranker.ts'
import type { ChoiceWeights, Feature } from '../model/choice-model.ts'
import { type ChoiceExample, fitChoice } from './fit-choice.ts'
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

const FIT = { ridge: 0.5, rounds: 600, step: 0.15 }

/**
 * Weights of a conditional logit over the candidates of each call and "none of them", in two steps: what the call itself
 * says is weighed on the calls as they are; then what past cases say, on top of the score of the first step. In one step
 * the histories, most of which are simulated, would blur what calls alone say.
 */
export function fitUnitRanker({ city, examples, seed }: FitUnitRankerOptions): ChoiceWeights {
  const random = seededRandom(seed)
  const calls = fitChoice(
    examples
      .filter(({ byHand }) => byHand)
      .map(({ doc, candidates, accepted, experience, weight }) => ({
        options: callOptions(candidates, contextOf(doc, { city, experience })),
        right: rightOf(candidates, accepted),
        weight,
        near: false,
      })),
    FIT,
  )
  const histories = fitChoice(
    examples.map((example): ChoiceExample => {
      const { candidates, accepted, experience } = example.byHand
        ? simulateHistory({ ...example, units: city.units, random })
        : { ...example, experience: contextOf(example.doc, { city, experience: example.experience }).experience }
      const context = { ...contextOf(example.doc, { city, experience: example.experience }), experience }
      return {
        options: [...candidates.map((candidate) => historyFeatures(candidate, context)), []],
        offsets: callOptions(candidates, context).map((features) => scoreOf(features, calls)),
        right: rightOf(candidates, accepted),
        weight: example.weight,
        near: false,
      }
    }),
    FIT,
  )
  return { ...calls, ...histories }
}

const callOptions = (candidates: readonly UnitCandidate[], context: FeatureContext): Feature[][] => [
  ...candidates.map(callFeatures),
  noneFeatures(context),
]

function scoreOf(features: readonly Feature[], weights: ChoiceWeights): number {
  return features.reduce((sum, feature) => {
    const [name, value] = typeof feature === 'string' ? [feature, 1] : feature
    return sum + (weights[name] ?? 0) * value
  }, 0)
}

/** Indices of the right candidates; when none is among them, the option after the last. */
function rightOf(candidates: readonly UnitCandidate[], accepted: readonly string[]): number[] {
  const right = candidates.flatMap(({ unit }, index) => (accepted.includes(unit) ? [index] : []))
  return right.length > 0 ? right : [candidates.length]
}
