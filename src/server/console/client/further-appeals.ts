import type { CallRecord } from '../../../domain/case.ts'
import type { FurtherAppeal } from '../../../domain/further-appeal.ts'
import type { Labels } from '../labels.ts'
import { ApiError, send } from './api.ts'
import type { CallView } from './call-view.ts'
import { h } from './dom.ts'
import { notice } from './notices.ts'
import { shown, t } from './page.ts'

export interface FurtherAppealsOptions {
  root: HTMLElement
  /** Of the call that holds them. */
  id: string
  labels: Labels
  actor: () => string
  signal: AbortSignal
}

export interface FurtherAppeals {
  show(view: CallView): void
  /** Registers the first one that is not yet a call of its own. */
  openFirst(): void
}

/** Further matters told in the call, each of which can be registered as a call of its own with one key. */
export function createFurtherAppeals({ root, id, labels, actor, signal }: FurtherAppealsOptions): FurtherAppeals {
  let view: CallView | null = null
  let drawn = ''
  const opened = new Set<string>()

  const found = (): readonly FurtherAppeal[] => view?.form?.further ?? []
  const redraw = () => {
    const state = JSON.stringify([found(), [...opened]])
    if (state === drawn) return
    drawn = state
    root.hidden = found().length === 0
    root.replaceChildren(...found().map(row))
  }
  const row = (appeal: FurtherAppeal, index: number) => {
    const code = appeal.category.value
    const name = shown('category', code, labels)
    const facts = [name, shown('tier', appeal.tier?.value, labels), shown('unit', appeal.unit?.value, labels)]
    return h(
      'div',
      { class: 'similar-case further' },
      h('span', { class: 'pill', 'data-level': appeal.category.level }, t('field.secondary')),
      h('strong', {}, appeal.title?.value ?? name),
      h('span', { class: 'muted' }, facts.filter(Boolean).join(' · ')),
      opened.has(code)
        ? h('span', { class: 'muted' }, t('desk.furtherOpened'))
        : h(
            'button',
            { type: 'button', class: 'small', 'data-further': code, 'aria-keyshortcuts': index === 0 ? 'Alt+S' : null },
            t('desk.furtherOpen'),
            index === 0 && h('kbd', {}, 'Alt S'),
          ),
    )
  }

  /** The id follows from the call's, so that the same matter is never registered twice. */
  const open = async (appeal: FurtherAppeal) => {
    const code = appeal.category.value
    const own = `${id}-${code}`
    const { channel, callerId } = view!
    const body = { id: own, channel, callerId, turns: appeal.turns, actor: actor() }
    try {
      await send<CallRecord>({ method: 'POST', path: '/api/calls', body, key: own })
    } catch (error) {
      const known = error instanceof ApiError && error.status === 409
      if (!known) {
        const reason = error instanceof ApiError ? error.message : t('status.unreachable')
        return notice('further', t('status.failed', { reason }), { tone: 'warn' })
      }
    }
    opened.add(code)
    redraw()
    notice('further', t('desk.furtherOpened'))
  }

  root.addEventListener(
    'click',
    (event) => {
      const button = (event.target as Element).closest<HTMLElement>('[data-further]')
      const appeal = found().find(({ category }) => category.value === button?.dataset.further)
      if (appeal) void open(appeal)
    },
    { signal },
  )
  return {
    show(now) {
      view = now
      redraw()
    },
    openFirst() {
      const next = found().find(({ category }) => !opened.has(category.value))
      if (next) void open(next)
    },
  }
}
