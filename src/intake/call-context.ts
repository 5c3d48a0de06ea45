import type { Evidence } from '../domain/suggestion.ts'
import type { IntakeDoc } from './doc.ts'
import { categoryOf } from './location.ts'

/** What is known of the call as a whole: its likely types, and the category. */
export interface CallContext {
  types: readonly { label: string; probability: number }[]
  category: string | null
  /** The words that spoke most for the category, in the turns as received; null where none are known. */
  evidence: readonly Evidence[] | null
}

/** What an agent has decided is certain; otherwise the classifier's shares stand. */
export function contextOf(doc: IntakeDoc): CallContext {
  const decided = doc.form.appealType
  const predicted = doc.prediction?.appealType ?? []
  const types =
    decided && (doc.locked.has('appealType') || predicted.length === 0)
      ? [{ label: decided.value, probability: 1 }]
      : predicted
  const evidence = doc.prediction?.evidence ?? []
  return { types, category: categoryOf(doc), evidence: evidence.length > 0 ? evidence : null }
}

const nothingHappened: readonly (string | undefined)[] = ['咨询', '建议', '表扬']

/** Questions, proposals and praise: the labelling guide leaves time and target empty. */
export function holdsNeither(doc: IntakeDoc): boolean {
  return nothingHappened.includes(doc.form.appealType?.value)
}
