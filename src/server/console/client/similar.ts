import type { CaseRecord } from '../../../domain/case.ts'
import type { Labels } from '../labels.ts'
import { get } from './api.ts'
import type { CallView } from './call-view.ts'
import { h } from './dom.ts'
import { format, shown, t } from './page.ts'

export interface SimilarOptions {
  list: HTMLElement
  /** Of the call. */
  id: string
  labels: Labels
  /** Ends the listening when the desk turns to another call. */
  signal: AbortSignal
  onAttach: (caseId: string) => void
}

export interface Similar {
  /** Asks again only when the kind or the place of the call changed. */
  show(view: CallView): void
  /** The case that the call most probably belongs to; null when there is none nearby. */
  first(): string | null
}

interface Nearby {
  case: CaseRecord
  duplicate: boolean
}

/** Open cases of the same kind nearby; the call can be given to one of them instead of becoming a case of its own. */
export function createSimilar({ list, id, labels, signal, onAttach }: SimilarOptions): Similar {
  let asked = ''
  let found: readonly Nearby[] = []

  list.addEventListener(
    'click',
    (event) => {
      const button = (event.target as Element).closest<HTMLElement>('[data-attach]')
      if (button?.dataset.attach) onAttach(button.dataset.attach)
    },
    { signal },
  )
  const row = ({ case: record, duplicate }: Nearby, index: number) => {
    const title = record.values.title ?? record.id
    return h(
      'li',
      {},
      h(
        'div',
        { class: 'similar-case' },
        h('a', { href: `/cases/${record.id}`, target: '_blank', rel: 'noopener' }, title),
        duplicate && h('span', { class: 'pill', 'data-level': 'review' }, t('desk.duplicate')),
        h(
          'span',
          { class: 'muted' },
          [
            shown('unit', record.values.unit, labels),
            t(`state.${record.state}`),
            format.time(record.openedAt, new Date()),
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'small',
          'data-attach': record.id,
          'aria-label': t('desk.attachTo', { title }),
          'aria-keyshortcuts': index === 0 ? 'Alt+M' : null,
        },
        t('desk.attach'),
        index === 0 && h('kbd', {}, 'Alt M'),
      ),
    )
  }
  return {
    async show({ form, state }) {
      if (!form) return
      const { category, district, street, address } = form
      const key = JSON.stringify([state, category?.value, district?.value, street?.value, address?.value])
      if (asked === key) return
      asked = key
      const answer = await get<{ items: Nearby[] }>(`/api/calls/${id}/nearby`).catch(() => null)
      if (!answer || signal.aborted || asked !== key) return
      found = state === 'open' ? answer.items : []
      list.replaceChildren(
        ...(found.length > 0 ? found.map(row) : [h('li', { class: 'muted' }, t('desk.similarEmpty'))]),
      )
    },
    first: () => found[0]?.case.id ?? null,
  }
}
