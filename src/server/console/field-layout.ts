import { appealTypes, modes, tiers } from '../../domain/call.ts'
import type { FieldName } from '../../domain/form.ts'

/** How a field is edited: text, one of few, or a picker with search. A list of the browser would take the arrows that go from field to field. */
export type ControlKind = 'text' | 'area' | 'choice' | 'picker'

export interface FieldLayout {
  field: FieldName
  control: ControlKind
  /** Of the 24 columns of the form. */
  span: 7 | 8 | 9 | 12 | 24
}

/** In the order in which an agent hears and checks them; rows are filled so that all of it is in sight at 1280 × 800. */
export const LAYOUT: readonly FieldLayout[] = [
  { field: 'appealType', control: 'choice', span: 24 },
  { field: 'category', control: 'picker', span: 24 },
  { field: 'title', control: 'text', span: 24 },
  { field: 'callerName', control: 'text', span: 8 },
  { field: 'phone', control: 'text', span: 8 },
  { field: 'repeat', control: 'choice', span: 8 },
  { field: 'district', control: 'picker', span: 8 },
  { field: 'street', control: 'picker', span: 8 },
  { field: 'community', control: 'text', span: 8 },
  { field: 'address', control: 'text', span: 24 },
  { field: 'occurred', control: 'text', span: 12 },
  { field: 'target', control: 'text', span: 12 },
  { field: 'unit', control: 'picker', span: 8 },
  { field: 'tier', control: 'choice', span: 9 },
  { field: 'mode', control: 'choice', span: 7 },
  { field: 'summary', control: 'area', span: 24 },
]
export const REQUIRED: ReadonlySet<FieldName> = new Set<FieldName>(['appealType', 'category', 'tier', 'unit', 'title'])

export const CHOICES: Partial<Record<FieldName, readonly string[]>> = {
  appealType: appealTypes,
  tier: tiers,
  mode: modes,
  repeat: ['true', 'false'],
}
/** Where the texts of choices are named otherwise than their field. */
export const CHOICE_TEXT: Partial<Record<FieldName, string>> = { appealType: 'appeal' }
