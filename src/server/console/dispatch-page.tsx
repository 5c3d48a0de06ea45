import type { Precedent } from '../../domain/form.ts'
import type { CaseFilters } from '../case-filters.ts'
import { filterString } from '../case-filters.ts'
import type { Dossier } from './dossier.ts'
import type { Labels } from './labels.ts'
import { Page } from './layout.tsx'
import { Deadline, Facts, StatePill, TalkList, textOf } from './pieces.tsx'
import type { View } from './preferences.ts'
import { type QueueRow, urgencies } from './queue.ts'

export interface DispatchPageProps {
  view: View
  labels: Labels
  filters: CaseFilters
  rows: readonly QueueRow[]
  dossier: Dossier | null
  selected: string | null
}

/** The dispatcher's desk: the queue left, one case right. Both sides are also served alone, for live updates. */
export function DispatchPage({ view, labels, filters, rows, dossier, selected }: DispatchPageProps) {
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
            <Queue view={view} labels={labels} filters={filters} rows={rows} selected={selected} />
          </div>
          <div id="bulk" class="bulk" hidden>
            <button type="button" class="quiet small" id="bulk-clear">
              {t('dispatch.bulkClear')}
            </button>
            <button type="button" class="primary small" id="bulk-accept" />
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
        <option value="">{`${t('cases.district')}：${t('common.all')}`}</option>
        {Object.entries(labels.districts).map(([code, name]) => (
          <option value={code} selected={code === filters.district}>
            {name}
          </option>
        ))}
      </select>
      <select name="tier" aria-label={t('cases.tier')}>
        <option value="">{`${t('cases.tier')}：${t('common.all')}`}</option>
        {(['2h', '24h', '7d', '15d'] as const).map((tier) => (
          <option value={tier} selected={tier === filters.tier}>
            {t(`tier.${tier}`)}
          </option>
        ))}
      </select>
      <input type="search" name="q" value={filters.q} placeholder={t('common.search')} aria-label={t('cases.search')} />
      <button type="submit" class="visually-hidden">
        {t('cases.apply')}
      </button>
    </form>
  )
}

