import { tiers } from '../../../domain/call.ts'
import type { CaseFilters } from '../../case-filters.ts'
import type { Dossier } from '../dossier.ts'
import type { Labels } from '../labels.ts'
import { Page } from '../layout.tsx'
import type { View } from '../preferences.ts'
import { CasePanel } from './case-panel.tsx'
import type { QueueRow } from './queue.ts'
import { Queue } from './queue-list.tsx'

export interface DispatchPageProps {
  view: View
  labels: Labels
  filters: CaseFilters
  rows: readonly QueueRow[]
  more: boolean
  dossier: Dossier | null
  selected: string | null
}

/** The dispatcher's desk: the queue left, one case right. Both sides are also served alone, for live updates. */
export function DispatchPage({ view, labels, filters, rows, more, dossier, selected }: DispatchPageProps) {
  const { t } = view
  return (
    <Page view={view} section="dispatch" title={t('nav.dispatch')} script="dispatch">
      <div class="dispatch" data-open={selected ? '' : undefined}>
        <section class="queue-pane" aria-labelledby="queue-title">
          <header class="pane-head">
            <h1 id="queue-title">{t('dispatch.queue')}</h1>
            <span class="muted" id="queue-count">
              {t('dispatch.count', { count: rows.length })}
            </span>
            <span class="spring" />
            <button type="button" class="small" id="bulk-safe">
              {t('dispatch.bulkSafe')}
            </button>
          </header>
          <QueueFilters view={view} labels={labels} filters={filters} />
          <div id="queue" class="scroll">
            <Queue view={view} labels={labels} filters={filters} rows={rows} more={more} selected={selected} />
          </div>
          <div id="bulk" class="bulk" hidden>
            <button type="button" class="quiet small" id="bulk-clear">
              {t('dispatch.bulkClear')}
            </button>
            <button type="button" class="primary small" id="bulk-accept" aria-keyshortcuts="Shift+A" />
          </div>
        </section>
        <section class="case-pane" id="case" aria-label={t('nav.cases')}>
          {dossier ? <CasePanel view={view} labels={labels} dossier={dossier} /> : <NoCase view={view} />}
        </section>
      </div>
    </Page>
  )
}

const QUEUE_STATES = ['pending', 'returned', 'escalated', 'dispatched'] as const

function QueueFilters({ view, labels, filters }: { view: View; labels: Labels; filters: CaseFilters }) {
  const { t } = view
  const one = filters.states.length === 1 ? filters.states[0] : ''
  return (
    <form class="queue-filters" method="get" action="/dispatch" aria-label={t('dispatch.filter')}>
      <select name="state" aria-label={t('cases.state')}>
        <option value="">{t('dispatch.all')}</option>
        {QUEUE_STATES.map((state) => (
          <option value={state} selected={state === one}>
            {t(`state.${state}`)}
          </option>
        ))}
      </select>
      <select name="district" aria-label={t('cases.district')}>
        <option value="">{t('common.labelled', { name: t('cases.district'), value: t('common.all') })}</option>
        {Object.entries(labels.districts).map(([code, name]) => (
          <option value={code} selected={code === filters.district}>
            {name}
          </option>
        ))}
      </select>
      <select name="tier" aria-label={t('cases.tier')}>
        <option value="">{t('common.labelled', { name: t('cases.tier'), value: t('common.all') })}</option>
        {tiers.map((tier) => (
          <option value={tier} selected={tier === filters.tier}>
            {t(`tier.${tier}`)}
          </option>
        ))}
      </select>
      <input
        type="search"
        name="q"
        id="queue-search"
        value={filters.q}
        placeholder={t('dispatch.search')}
        aria-label={t('cases.search')}
        aria-keyshortcuts="/"
      />
      <button type="submit" class="visually-hidden">
        {t('cases.apply')}
      </button>
    </form>
  )
}

export function NoCase({ view }: { view: View }) {
  const { t } = view
  return (
    <div class="empty tall">
      <p>{t('dispatch.choose')}</p>
      <p class="muted">{t('dispatch.chooseHelp')}</p>
    </div>
  )
}
