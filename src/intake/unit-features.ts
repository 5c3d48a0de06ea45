import type { Feature } from '../model/choice-model.ts'
import type { Resolution } from './resolve-unit.ts'
import type { UnitCandidate } from './unit-candidates.ts'
import type { UnitExperience } from './unit-experience.ts'

export interface FeatureContext {
  /** The likeliest category's probability. */
  certainty: number
  /** Whether the street, or at least the district, is known. */
  place: 'street' | 'district' | 'none'
  experience: (id: string) => UnitExperience
}

/** A unit that no category leads to is not impossible: another category may be meant. */
const FLOOR = 0.003

/** What speaks for a unit from the call itself, in words that the reasons and the model file share. */
export function callFeatures({ duty, resolution, second, named, accused }: UnitCandidate): Feature[] {
  const features: Feature[] = [['duty', Math.log(duty + FLOOR)]]
  if (resolution && hangsOnWords(resolution)) features.push('words')
  if (second) features.push('second')
  if (named) features.push(resolution ? 'named' : 'named.only')
  if (accused) features.push('accused')
  return features
}

/** What past cases say of a unit. */
export function historyFeatures(
  { unit, precedents, returned }: UnitCandidate,
  { experience }: FeatureContext,
): Feature[] {
  const { settled, moved } = experience(unit)
  return [
    ['precedents', Math.log1p(precedents)],
    ['returned', Math.log1p(returned)],
    ['settled', settled],
    ['moved', moved],
  ]
}

/** What speaks for a unit that is not among the candidates: a call that is unclear. */
export function noneFeatures({ certainty, place }: FeatureContext): Feature[] {
  return ['none', ['none.doubt', 1 - certainty], `none.place.${place}`]
}

/** A rule that hangs on words of the call is evidence of its own; one that holds for a whole category is not. */
function hangsOnWords({ rule }: Resolution): boolean {
  return rule !== null && (rule.when.said ?? rule.when.at ?? rule.when.target) !== undefined
}
