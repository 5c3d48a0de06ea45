import type { Dossier } from '../dossier.ts'
import { textOf } from '../pieces.tsx'
import type { PanelProps } from './case-panel.tsx'

export const cooperating = ({ record, advice }: Dossier): string[] =>
  record.values.cooperating.length > 0
    ? record.values.cooperating
    : (advice?.cooperating ?? []).map((item) => item.value)

/** Up to two other units: the model's own choice when a person overruled it, then its runners-up. */
function runnersUp({ record, advice }: Dossier): { value: string; confidence: number }[] {
  const suggestion = advice?.unit
  if (!suggestion) return []
  return [{ value: suggestion.value, confidence: suggestion.confidence }, ...suggestion.alternatives]
    .filter(({ value }) => value !== record.values.unit)
    .slice(0, 2)
}

/** Who should answer, how sure that is, why, and who else might. */
export function Suggestion({ view, labels, dossier }: PanelProps) {
  const { t, format } = view
  const { record, call, advice } = dossier
  const { values } = record
  const chosen = advice?.unit?.value === values.unit ? advice?.unit : null
  const byAgent = call !== null && 'unit' in call.edits
  const others = cooperating(dossier)
  const reasons = (advice?.reasons ?? []).filter((reason) => reason.field === 'unit')
  return (
    <section class="card suggestion">
      <h3>{t('dispatch.suggestion')}</h3>
      <p class="suggested-unit">
        <strong>{textOf(view, labels, 'unit', values.unit) || t('desk.noUnit')}</strong>
        {chosen && (
          <span class="level" data-level={chosen.level}>
            {`${t(`level.${chosen.level}`)} ${format.confidence(chosen.confidence)}`}
          </span>
        )}
        {byAgent && <span class="pill">{t('dispatch.agentChose')}</span>}
        {values.mode && <span class="pill">{t(`mode.${values.mode as 'direct'}`)}</span>}
      </p>
      {others.length > 0 && values.mode !== 'direct' && (
        <p class="muted">
          {t('common.labelled', {
            name: t('field.cooperating'),
            value: others.map((unit) => labels.units[unit] ?? unit).join('、'),
          })}
        </p>
      )}
      {record.returnedBy.length > 0 && (
        <p class="warn-text">
          {t('dispatch.returnedBy', { units: record.returnedBy.map((unit) => labels.units[unit] ?? unit).join('、') })}
        </p>
      )}
      {reasons.length > 0 && (
        <>
          <h4>{t('dispatch.reasons')}</h4>
          <ul class="reasons">
            {reasons.map((reason) => (
              <li>
                <WithCaseLinks text={reason.text} dossier={dossier} />
              </li>
            ))}
          </ul>
        </>
      )}
      <RunnersUp view={view} labels={labels} dossier={dossier} />
    </section>
  )
}

/** A reason that names a past case leads to it. */
function WithCaseLinks({ text, dossier }: { text: string; dossier: Dossier }) {
  const named = (dossier.advice?.precedents ?? []).find(({ caseId }) => text.includes(caseId))?.caseId
  if (!named) return <>{text}</>
  const [before, after] = text.split(named)
  return (
    <>
      {before}
      <a href={`/cases/${named}`}>{named}</a>
      {after}
    </>
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
              <span class="muted num">{format.confidence(confidence)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
