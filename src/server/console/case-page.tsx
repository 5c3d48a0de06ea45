import type { PredictionRecord, StoredEvent } from '../../domain/case.ts'
import type { FieldName } from '../../domain/form.ts'
import type { Dossier } from './dossier.ts'
import type { Labels } from './labels.ts'
import { Page } from './layout.tsx'
import { AttachedCalls, Deadline, Facts, StatePill, TalkList, textOf } from './pieces.tsx'
import type { View } from './preferences.ts'
import { maybeText } from './texts.ts'

interface Props {
  view: View
  labels: Labels
  dossier: Dossier
}

/** One case with its whole story: the call, what the model had said, who changed what from what and why. */
export function CasePage({ view, labels, dossier }: Props) {
  const { t } = view
  const { record, call } = dossier
  const { values } = record
  const title = values.title ?? record.id
  return (
    <Page view={view} section="cases" title={title} script="cases">
      <div class="scroll">
        <div class="page">
          <header class="page-head">
            <div>
              <p>
                <a href="/cases">← {t('case.back')}</a>
              </p>
              <h1>{title}</h1>
              <p class="row muted">
                <span class="num">{record.id}</span>
                <StatePill view={view} state={record.state} />
                <Deadline view={view} record={record} />
                {record.attachedTo && (
                  <a href={`/cases/${record.attachedTo}`}>{t('case.attachedTo', { id: record.attachedTo })}</a>
                )}
              </p>
            </div>
            <a class="button" href={`/dispatch?state=${record.state}&case=${record.id}`}>
              {t('case.openDispatch')}
            </a>
          </header>
          <div class="case-columns wide-columns">
            <div>
              <section class="card" aria-labelledby="facts-title">
                <h2 id="facts-title">{t('case.facts')}</h2>
                <Assigned view={view} labels={labels} dossier={dossier} />
                <Facts view={view} labels={labels} record={record} />
              </section>
              <section class="card" aria-labelledby="talk-title">
                <h2 id="talk-title">{t('dispatch.transcript')}</h2>
                <TalkList view={view} turns={call?.call.turns ?? []} form={call?.form ?? null} />
              </section>
              {dossier.attached.length > 0 && (
                <section class="card" aria-labelledby="calls-title">
                  <h2 id="calls-title">{t('case.calls')}</h2>
                  <AttachedCalls view={view} calls={dossier.attached} />
                </section>
              )}
            </div>
            <div>
              <section class="card" aria-labelledby="history-title">
                <h2 id="history-title">{t('case.history')}</h2>
                <History view={view} labels={labels} events={dossier.history} />
              </section>
              <section class="card" aria-labelledby="model-title">
                <h2 id="model-title">{t('case.model')}</h2>
                <Predictions view={view} labels={labels} rows={dossier.predictions} />
                <p class="muted hint">
                  {t('case.versions', { heads: record.model.heads, encoder: record.model.encoder })}
                </p>
              </section>
            </div>
          </div>
        </div>
      </div>
    </Page>
  )
}

function Assigned({ view, labels, dossier }: Props) {
  const { values } = dossier.record
  const others = values.cooperating.map((unit) => labels.units[unit] ?? unit).join('、')
  return (
    <p class="suggested-unit">
      <strong>{textOf(view, labels, 'unit', values.unit)}</strong>
      {values.mode && <span class="pill">{textOf(view, labels, 'mode', values.mode)}</span>}
      {others && (
        <span class="muted">{view.t('common.labelled', { name: view.t('field.cooperating'), value: others })}</span>
      )}
    </p>
  )
}

interface HistoryProps {
  view: View
  labels: Labels
  events: readonly StoredEvent[]
}

function History({ view, labels, events }: HistoryProps) {
  const { t, format, now } = view
  return (
    <ol class="history">
      {events.map((event) => (
        <li data-kind={event.kind}>
          <p>
            <strong>{titleOf(view, event)}</strong>
            <span class="muted">{event.actor}</span>
            <time class="muted num" dateTime={event.at} title={format.fullTime(event.at)}>
              {format.time(event.at, now)}
            </time>
          </p>
          {changesOf(event).map(({ field, from, to }) => (
            <p class="change">
              {event.kind !== 'call.edited' && <span class="muted">{maybeText(t, `field.${field}`, field)}</span>}
              <del>{words(view, labels, field, from)}</del>
              <span aria-hidden="true">→</span>
              <ins>{words(view, labels, field, to)}</ins>
            </p>
          ))}
          {event.reason && <p class="quote">{event.reason}</p>}
        </li>
      ))}
    </ol>
  )
}

function titleOf({ t }: View, event: StoredEvent): string {
  const added = (event.to as { added?: number } | null)?.added ?? 0
  const field = event.field ? maybeText(t, `field.${event.field}`, event.field) : ''
  return t(`event.${event.kind}`, { field, count: added })
}

interface FieldChange {
  field: string
  from: unknown
  to: unknown
}

/** An edit changes one field; a dispatcher's step keeps a picture of the case before and after. */
function changesOf({ kind, field, from, to }: StoredEvent): FieldChange[] {
  if (kind === 'call.edited' && field) return [{ field, from, to }]
  if (!kind.startsWith('case.') || !isRecord(from) || !isRecord(to)) return []
  return ['state', 'unit', 'mode', 'cooperating', 'attachedTo']
    .filter((name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]))
    .map((name) => ({ field: name, from: from[name], to: to[name] }))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function words(view: View, labels: Labels, field: string, value: unknown): string {
  if (Array.isArray(value))
    return value.map((item) => textOf(view, labels, field, item)).join('、') || view.t('common.none')
  if (field === 'state') return maybeText(view.t, `state.${String(value)}`, String(value))
  return textOf(view, labels, field, value) || view.t('common.none')
}

function Predictions({ view, labels, rows }: { view: View; labels: Labels; rows: readonly PredictionRecord[] }) {
  const { t, format } = view
  const shown = rows.filter((row) => row.predicted !== null || row.final !== null)
  return (
    <div class="table-frame">
      <table class="predictions">
        <thead>
          <tr>
            <th scope="col">{t('quality.field')}</th>
            <th scope="col">{t('case.predicted')}</th>
            <th scope="col">{t('case.final')}</th>
            <th scope="col">{t('case.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr data-same={row.accepted ? '' : undefined}>
              <th scope="row">{t(`field.${row.field as FieldName}`)}</th>
              <td>
                {words(view, labels, row.field, row.predicted)}{' '}
                {row.confidence !== null && <span class="muted num">{format.confidence(row.confidence)}</span>}
              </td>
              <td>{row.accepted ? '' : words(view, labels, row.field, row.final)}</td>
              <td>
                <span class="pill" data-tone={row.accepted ? 'good' : 'warn'}>
                  {t(row.accepted ? 'case.same' : 'case.different')}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
