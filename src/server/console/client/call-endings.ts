import type { CallRecord, CaseRecord } from '../../../domain/case.ts'
import type { FieldName } from '../../../domain/form.ts'
import { ask } from './ask.ts'
import type { CallView } from './call-view.ts'
import { byId } from './dom.ts'
import { fieldNames } from './field-names.ts'
import { markOf } from './fields.ts'
import { missing } from './next-question.ts'
import { notice } from './notices.ts'
import type { Operation, Outbox } from './outbox.ts'
import { t } from './page.ts'

/** How a call left the desk. */
export interface Left {
  message: string
  /** The call that was attached to a case and may come back. */
  attached?: string
}

export interface CallEndingsOptions {
  /** `/api/calls/{id}`. */
  path: string
  outbox: Outbox
  actor: () => string
  view: () => CallView
  /** A required field stands in the way. */
  onMissing: (field: FieldName) => void
  /** No more words are to come. */
  onEnd: () => void
}

/** The ways to be done with a call: as a case, as part of one that is there, or not at all. */
export function createCallEndings({ path, outbox, actor, view, onMissing, onEnd }: CallEndingsOptions) {
  return {
    confirm() {
      if (view().state !== 'open') return
      const focused = document.activeElement
      // What is being typed is taken over first.
      if (focused instanceof HTMLElement) focused.blur()
      const open = missing(view())
      const first = open[0]
      if (first) {
        const fields = open.map((field) => t(`field.${field}`)).join('、')
        notice('confirm', t('desk.fillFirst', { fields }), { tone: 'warn' })
        return onMissing(first)
      }
      // What is still only a guess was never filled in, so it is confirmed as empty.
      const guesses = fieldNames.filter((field) => markOf(view(), field) === 'review')
      const body = { edits: Object.fromEntries(guesses.map((field) => [field, null])), actor: actor() }
      outbox.add({ kind: 'confirm', method: 'POST', path: `${path}/confirm`, body })
      byId<HTMLButtonElement>('confirm').disabled = true
      if (!navigator.onLine) notice('confirm', t('desk.confirmQueued'), { sticky: true, tone: 'warn' })
    },
    /** Null: there is no case nearby. */
    attach(caseId: string | null) {
      if (view().state !== 'open') return
      if (caseId === null) return notice('attach', t('desk.similarEmpty'))
      onEnd()
      outbox.add({ kind: 'attach', method: 'POST', path: `${path}/attachment`, body: { caseId, actor: actor() } })
    },
    async discard() {
      const reason = await ask({
        title: t('desk.discardTitle'),
        help: t('desk.discardHelp'),
        label: t('desk.discardReason'),
        action: t('desk.discard'),
      })
      if (reason === null) return
      onEnd()
      const body = { reason: reason.trim() || null, actor: actor() }
      outbox.add({ kind: 'discard', method: 'POST', path: `${path}/discard`, body })
    },
  }
}

/** What became of the call, once the server has said so; null where the answer is only a newer call. */
export function doneWith({ kind, body }: Operation, answer: unknown): Left | null {
  if (kind === 'confirm') return { message: t('desk.confirmed', { id: (answer as CaseRecord).id }) }
  if (kind === 'discard') return { message: t('desk.discarded') }
  if (kind === 'attach')
    return { message: t('desk.attached', { id: String(body.caseId) }), attached: (answer as CallRecord).id }
  return null
}
