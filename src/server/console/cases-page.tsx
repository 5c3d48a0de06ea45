import { tiers } from '../../domain/call.ts'
import type { CaseRecord } from '../../domain/case.ts'
import { caseStates } from '../../domain/case.ts'
import type { Page as StorePage } from '../../store/store.ts'
import { type CaseFilters, filterString } from '../case-filters.ts'
import type { Labels } from './labels.ts'
import { Page } from './layout.tsx'
import { Deadline, StatePill, textOf } from './pieces.tsx'
import type { View } from './preferences.ts'

export interface CasesPageProps {
  view: View
  labels: Labels
  filters: CaseFilters
  found: StorePage<CaseRecord>
}

export function CasesPage({ view, labels, filters, found }: CasesPageProps) {
  const { t } = view
  const query = filterString(filters)
  return (
    <Page view={view} section="cases" title={t('nav.cases')} script="cases">
      <div class="scroll">
        <div class="page">
          <header class="page-head">
            <h1>{t('cases.title')}</h1>
            <Exports view={view} query={query} />
          </header>
          <Views view={view} />
          <Filters view={view} labels={labels} filters={filters} />
          {found.items.length > 0 ? (
            <CaseTable view={view} labels={labels} items={found.items} />
          ) : (
            <NoCases view={view} filtered={query !== ''} />
          )}
          <nav class="pager" aria-label={t('cases.next')}>
            {found.items.length > 0 && <span class="muted">{t('cases.found', { count: found.items.length })}</span>}
            {filters.cursor && <a href={`/cases?${query}`}>{t('cases.first')}</a>}
            {found.next && (
              <a class="button" rel="next" href={`/cases?${filterString(filters, { cursor: found.next })}`}>
                {t('cases.next')}
              </a>
            )}
          </nav>
        </div>
      </div>
    </Page>
  )
}

function Exports({ view, query }: { view: View; query: string }) {
  const { t } = view
  return (
    <p class="row">
      <span class="muted">{t('cases.export')}</span>
      <a href={`/api/cases.csv?${query}`} download="cases.csv">
        {t('cases.csv')}
      </a>
      <a href={`/api/cases.jsonl?${query}`} download="cases.jsonl">
        {t('cases.jsonl')}
      </a>
    </p>
  )
}

/** Views that every desk needs; a person's own are added by the client, which keeps them. */
function Views({ view }: { view: View }) {
  const { t } = view
  return (
    <nav class="views" aria-label={t('cases.views')}>
      <ul id="views">
        <li>
          <a href="/cases">{t('common.all')}</a>
        </li>
        <li>
          <a href="/cases?state=pending">{t('cases.viewPending')}</a>
        </li>
        <li>
          <a href="/cases?state=returned">{t('cases.viewReturned')}</a>
        </li>
        <li>
          <a href="/cases?tier=2h">{t('cases.viewUrgent')}</a>
        </li>
      </ul>
      <button type="button" class="small quiet" id="save-view">
        {t('cases.viewSave')}
      </button>
    </nav>
  )
}

function Filters({ view, labels, filters }: { view: View; labels: Labels; filters: CaseFilters }) {
  const { t } = view
  const top = Object.entries(labels.categories)
    .filter(([code]) => code.length === 2)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return (
    <form class="filters" method="get" action="/cases">
      <label class="grow">
        <span>{t('cases.search')}</span>
        <input type="search" name="q" value={filters.q} placeholder={t('cases.searchHint')} />
      </label>
      <Choice
        name="state"
        label={t('cases.state')}
        all={t('common.all')}
        value={filters.states[0] ?? ''}
        options={caseStates.map((state) => [state, t(`state.${state}`)])}
      />
      <Choice
        name="category"
        label={t('cases.category')}
        all={t('common.all')}
        value={filters.category.slice(0, 2)}
        options={top}
      />
      <Choice
        name="district"
        label={t('cases.district')}
        all={t('common.all')}
        value={filters.district}
        options={Object.entries(labels.districts)}
      />
      <Choice
        name="tier"
        label={t('cases.tier')}
        all={t('common.all')}
        value={filters.tier}
        options={tiers.map((tier) => [tier, t(`tier.${tier}`)])}
      />
      <label>
        <span>{t('cases.from')}</span>
        <input type="date" name="from" value={filters.from} />
      </label>
      <label>
        <span>{t('cases.to')}</span>
        <input type="date" name="to" value={filters.to} />
      </label>
      <div class="row">
        <button type="submit" class="primary">
          {t('cases.apply')}
        </button>
        <a href="/cases">{t('cases.reset')}</a>
      </div>
    </form>
  )
}

interface ChoiceProps {
  name: string
  label: string
  all: string
  value: string
  options: readonly (readonly [value: string, text: string])[]
}

function Choice({ name, label, all, value, options }: ChoiceProps) {
  return (
    <label>
      <span>{label}</span>
      <select name={name}>
        <option value="">{all}</option>
        {options.map(([code, text]) => (
          <option value={code} selected={code === value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

function CaseTable({ view, labels, items }: { view: View; labels: Labels; items: readonly CaseRecord[] }) {
  const { t, format, now } = view
  const columns = ['id', 'title', 'category', 'unit', 'state', 'opened', 'deadline'] as const
  return (
    <div class="table-frame">
      <table class="cases">
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col">{t(`cases.col.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((record) => (
            <tr>
              <td class="num">
                <a href={`/cases/${record.id}`}>{record.id}</a>
              </td>
              <td class="title">
                <a href={`/cases/${record.id}`}>{record.values.title ?? t('common.empty')}</a>
              </td>
              <td title={textOf(view, labels, 'category', record.values.category)}>
                {labels.categories[record.values.category ?? ''] ?? ''}
              </td>
              <td>{textOf(view, labels, 'unit', record.values.unit)}</td>
              <td>
                <StatePill view={view} state={record.state} />
              </td>
              <td class="num">
                <time dateTime={record.openedAt}>{format.time(record.openedAt, now)}</time>
              </td>
              <td>
                {record.state === 'pending' || record.state === 'returned' ? (
                  <Deadline view={view} record={record} />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function NoCases({ view, filtered }: { view: View; filtered: boolean }) {
  const { t } = view
  return (
    <div class="empty">
      <p>{t(filtered ? 'cases.empty' : 'cases.none')}</p>
      <p class="muted">{t(filtered ? 'cases.emptyHelp' : 'cases.noneHelp')}</p>
    </div>
  )
}
