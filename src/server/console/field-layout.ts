import { appealTypes, modes, tiers } from '../../domain/call.ts'
import type { FieldName } from '../../domain/form.ts'

/** How a field is edited: text, one of few, a list of the browser, or a picker with search. */
export type ControlKind = 'text' | 'area' | 'choice' | 'select' | 'picker'

export interface FieldLayout {
  field: FieldName
  control: ControlKind
  wide?: boolean
}

/** In the order in which an agent hears and checks them. */
export const LAYOUT: readonly FieldLayout[] = [
  { field: 'appealType', control: 'choice', wide: true },
  { field: 'category', control: 'picker', wide: true },
  { field: 'title', control: 'text', wide: true },
  { field: 'callerName', control: 'text' },
  { field: 'phone', control: 'text' },
  { field: 'district', control: 'select' },
  { field: 'street', control: 'picker' },
  { field: 'community', control: 'text' },
  { field: 'address', control: 'text' },
  { field: 'occurred', control: 'text' },
  { field: 'target', control: 'text' },
  { field: 'tier', control: 'choice' },
  { field: 'repeat', control: 'choice' },
  { field: 'unit', control: 'picker' },
  { field: 'mode', control: 'choice' },
  { field: 'summary', control: 'area', wide: true },
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
