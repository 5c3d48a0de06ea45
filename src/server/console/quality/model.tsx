import type { Labels } from '../labels.ts'
import { llmCondition } from '../llm-condition.ts'
import type { View } from '../preferences.ts'
import type { QualityData } from './data.ts'

interface Props {
  view: View
  labels: Labels
  data: QualityData
}

/** Which models answer, on which label space, and what waits to be learned from. */
export function Models({ view, labels, data }: Props) {
  const { t, format } = view
  const { model } = data.maintenance
  const leaves = Object.keys(labels.categories).filter((code) => code.length === 6).length
  return (
    <section class="card" aria-labelledby="models">
      <h2 id="models">{t('quality.models')}</h2>
      <dl class="facts">
        <div>
          <dt>{t('quality.heads')}</dt>
          <dd>{model.heads}</dd>
        </div>
        <div>
          <dt>{t('quality.encoder')}</dt>
          <dd>{model.encoder}</dd>
        </div>
        <div>
          <dt>{t('quality.city')}</dt>
          <dd>
            {t('quality.labelSpace', {
              categories: format.number(leaves),
              units: format.number(Object.keys(labels.units).length),
            })}
          </dd>
        </div>
        <div>
          <dt>{t('quality.store')}</dt>
          <dd>
            {t('quality.stored', { calls: format.number(data.counts.calls), cases: format.number(data.counts.cases) })}
          </dd>
        </div>
        <div>
          <dt>{t('quality.feedback')}</dt>
          <dd>
            {t('quality.feedbackHelp', { count: format.number(data.corrected) })}{' '}
            <a href={`/api/feedback.jsonl?from=${encodeURIComponent(data.since)}`} download="feedback.jsonl">
              {t('quality.feedbackDownload')}
            </a>
          </dd>
        </div>
      </dl>
    </section>
  )
}

/** The language model that is asked where the local models are unsure: in use, resting, or not configured; and its prompts. */
export function LlmCard({ view, data }: Omit<Props, 'labels'>) {
  const { t, format, llm, now } = view
  const prompts = (data.maintenance.model.prompts ?? '').split(',').filter(Boolean)
  const condition = llm && llmCondition(llm)
  return (
    <section class="card" aria-labelledby="llm">
      <h2 id="llm">{t('llm.title')}</h2>
      <p class="row">
        <span class="pill" data-tone={condition === 'ok' ? 'good' : condition ? 'warn' : 'calm'}>
          {t(condition ? `llm.${condition}` : 'llm.none')}
        </span>
        {llm && <span>{llm.model}</span>}
        {llm?.breaker.until && <span>{t('llm.until', { time: format.time(llm.breaker.until, now) })}</span>}
        {llm?.breaker.failure && <span class="muted">{t(`llm.failure.${llm.breaker.failure}`)}</span>}
      </p>
      <p class="muted">{t(llm ? 'llm.help' : 'llm.noneHelp')}</p>
      <dl class="facts">
        {llm && (
          <>
            <Used view={view} name="llm.perMinute" used={llm.budget.callsThisMinute} most={llm.limits.callsPerMinute} />
            <Used view={view} name="llm.perDay" used={llm.budget.tokensToday} most={llm.limits.tokensPerDay} />
            <Used view={view} name="llm.running" used={llm.budget.running} most={llm.limits.concurrency} />
          </>
        )}
        <div>
          <dt>{t('quality.prompts')}</dt>
          <dd class="num">{prompts.length > 0 ? prompts.join('，') : t('common.none')}</dd>
        </div>
      </dl>
    </section>
  )
}

interface UsedProps {
  view: View
  name: 'llm.perMinute' | 'llm.perDay' | 'llm.running'
  used: number
  most: number
}

function Used({ view, name, used, most }: UsedProps) {
  const { t, format } = view
  return (
    <div>
      <dt>{t(name)}</dt>
      <dd class="num">{`${format.number(used)} / ${format.number(most)}`}</dd>
    </div>
  )
}
