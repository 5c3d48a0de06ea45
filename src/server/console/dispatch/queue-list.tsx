import { type CaseFilters, filterString } from '../../case-filters.ts'
import type { Labels } from '../labels.ts'
import { Deadline, textOf } from '../pieces.tsx'
import type { View } from '../preferences.ts'
import { type QueueRow, urgencies } from './queue.ts'

interface QueueProps {
  view: View
  labels: Labels
  filters: CaseFilters
  rows: readonly QueueRow[]
  /** There are more than these. */
  more: boolean
  selected: string | null
}

/** The waiting cases in groups by how soon they are due. */
export function Queue({ view, labels, filters, rows, more, selected }: QueueProps) {
  const { t } = view
  if (rows.length === 0)
    return (
      <div class="empty">
        <p>{t('dispatch.empty')}</p>
        <p class="muted">{t(filterString(filters) ? 'cases.emptyHelp' : 'dispatch.emptyHelp')}</p>
      </div>
    )
  return (
    <>
      {urgencies.map((urgency) => {
        const group = rows.filter((row) => row.urgency === urgency)
        if (group.length === 0) return null
        return (
          <section class="queue-group" aria-label={t(`dispatch.${urgency}`)}>
            <h2 data-urgency={urgency}>
              {t(`dispatch.${urgency}`)} <span class="num">{group.length}</span>
            </h2>
            <ul>
              {group.map((row) => (
                <QueueItem
                  view={view}
                  labels={labels}
                  filters={filters}
                  row={row}
                  current={row.record.id === selected}
                />
              ))}
            </ul>
          </section>
        )
      })}
      {more && <p class="queue-more muted">{t('dispatch.more', { count: rows.length })}</p>}
    </>
  )
}

interface QueueItemProps {
  view: View
  labels: Labels
  filters: CaseFilters
  row: QueueRow
  current: boolean
}

function QueueItem({ view, labels, filters, row, current }: QueueItemProps) {
  const { t } = view
  const { record, risks, safe } = row
  const query = filterString(filters)
  return (
    <li
      class="queue-row"
      data-case={record.id}
      data-version={record.version}
      data-state={record.state}
      data-safe={safe ? '' : undefined}
    >
      <input type="checkbox" aria-label={t('dispatch.select', { id: record.values.title ?? record.id })} />
      <a
        href={`/dispatch?${query ? `${query}&` : ''}case=${record.id}`}
        aria-current={current ? 'true' : undefined}
        data-open={record.id}
      >
        <span class="queue-line">
          <span class="queue-title">
            {record.values.title ?? textOf(view, labels, 'category', record.values.category)}
          </span>
          <Deadline view={view} record={record} />
        </span>
        <span class="queue-line">
          <span class="queue-sub muted">
            {textOf(view, labels, 'unit', record.values.unit)}
            {record.state !== 'pending' && ` · ${t(`state.${record.state}`)}`}
          </span>
          <span class="queue-risks">
            {risks.map((risk) => (
              <span class="pill" data-tone={risk === 'urgent' || risk === 'bounced' ? 'bad' : 'warn'}>
                {t(`dispatch.risk.${risk}`, { count: record.bounces })}
              </span>
            ))}
          </span>
        </span>
      </a>
    </li>
  )
}
