import type { City } from '../domain/city.ts'
import type { FieldName, Form } from '../domain/form.ts'
import type { IntakeDoc } from './doc.ts'

/** One of the values that a model may choose from. */
export interface Option {
  value: string
  name: string
  note: string
}

export const askedTextFields = ['appealType', 'callerName', 'phone', 'address', 'occurred', 'target'] as const
export type AskedTextField = (typeof askedTextFields)[number]

export type Question =
  | { prompt: 'category'; options: Option[] }
  | { prompt: 'unit'; options: Option[] }
  | { prompt: 'fields'; fields: AskedTextField[] }
  | { prompt: 'second_appeal'; options: Option[] }
  | { prompt: 'polish' }
export type PromptId = Question['prompt']

export interface Policy {
  /** A field is asked for while its calibrated confidence is below this. */
  askBelow: number
  /** Shorter talk holds nothing that a second reader could find. */
  minCharacters: number
  /** Longer talk is not sent: it would cost a day's tokens and not fit the small models. All turns together. */
  maxCharacters: number
  /** A second appeal is asked for while the probability that there is one lies in this band; below it is noise. */
  secondAppeal: { from: number; to: number }
  /** Requests that one call may cost while it grows turn by turn. */
  requestsPerCall: number
  /** Texts with exact addresses leave the process, so the address may be asked for. */
  sendAddress: boolean
}

export const defaultPolicy: Policy = {
  askBelow: 0.8,
  minCharacters: 12,
  maxCharacters: 6000,
  secondAppeal: { from: 0.15, to: 0.8 },
  requestsPerCall: 24,
  sendAddress: false,
}

const CATEGORIES = 6

/** What is worth asking about a form that the local components have filled. Polishing is planned by {@link planPolish}. */
export function planQuestions(doc: IntakeDoc, { city, policy }: { city: City; policy: Policy }): Question[] {
  if (!isAskable(doc, policy)) return []
  const { form, locked } = doc
  const questions: Question[] = []
  const isUnsure = (field: FieldName) => {
    const suggestion = form[field]
    return suggestion !== null && suggestion.source !== 'agent' && suggestion.confidence < policy.askBelow
  }
  const categoryOptions = optionsOf(form.category, CATEGORIES).flatMap((code) => categoryOption(code, city) ?? [])
  if (!locked.has('category') && isUnsure('category') && categoryOptions.length > 1)
    questions.push({ prompt: 'category', options: categoryOptions })
  else if (!locked.has('unit') && isUnsure('unit')) {
    // A unit that follows from an unsure category is settled with it.
    const options = optionsOf(form.unit, CATEGORIES).flatMap((id) => unitOption(id, city) ?? [])
    if (options.length > 1) questions.push({ prompt: 'unit', options })
  }
  const fields = askedTextFields.filter(
    (field) =>
      !locked.has(field) &&
      (field !== 'address' || policy.sendAddress) &&
      (isUnsure(field) || (form[field] === null && form.needsReview.some((item) => item.field === field))),
  )
  if (fields.length > 0) questions.push({ prompt: 'fields', fields })
  const second = secondAppealOptions(doc, { city, policy })
  if (second.length > 0) questions.push({ prompt: 'second_appeal', options: second })
  return questions
}

/** Whether title and summary, as drafted, are worth a polish. */
export function planPolish(doc: IntakeDoc, policy: Policy): Question[] {
  const { title, summary } = doc.form
  if (!isAskable(doc, policy) || !title || !summary) return []
  if (doc.locked.has('title') || doc.locked.has('summary')) return []
  return Math.min(title.confidence, summary.confidence) < policy.askBelow ? [{ prompt: 'polish' }] : []
}

function isAskable({ turns }: IntakeDoc, { minCharacters, maxCharacters }: Policy): boolean {
  const length = (some: IntakeDoc['turns']) => some.reduce((sum, turn) => sum + turn.text.length, 0)
  return length(turns.filter((turn) => turn.role === 'caller')) >= minCharacters && length(turns) <= maxCharacters
}

function optionsOf(suggestion: Form['category'], limit: number): string[] {
  if (!suggestion) return []
  return [...new Set([suggestion.value, ...suggestion.alternatives.map((item) => item.value)])].slice(0, limit)
}

function categoryOption(code: string, { taxonomy }: City): Option | null {
  const leaf = taxonomy.leaf(code)
  return leaf ? { value: code, name: taxonomy.path(code).join(' / '), note: leaf.definition } : null
}

function unitOption(id: string, { units }: City): Option | null {
  const unit = units.get(id)
  return unit ? { value: id, name: unit.name, note: unit.duties.join('、') } : null
}

function secondAppealOptions(doc: IntakeDoc, { city, policy }: { city: City; policy: Policy }): Option[] {
  const { form, prediction } = doc
  const { from, to } = policy.secondAppeal
  if (!form.category || !prediction || prediction.secondAppeal < from || prediction.secondAppeal >= to) return []
  const likely = new Set([
    ...form.secondary.map(({ value }) => value),
    ...prediction.category.map(({ label }) => label),
  ])
  likely.delete(form.category.value)
  return [...likely].slice(0, CATEGORIES).flatMap((code) => categoryOption(code, city) ?? [])
}
