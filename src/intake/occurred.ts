import { hasPrefix, type Lexicon } from '../domain/lexicon.ts'
import { ChoiceModel, type ChoiceWeights, type Feature } from '../model/choice-model.ts'
import { contextOf, holdsNeither } from './call-context.ts'
import { choose } from './choose.ts'
import type { Component, IntakeDoc } from './doc.ts'
import { cite, fill } from './evidence.ts'
import { untaughtChoices } from './field-choices.ts'
import { categoryOf } from './location.ts'
import { type TimeCandidate, timeCandidates } from './occurred/time-candidates.ts'
import { timeFeatures } from './occurred/time-features.ts'
import { suggest } from './suggest.ts'

export interface OccurredOptions {
  lexicon: Lexicon
  weights?: ChoiceWeights
}

/** Between what times the choice is: candidates, and the features of each and of there being none. */
export function timeOptions(doc: IntakeDoc): { candidates: TimeCandidate[]; features: Feature[][] } {
  const { turns } = doc
  const candidates = timeCandidates(turns)
  return { candidates, features: timeFeatures({ turns, candidates, context: contextOf(doc) }) }
}

/** When the matter happened or began, in the caller's words. */
export function createOccurred({ lexicon, weights = untaughtChoices.occurred }: OccurredOptions): Component {
  const model = new ChoiceModel(weights)
  const { outOfScope, progress } = lexicon.categories
  return async (doc) => {
    if (hasPrefix([...outOfScope, ...progress], categoryOf(doc)) || holdsNeither(doc))
      return fill(doc, { occurred: null })
    const { candidates, features } = timeOptions(doc)
    const { candidate, share, alternatives } = choose(candidates, { features, model, written: ({ text }) => text })
    if (!candidate) return fill(doc, { occurred: null })
    const occurred = suggest({
      value: candidate.text,
      confidence: share,
      source: 'model',
      evidence: cite(doc, [candidate]),
      alternatives,
    })
    return fill(doc, { occurred })
  }
}
