import type { Precedent } from '../../../domain/form.ts'
import type { Dossier } from '../dossier.ts'
import type { Labels } from '../labels.ts'
import type { View } from '../preferences.ts'
import type { PanelProps } from './case-panel.tsx'

const others = ({ advice, record }: Dossier, duplicate: boolean) =>
  (advice?.precedents ?? []).filter((item) => item.caseId !== record.id && item.duplicate === duplicate)

/** What may be the same matter and can be made one case; nothing where there is none. */
export function Duplicates({ view, labels, dossier }: PanelProps) {
  const items = others(dossier, true)
  if (items.length === 0) return null
  return (
    <section class="card" data-tone="warn">
      <h3>{view.t('dispatch.duplicates')}</h3>
      <PrecedentList view={view} labels={labels} items={items} attachable />
    </section>
  )
}

/** Where like matters went. */
export function Precedents({ view, labels, dossier }: PanelProps) {
  const { t } = view
  const items = others(dossier, false)
  return (
    <section class="card">
      <h3>{t('dispatch.precedents')}</h3>
      {items.length > 0 ? (
        <PrecedentList view={view} labels={labels} items={items} />
      ) : (
        <p class="muted">{t('dispatch.precedentsEmpty')}</p>
      )}
    </section>
  )
}

interface PrecedentListProps {
  view: View
  labels: Labels
  items: readonly Precedent[]
  attachable?: boolean
}

function PrecedentList({ view, labels, items, attachable }: PrecedentListProps) {
  const { t, format, now } = view
  return (
    <ul class="precedents">
      {items.map((item) => (
        <li>
          <a href={`/cases/${item.caseId}`}>{item.title || item.caseId}</a>
          <span class="muted">
            {[labels.units[item.unit ?? ''], format.time(item.openedAt, now), format.percent(item.similarity, 0)]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {attachable && (
            <button type="button" class="small" data-attach={item.caseId}>
              {t('dispatch.attach')}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
