import type { Precedent } from '../../../domain/form.ts'
import type { Labels } from '../labels.ts'
import type { View } from '../preferences.ts'
import type { PanelProps } from './case-panel.tsx'

/** What may be the same matter, and where like matters went. */
export function Alike({ view, labels, dossier }: PanelProps) {
  const { t } = view
  const found = (dossier.advice?.precedents ?? []).filter((item) => item.caseId !== dossier.record.id)
  const duplicates = found.filter((item) => item.duplicate)
  const others = found.filter((item) => !item.duplicate)
  return (
    <>
      {duplicates.length > 0 && (
        <section class="card" data-tone="warn">
          <h3>{t('dispatch.duplicates')}</h3>
          <PrecedentList view={view} labels={labels} items={duplicates} attachable />
        </section>
      )}
      <section class="card">
        <h3>{t('dispatch.precedents')}</h3>
        {others.length > 0 ? (
          <PrecedentList view={view} labels={labels} items={others} />
        ) : (
          <p class="muted">{t('dispatch.precedentsEmpty')}</p>
        )}
      </section>
    </>
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
