import type { Lexicon } from '../domain/lexicon.ts'
import { ChoiceModel, type ChoiceWeights, type Feature } from '../model/choice-model.ts'
import type { Component, IntakeDoc } from './doc.ts'
import { cite, fill } from './evidence.ts'
import { repeatFeatures } from './repeat/repeat-features.ts'
import { judgeByRules, type Verdict } from './repeat/rule-verdict.ts'
import { suggest } from './suggest.ts'

export interface RepeatOptions {
  lexicon: Lexicon
  /** What the city's calls taught; without it the rules decide alone. */
  weights?: ChoiceWeights | undefined
}

/** What speaks for the same matter having been reported before, beside what the rules say of it. */
export function repeatOptions(doc: IntakeDoc, lexicon: Lexicon): { verdict: Verdict; features: Feature[] } {
  const verdict = judgeByRules(doc, lexicon)
  return { verdict, features: repeatFeatures(doc, verdict) }
}

/** Whether the same matter was reported before, to government channels only. */
export function createRepeat({ lexicon, weights }: RepeatOptions): Component {
  const model = weights && Object.keys(weights).length > 0 ? new ChoiceModel(weights) : null
  return async (doc) => {
    const { value, confidence, evidence } =
      doc.form.appealType?.value === '表扬'
        ? { value: false, confidence: 0.97, evidence: [] }
        : decide(doc, { lexicon, model })
    const source = model ? 'model' : 'rule'
    return fill(doc, { repeat: suggest({ value, confidence, source, evidence: cite(doc, evidence) }) })
  }
}

function decide(doc: IntakeDoc, { lexicon, model }: { lexicon: Lexicon; model: ChoiceModel | null }): Verdict {
  const { verdict, features } = repeatOptions(doc, lexicon)
  if (!model) return verdict
  const [share] = model.shares([features, []]) as [number, number]
  const value = share >= 0.5
  const evidence = value === verdict.value ? verdict.evidence : []
  return { value, confidence: Math.max(share, 1 - share), evidence }
}
