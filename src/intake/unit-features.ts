import type { Unit } from '../domain/unit.ts'
import type { Feature } from '../model/choice-model.ts'
import type { Resolution } from './resolve-unit.ts'
import type { UnitCandidate } from './unit-candidates.ts'
import type { UnitExperience } from './unit-experience.ts'

export interface FeatureContext {
  /** The likeliest category's probability. */
  certainty: number
  /** Whether the street, or at least the district, is known. */
  place: 'street' | 'district' | 'none'
  unit: (id: string) => Unit | undefined
  experience: (id: string) => UnitExperience
}

/** A unit that no category leads to is not impossible: another category may be meant. */
const FLOOR = 0.003

/** What speaks for a unit, in words that the reasons and the model file share. */
export function unitFeatures(candidate: UnitCandidate, { unit, experience }: FeatureContext): Feature[] {
  const { duty, resolution, precedents, returned, second, named } = candidate
  const known = unit(candidate.unit)
  const { settled, moved } = experience(candidate.unit)
  const features: Feature[] = [
    ['duty', Math.log(duty + FLOOR)],
    ['duty.sure', duty],
    ['precedents', Math.log1p(precedents)],
    ['returned', Math.log1p(returned)],
    ['settled', settled],
    ['moved', moved],
  ]
  if (known) features.push(`kind.${known.kind}`)
  if (resolution) features.push(`ground.${groundOf(resolution)}`)
  if (second) features.push('second')
  if (named) features.push(resolution ? 'named' : 'named.only')
  return features
}

/** A rule that hangs on words of the call is evidence of its own; one that holds for a whole category is not. */
function groundOf({ ground, rule }: Resolution): string {
  return rule && (rule.when.said || rule.when.at || rule.when.target) ? 'words' : ground
}

/** What speaks for a unit that is not among the candidates: a call that is unclear. */
export function noneFeatures({ certainty, place }: FeatureContext): Feature[] {
  return ['none', ['none.doubt', 1 - certainty], `none.place.${place}`]
}
