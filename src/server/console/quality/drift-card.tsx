import type { Labels } from '../labels.ts'
import type { View } from '../preferences.ts'
import { Chart } from './chart-card.tsx'
import { driftHeight } from './chart-size.ts'
import type { QualityData } from './data.ts'
import { DRIFT_CASES, type Drift } from './rates.ts'

/** Below CALM the mix is the same, from ALARM on it is another one: the usual reading of the index. */
const CALM = 0.1
const ALARM = 0.25

/** Whether what comes in is still what the model was trained on, and what came in before. */
export function DriftCard({ view, labels, data }: { view: View; labels: Labels; data: QualityData }) {
  const { t } = view
  const { training, before } = data.drift
  return (
    <section class="card" aria-labelledby="drift">
      <h2 id="drift">{t('quality.drift')}</h2>
      {!training && !before && <p class="muted">{t('quality.driftNone')}</p>}
      {before && (
        <p>
          {t('quality.driftBefore', { days: data.scope.days })}
          {verdict(view, before)}
        </p>
      )}
      {training && (
        <>
          <p>
            {t('quality.driftHelp')}
            {verdict(view, training)}
          </p>
          <Chart view={view} scope={data.scope} name="drift" alt={t('quality.drift')} height={driftHeight(training)} />
          <DriftTable view={view} labels={labels} drift={training} />
        </>
      )}
    </section>
  )
}

function verdict({ t }: View, { index, total }: Drift): string {
  if (total < DRIFT_CASES) return t('quality.driftFew', { count: total, least: DRIFT_CASES })
  const word = index < CALM ? 'quality.driftCalm' : index < ALARM ? 'quality.driftWatch' : 'quality.driftAlarm'
  return t('quality.driftIndex', { value: index.toFixed(2), verdict: t(word) })
}

function DriftTable({ view, labels, drift }: { view: View; labels: Labels; drift: Drift }) {
  const { t, format } = view
  return (
    <details>
      <summary>{t('quality.table')}</summary>
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">{t('cases.category')}</th>
            <th scope="col">{t('quality.driftRecent')}</th>
            <th scope="col">{t('quality.driftTraining')}</th>
          </tr>
        </thead>
        <tbody>
          {drift.rows.map((row) => (
            <tr>
              <th scope="row">{labels.categories[row.category] ?? row.category}</th>
              <td class="num">{format.percent(row.recent)}</td>
              <td class="num">{format.percent(row.training)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
