import type { FieldName } from '../../../domain/form.ts'
import type { CallView } from './call-view.ts'
import { markOf } from './fields.ts'
import { t } from './page.ts'

export const REQUIRED: readonly FieldName[] = ['appealType', 'category', 'title', 'tier', 'unit']

/** Required fields without a value that stands. */
export function missing(view: CallView): FieldName[] {
  return REQUIRED.filter((field) => view.suggestion(field) === null || markOf(view, field) === 'review')
}

/** What only the caller knows, in the order in which one asks for it. */
const ASKED: readonly FieldName[] = [
  'category',
  'address',
  'street',
  'callerName',
  'phone',
  'occurred',
  'target',
  'repeat',
]
/** Asked only when the pipeline says that it is needed. */
const ON_DEMAND = new Set<FieldName>(['target'])
const READ_OUT = new Set<FieldName>(['address', 'callerName', 'phone', 'occurred', 'target'])
const WITHOUT_TIME = new Set<unknown>(['咨询', '建议', '表扬'])

/** The next thing to ask the caller, in words that can be said as they stand; null when nothing is open. */
export function nextQuestion(view: CallView): { field: FieldName; text: string } | null {
  if (!view.turns.some((turn) => turn.role === 'caller')) return { field: 'category', text: t('ask.greeting') }
  for (const field of ASKED) {
    const mark = markOf(view, field)
    if (mark !== 'none' && mark !== 'review') continue
    const asked = view.form?.needsReview.find((item) => item.field === field && item.question)?.question
    if (!asked && !worthAsking(view, field)) continue
    return { field, text: asked ?? checked(view, field) ?? t(`ask.${field as 'category'}`) }
  }
  return null
}

function worthAsking(view: CallView, field: FieldName): boolean {
  if (ON_DEMAND.has(field)) return false
  if (field === 'street') return view.suggestion('address') !== null
  if (field === 'occurred') return !WITHOUT_TIME.has(view.suggestion('appealType')?.value)
  return true
}

/** A guess that can be read out is checked, not asked for anew. */
function checked(view: CallView, field: FieldName): string | null {
  const value = view.suggestion(field)?.value
  return READ_OUT.has(field) && typeof value === 'string' ? t(`check.${field as 'address'}`, { value }) : null
}
