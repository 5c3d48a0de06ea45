import type { CallView } from './call-view.ts'
import { byId, setText } from './dom.ts'
import { missing, nextQuestion } from './next-question.ts'
import { format, t } from './page.ts'

/** The lines around the form: what is missing, what to ask next, until when, and which buttons make sense. */
export function showStatus(view: CallView, { undoable }: { undoable: boolean }): void {
  const open = missing(view)
  const closed = view.state !== 'open'
  const question = closed ? null : nextQuestion(view)
  const pill = byId('missing')
  pill.dataset.level = open.length === 0 ? 'auto' : 'review'
  setText(pill, closed ? t(`callState.${view.state}`) : remaining(open.length))
  setText(byId('question'), closed ? t('desk.closed') : (question?.text ?? nothingToAsk(open)))
  setText(
    byId('deadline'),
    view.form?.deadline ? t('desk.deadline', { time: format.time(view.form.deadline, new Date()) }) : '',
  )
  setText(byId('call-from'), view.callerId ? t('desk.callFrom', { number: view.callerId }) : t('desk.noCallerId'))
  byId<HTMLButtonElement>('use-question').disabled = question === null
  for (const control of ['confirm', 'accept-sure', 'discard']) byId<HTMLButtonElement>(control).disabled = closed
  byId<HTMLButtonElement>('undo').disabled = closed || !undoable
}

const remaining = (count: number): string => (count === 0 ? t('desk.complete') : t('desk.missing', { count }))

const nothingToAsk = (open: ReturnType<typeof missing>): string =>
  open.length === 0
    ? t('desk.askDone')
    : t('desk.fillFirst', { fields: open.map((field) => t(`field.${field}`)).join('、') })
