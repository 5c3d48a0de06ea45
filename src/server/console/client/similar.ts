import type { CaseRecord } from '../../../domain/case.ts'
import type { Form } from '../../../domain/form.ts'
import type { Labels } from '../labels.ts'
import { get } from './api.ts'
import { h } from './dom.ts'
import { format, shown, t } from './page.ts'

export interface SimilarOptions {
  list: HTMLElement
  id: string
  form: Form
  labels: Labels
  alive: () => boolean
}

export interface Nearby {
  case: CaseRecord
  duplicate: boolean
}

const asked = new WeakMap<HTMLElement, string>()

/** Open cases of the same kind nearby; asked again only when kind or place changed. */
export async function showSimilar({ list, id, form, labels, alive }: SimilarOptions): Promise<void> {
  const key = JSON.stringify([id, form.category?.value, form.district?.value, form.street?.value, form.address?.value])
  if (asked.get(list) === key) return
  asked.set(list, key)
  const found = await get<{ items: Nearby[] }>(`/api/calls/${id}/nearby`).catch(() => null)
  if (!found || !alive() || asked.get(list) !== key) return
  const now = new Date()
  list.replaceChildren(
    ...found.items.map(({ case: record, duplicate }) =>
      h(
        'li',
        {},
        h('a', { href: `/cases/${record.id}`, target: '_blank', rel: 'noopener' }, record.values.title ?? record.id),
        duplicate && h('span', { class: 'pill', 'data-level': 'review' }, t('desk.duplicate')),
        h(
          'span',
          { class: 'muted' },
          [shown('unit', record.values.unit, labels), t(`state.${record.state}`), format.time(record.openedAt, now)]
            .filter(Boolean)
            .join(' · '),
        ),
      ),
    ),
    ...(found.items.length === 0 ? [h('li', { class: 'muted' }, t('desk.similarEmpty'))] : []),
  )
}
