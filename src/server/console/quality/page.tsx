import { fieldNames } from '../../../domain/form.ts'
import type { Labels } from '../labels.ts'
import { Page } from '../layout.tsx'
import type { View } from '../preferences.ts'
import { PERIODS, type QualityData } from './data.ts'
import { DriftCard } from './drift-card.tsx'
import { Evaluation } from './evaluation.tsx'
import { Live, NotLive, Overruled } from './live.tsx'
import { LlmCard, Models } from './model.tsx'
import { Thresholds } from './thresholds.tsx'

interface Props {
  view: View
  labels: Labels
  data: QualityData
}

/** How well jiesu does: what was measured, and what people did with its suggestions. */
export function QualityPage({ view, labels, data }: Props) {
  const { t } = view
  return (
    <Page view={view} section="quality" title={t('nav.quality')} script="quality">
      <div class="scroll">
        <div class="page">
          <header class="page-head">
            <h1>{t('quality.title')}</h1>
            <ScopeForm view={view} data={data} />
          </header>
          <div class="tiles">
            {data.acceptance.length > 0 ? (
              <Live view={view} labels={labels} data={data} />
            ) : (
              <NotLive view={view} data={data} />
            )}
            <Thresholds view={view} data={data} />
            <Overruled view={view} labels={labels} data={data} />
            <DriftCard view={view} labels={labels} data={data} />
            <Models view={view} labels={labels} data={data} />
            <LlmCard view={view} data={data} />
            <Evaluation view={view} evaluation={data.evaluation} />
          </div>
        </div>
      </div>
    </Page>
  )
}

/** Period and field; the client sends the form as soon as either is changed. */
function ScopeForm({ view, data }: { view: View; data: QualityData }) {
  const { t } = view
  const { days, field } = data.scope
  return (
    <form class="row scope" method="get" action="/quality" id="scope">
      <label>
        <span>{t('quality.period')}</span>
        <select name="days">
          {PERIODS.map((item) => (
            <option value={item} selected={item === days}>
              {t('quality.days', { days: item })}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('quality.field')}</span>
        <select name="field">
          <option value="">{t('quality.headlineFields')}</option>
          {fieldNames.map((item) => (
            <option value={item} selected={item === field}>
              {t(`field.${item}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="visually-hidden">
        {t('cases.apply')}
      </button>
    </form>
  )
}
