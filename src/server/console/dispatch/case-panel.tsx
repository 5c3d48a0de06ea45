import type { Dossier } from '../dossier.ts'
import type { Labels } from '../labels.ts'
import { AttachedCalls, Deadline, Facts, StatePill, TalkList } from '../pieces.tsx'
import type { View } from '../preferences.ts'
import { Duplicates, Precedents } from './alike.tsx'
import { cooperating, Suggestion } from './suggestion.tsx'

export interface PanelProps {
  view: View
  labels: Labels
  dossier: Dossier
}

/** One case with what is needed to decide about it, and the decisions. */
export function CasePanel({ view, labels, dossier }: PanelProps) {
  const { t } = view
  const { record, call, advice, attached } = dossier
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
          <span class="presence" id="presence" role="status" />
        </p>
      </header>
      <div class="case-body scroll">
        <div class="case-columns">
          <div>
            <Suggestion view={view} labels={labels} dossier={dossier} />
            <Duplicates view={view} labels={labels} dossier={dossier} />
            <section class="card">
              <h3>{t('dispatch.transcript')}</h3>
              <TalkList view={view} turns={call?.call.turns ?? []} form={call?.form ?? null} />
            </section>
            {attached.length > 0 && (
              <section class="card">
                <h3>{t('case.calls')}</h3>
                <AttachedCalls view={view} calls={attached} />
              </section>
            )}
          </div>
          <div>
            <section class="card">
              <h3>{t('dispatch.form')}</h3>
              <Facts view={view} labels={labels} record={record} />
            </section>
            <Precedents view={view} labels={labels} dossier={dossier} />
          </div>
        </div>
      </div>
      <Actions view={view} dossier={dossier} />
    </article>
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
