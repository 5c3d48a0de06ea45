import { hasPrefix } from '../domain/lexicon.ts'
import { ChoiceModel, type ChoiceWeights, type Feature } from '../model/choice-model.ts'
import { contextOf, holdsNeither } from './call-context.ts'
import { choose } from './choose.ts'
import type { Component, IntakeDoc } from './doc.ts'
import { cite, fill } from './evidence.ts'
import { untaughtChoices } from './field-choices.ts'
import { categoryOf } from './location.ts'
import { suggest } from './suggest.ts'
import { type TargetReaderOptions, targetReader } from './target/read-call-targets.ts'
import type { TargetCandidate } from './target/target-candidate.ts'
import { targetCandidates } from './target/target-candidates.ts'
import { targetFeatures } from './target/target-features.ts'

export interface TargetOptions extends TargetReaderOptions {
  weights?: ChoiceWeights
}

export type TargetChoice = (doc: IntakeDoc) => { candidates: TargetCandidate[]; features: Feature[][] }

/** Between whom the choice is: candidates, and the features of each and of there being nobody. */
export function createTargetOptions(options: TargetReaderOptions): TargetChoice {
  const read = targetReader(options)
  return (doc) => {
    const candidates = targetCandidates(read(doc))
    return { candidates, features: targetFeatures({ turns: doc.turns, candidates, context: contextOf(doc) }) }
  }
}

/** The company, shop, neighbour, vehicle or unit that the caller wants held to account. */
export function createTarget({ weights = untaughtChoices.target, ...options }: TargetOptions): Component {
  const model = new ChoiceModel(weights)
  const targetOptions = createTargetOptions(options)
  const { outOfScope, progress } = options.city.lexicon.categories
  return async (doc) => {
    if (hasPrefix([...outOfScope, ...progress], categoryOf(doc)) || holdsNeither(doc))
      return fill(doc, { target: null })
    const { candidates, features } = targetOptions(doc)
    const { candidate, share, alternatives } = choose(candidates, { features, model, written: ({ value }) => value })
    if (!candidate) return fill(doc, { target: null })
    const target = suggest({
      value: candidate.value,
      confidence: share,
      source: 'model',
      evidence: cite(doc, [candidate]),
      alternatives,
    })
    return fill(doc, { target })
  }
}