export function Queue({ view, labels, filters, rows, selected }: Omit<DispatchPageProps, 'dossier'>) {
  const { t } = view
  if (rows.length === 0)
    return (
      <div class="empty">
        <p>{t('dispatch.empty')}</p>
        <p class="muted">{t('dispatch.emptyHelp')}</p>
      </div>
    )
  return urgencies.map((urgency) => {
    const group = rows.filter((row) => row.urgency === urgency)
    if (group.length === 0) return null
    return (
      <section class="queue-group" aria-label={t(`dispatch.${urgency}`)}>
        <h2 data-urgency={urgency}>
          {t(`dispatch.${urgency}`)} <span class="num">{group.length}</span>
        </h2>
        <ul>
          {group.map((row) => (
            <QueueItem view={view} labels={labels} filters={filters} row={row} current={row.record.id === selected} />
          ))}
        </ul>
      </section>
    )
  })
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
        <span class="queue-title">
          {record.values.title ?? textOf(view, labels, 'category', record.values.category)}
        </span>
        <Deadline view={view} record={record} />
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
      </a>
    </li>
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

interface PanelProps {
  view: View
  labels: Labels
  dossier: Dossier
}

export function CasePanel({ view, labels, dossier }: PanelProps) {
  const { t } = view
  const { record, call, advice } = dossier
  const { values } = record
  return (
    <article
      class="case"
      data-case={record.id}
      data-version={record.version}
      data-state={record.state}
      data-unit={values.unit ?? ''}
      data-district={values.district ?? ''}
      data-cooperating={advice ? cooperating(dossier).join(' ') : ''}
    >
      <header class="case-head">
        <a class="narrow-only" href="/dispatch" data-back="">
          ← {t('dispatch.back')}
        </a>
        <h2 tabindex={-1}>{values.title ?? t('common.empty')}</h2>
        <p class="row muted">
          <a href={`/cases/${record.id}`} class="num">
            {record.id}
          </a>
          <StatePill view={view} state={record.state} />
          <Deadline view={view} record={record} />
          {record.attachedTo && (
            <a href={`/cases/${record.attachedTo}`}>{t('case.attachedTo', { id: record.attachedTo })}</a>
          )}
        </p>
        <p class="presence" id="presence" role="status" />
      </header>
      <div class="case-body scroll">
        <div class="case-columns">
          <div>
            <Suggestion view={view} labels={labels} dossier={dossier} />
            <Alike view={view} labels={labels} dossier={dossier} />
          </div>
          <div>
            <section class="card">
              <h3>{t('dispatch.form')}</h3>
              <Facts view={view} labels={labels} record={record} />
            </section>
            <section class="card">
              <h3>{t('dispatch.transcript')}</h3>
              <TalkList view={view} turns={call?.call.turns ?? []} form={call?.form ?? null} />
            </section>
          </div>
        </div>
      </div>
      <Actions view={view} dossier={dossier} />
    </article>
  )
}

const cooperating = ({ record, advice }: Dossier): string[] =>
  record.values.cooperating.length > 0
    ? record.values.cooperating
    : (advice?.cooperating ?? []).map((item) => item.value)

/** Up to two other units: the model's own choice when a person overruled it, then its runners-up. */
export function runnersUp({ record, advice }: Dossier): { value: string; confidence: number }[] {
  const suggestion = advice?.unit
  if (!suggestion) return []
  return [{ value: suggestion.value, confidence: suggestion.confidence }, ...suggestion.alternatives]
    .filter(({ value }) => value !== record.values.unit)
    .slice(0, 2)
}

function Suggestion({ view, labels, dossier }: PanelProps) {
  const { t, format } = view
  const { record, call, advice } = dossier
  const { values } = record
  const chosen = advice?.unit?.value === values.unit ? advice?.unit : null
  const byAgent = call !== null && 'unit' in call.edits
  const others = cooperating(dossier)
  return (
    <section class="card suggestion">
      <h3>{t('dispatch.suggestion')}</h3>
      <p class="suggested-unit">
        <strong>{textOf(view, labels, 'unit', values.unit) || t('desk.noUnit')}</strong>
        {chosen && (
          <span class="level" data-level={chosen.level}>
            {`${t(`level.${chosen.level}`)} ${format.percent(chosen.confidence, 0)}`}
          </span>
        )}
        {byAgent && <span class="pill">{t('dispatch.agentChose')}</span>}
        {values.mode && <span class="pill">{t(`mode.${values.mode as 'direct'}`)}</span>}
      </p>
      {others.length > 0 && values.mode !== 'direct' && (
        <p class="muted">
          {t('field.cooperating')}：{others.map((unit) => labels.units[unit] ?? unit).join('、')}
        </p>
      )}
      {record.returnedBy.length > 0 && (
        <p class="warn-text">
          {t('dispatch.returnedBy', { units: record.returnedBy.map((unit) => labels.units[unit] ?? unit).join('、') })}
        </p>
      )}
      {advice && advice.reasons.length > 0 && (
        <>
          <h4>{t('dispatch.reasons')}</h4>
          <ul class="reasons">
            {advice.reasons
              .filter((reason) => reason.field === 'unit')
              .map((reason) => (
                <li>{reason.text}</li>
              ))}
          </ul>
        </>
      )}
      <RunnersUp view={view} labels={labels} dossier={dossier} />
    </section>
  )
}

function RunnersUp({ view, labels, dossier }: PanelProps) {
  const { t, format } = view
  const others = runnersUp(dossier)
  if (others.length === 0) return null
  return (
    <>
      <h4>{t('dispatch.runnersUp')}</h4>
      <ul class="runners-up">
        {others.map(({ value, confidence }, index) => (
          <li>
            <button type="button" data-runner-up={value} aria-keyshortcuts={String(index + 1)}>
              <kbd>{index + 1}</kbd>
              {labels.units[value] ?? value}
              <span class="muted num">{format.percent(confidence, 0)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function Alike({ view, labels, dossier }: PanelProps) {
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

function Actions({ view, dossier }: { view: View; dossier: Dossier }) {
  const { t } = view
  const { state } = dossier.record
  const open = state === 'pending' || state === 'returned'
  const changeable = open || state === 'dispatched' || state === 'escalated'
  return (
    <footer class="actions">
      <ActionButton action="return" label={t('dispatch.return')} letter="R" disabled={state !== 'dispatched'} />
      <ActionButton action="attach" label={t('dispatch.attach')} letter="M" disabled={!open} />
      <ActionButton action="escalate" label={t('dispatch.escalate')} letter="E" disabled={!changeable} />
      <ActionButton action="whistle" label={t('dispatch.whistle')} letter="W" disabled={!changeable} />
      <span class="spring" />
      <ActionButton action="change" label={t('dispatch.change')} letter="C" disabled={!changeable} />
      <ActionButton action="accept" label={t('dispatch.accept')} letter="A" disabled={!open} primary />
    </footer>
  )
}

interface ActionButtonProps {
  action: string
  label: string
  letter: string
  disabled: boolean
  primary?: boolean
}

function ActionButton({ action, label, letter, disabled, primary }: ActionButtonProps) {
  return (
    <button
      type="button"
      class={primary ? 'primary' : ''}
      data-action={action}
      disabled={disabled}
      aria-keyshortcuts={letter.toLowerCase()}
    >
      {label}
      <kbd>{letter}</kbd>
    </button>
  )
}
