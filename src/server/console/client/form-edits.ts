import type { FieldName } from '../../../domain/form.ts'
import type { CallDraft, Step } from './call-draft.ts'
import type { CallView } from './call-view.ts'
import type { FieldValue } from './fields.ts'
import { markOf } from './fields.ts'
import { notice } from './notices.ts'
import type { Outbox } from './outbox.ts'
import { t } from './page.ts'
import { type FieldChange, withPlaces } from './with-places.ts'

export interface FormEditsOptions {
  /** `/api/calls/{id}`. */
  path: string
  draft: CallDraft
  outbox: Outbox
  actor: () => string
  view: () => CallView
  /** Fields in the order of the form. */
  order: readonly FieldName[]
  /** Something changed, or turned out not to. */
  onChange: () => void
}

export interface FormEdits {
  /** Sets fields as one step that can be taken back. */
  commit(changes: readonly FieldChange[]): void
  /** Gives a field back to the suggestions. */
  release(field: FieldName): void
  undo(): void
  takeAlternative(field: FieldName, index: number): void
  /** Accepts everything that is filled in and not being typed. */
  acceptSure(): void
}

const UNDO_DEPTH = 100

/** What an agent does to the form, with the way back. */
export function createFormEdits({ path, draft, outbox, actor, view, order, onChange }: FormEditsOptions): FormEdits {
  const patch = (edits: readonly FieldChange[], released: readonly FieldName[] = []) => {
    outbox.add({
      kind: 'edit',
      method: 'PATCH',
      path: `${path}/form`,
      body: { edits: Object.fromEntries(edits), release: released, actor: actor() },
    })
    onChange()
  }
  const remember = (changed: readonly FieldName[]) => {
    const { edits } = view()
    const step: Step = {
      fields: changed.map((field) => ({ field, edited: field in edits, value: (edits[field] ?? null) as FieldValue })),
    }
    draft.undo = [...draft.undo, step].slice(-UNDO_DEPTH)
  }
  const commit = (changes: readonly FieldChange[]) => {
    const { edits, state } = view()
    const real = changes.filter(([field, value]) => !(field in edits) || edits[field] !== value)
    if (real.length === 0 || state !== 'open') return onChange()
    const all = withPlaces(real, view())
    remember(all.map(([field]) => field))
    for (const [field] of all) delete draft.typed[field]
    patch(all)
  }
  return {
    commit,
    release(field) {
      remember([field])
      patch([], [field])
    },
    undo() {
      const step = draft.undo.pop()
      if (!step) return notice('undo', t('desk.undoneNone'))
      const edited = step.fields.filter((item) => item.edited)
      patch(
        edited.map(({ field, value }) => [field, value]),
        step.fields.filter((item) => !item.edited).map(({ field }) => field),
      )
      notice('undo', t('desk.undone', { field: step.fields.map(({ field }) => t(`field.${field}`)).join('、') }))
    },
    takeAlternative(field, index) {
      const alternative = view().suggestion(field)?.alternatives[index]
      if (alternative) commit([[field, alternative.value]])
    },
    acceptSure() {
      const sure = order.filter(
        (field) => ['auto', 'suggest'].includes(markOf(view(), field)) && draft.typed[field] === undefined,
      )
      commit(sure.map((field) => [field, view().suggestion(field)?.value ?? null]))
      notice('accepted', sure.length > 0 ? t('desk.accepted', { count: sure.length }) : t('desk.acceptedNone'))
    },
  }
}
