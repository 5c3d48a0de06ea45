import type { Child } from 'hono/jsx'
import type { FieldName } from '../../domain/form.ts'
import type { AcceptanceRow, OverruledRow } from '../../store/store.ts'
import type { EvaluationSummary, Maintenance } from '../maintenance.ts'
import type { Labels } from './labels.ts'
import { Page } from './layout.tsx'
import { textOf } from './pieces.tsx'
import type { View } from './preferences.ts'
import { binsOf, coverageAt, coverageCurve, DRIFT_CASES, type Drift, type Rate, ratesBy } from './quality.ts'
import { maybeText, type TextKey } from './texts.ts'

export const PERIODS = [7, 30, 90] as const

export interface QualityData {
  days: number
  acceptance: readonly AcceptanceRow[]
  overruled: readonly OverruledRow[]
  corrected: number
  counts: { calls: number; cases: number }
  drift: Drift | null
  evaluation: EvaluationSummary | null
  maintenance: Maintenance
  /** Start of the period, for the download. */
  since: string
}

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
            <nav class="views" aria-label={t('quality.period')}>
              <ul>
                {PERIODS.map((days) => (
                  <li>
                    <a href={`/quality?days=${days}`} aria-current={days === data.days ? 'page' : undefined}>
                      {t('quality.days', { days })}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          </header>
          <div class="tiles">
            <Models view={view} labels={labels} data={data} />
            <Evaluation view={view} evaluation={data.evaluation} />
            {data.acceptance.length > 0 ? (
              <Live view={view} labels={labels} data={data} />
            ) : (
              <NotLive view={view} data={data} />
            )}
            <Thresholds view={view} data={data} />
            <Overruled view={view} labels={labels} data={data} />
            <DriftCard view={view} labels={labels} data={data} />
          </div>
        </div>
      </div>
    </Page>
  )
}

function Models({ view, labels, data }: Props) {
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
          <dt>{t('quality.prompts')}</dt>
          <dd>{model.prompts ?? t('common.none')}</dd>
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
      </dl>
      <p class="muted">
        {t('quality.stored', { calls: format.number(data.counts.calls), cases: format.number(data.counts.cases) })}
      </p>
      <h3>{t('quality.feedback')}</h3>
      <p>{t('quality.feedbackHelp', { count: format.number(data.corrected) })}</p>
      <p>
        <a href={`/api/feedback.jsonl?from=${encodeURIComponent(data.since)}`} download="feedback.jsonl">
          {t('quality.feedbackDownload')}
        </a>
      </p>
    </section>
  )
}

/** The numbers one looks at first; the report has them all. */
const HEADLINES = [
  'category.accuracy',
  'category.level1',
  'category.top3',
  'category.coverage95',
  'unit.accuracy',
  'appealType.accuracy',
  'phone.accuracy',
  'callerName.accuracy',
  'address.accuracy',
  'tier.urgentRecall',
  'abstain.rate',
]

function Evaluation({ view, evaluation }: { view: View; evaluation: EvaluationSummary | null }) {
  const { t, format } = view
  if (!evaluation)
    return (
      <section class="card" aria-labelledby="evaluation">
        <h2 id="evaluation">{t('quality.evaluation')}</h2>
        <p>{t('quality.noEvaluation')}</p>
        <p class="muted">{t('quality.noEvaluationHelp')}</p>
      </section>
    )
  return (
    <section class="card" aria-labelledby="evaluation">
      <h2 id="evaluation">{t('quality.evaluation')}</h2>
      <p class="row muted">
        <span>{format.fullTime(evaluation.at)}</span>
        <span class="pill" data-tone={evaluation.passed ? 'good' : 'bad'}>
          {t(evaluation.passed ? 'quality.passed' : 'quality.failed')}
        </span>
        <span>{evaluation.model.heads}</span>
      </p>
      <section class="table-frame tall-frame" tabindex={0} aria-labelledby="evaluation">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('quality.suite')}</th>
              <th scope="col">{t('quality.metric')}</th>
              <th scope="col">{t('quality.value')}</th>
            </tr>
          </thead>
          {evaluation.suites.map((suite) => {
            const shown = HEADLINES.filter((name) => suite.metrics[name])
            return (
              <tbody>
                {shown.map((name, index) => (
                  <tr>
                    {index === 0 && (
                      <th scope="rowgroup" rowspan={shown.length}>
                        {suite.title}
                        <br />
                        <span class="muted num">{`${t('quality.cases')} ${format.number(suite.cases)}`}</span>
                      </th>
                    )}
                    <td>{metricName(view, name)}</td>
                    <td class="num">{metricText(view, suite.metrics[name])}</td>
                  </tr>
                ))}
              </tbody>
            )
          })}
        </table>
      </section>
    </section>
  )
}

function metricName({ t }: View, name: string): string {
  const [field = '', measure = ''] = name.split('.')
  return `${maybeText(t, `field.${field}`, field)} ${maybeText(t, `measure.${measure}`, measure)}`
}

function metricText(
  { format }: View,
  metric: EvaluationSummary['suites'][number]['metrics'][string] | undefined,
): string {
  if (!metric) return ''
  const range =
    metric.low !== undefined && metric.high !== undefined
      ? ` (${format.percent(metric.low)}–${format.percent(metric.high)})`
      : ''
  return `${format.percent(metric.value)}${range}`
}

function NotLive({ view, data }: { view: View; data: QualityData }) {
  const { t } = view
  return (
    <section class="card" aria-labelledby="live">
      <h2 id="live">{t('quality.live')}</h2>
      <p>{t('quality.noLive', { days: data.days })}</p>
      <p class="muted">{t('quality.noLiveHelp')}</p>
    </section>
  )
}

function Live({ view, labels, data }: Props) {
  const { t } = view
  const byField = ratesBy(data.acceptance, (row) => row.field)
  const ofCategory = data.acceptance.filter((row) => row.field === 'category')
  const byCategory = ratesBy(ofCategory, (row) => row.category)
  return (
    <>
      <section class="card" aria-labelledby="live">
        <h2 id="live">{t('quality.byField')}</h2>
        <p class="muted">{t('quality.liveHelp', { days: data.days })}</p>
        <RateTable
          view={view}
          head={t('quality.field')}
          rates={byField}
          name={(key) => t(`field.${key as FieldName}`)}
        />
      </section>
      <section class="card" aria-labelledby="by-category">
        <h2 id="by-category">{t('quality.byCategory')}</h2>
        <RateTable
          view={view}
          head={t('cases.category')}
          rates={byCategory}
          name={(key) => labels.categories[key] ?? key}
        />
      </section>
      <ChartCard view={view} data={data} name="acceptance" title="quality.overTime" />
      <ChartCard
        view={view}
        data={data}
        name="calibration"
        title="quality.calibration"
        help={t('quality.calibrationHelp')}
      >
        <BinTable view={view} data={data} />
      </ChartCard>
    </>
  )
}

interface RateTableProps {
  view: View
  head: string
  rates: readonly Rate[]
  name: (key: string) => string
}

function RateTable({ view, head, rates, name }: RateTableProps) {
  const { t, format } = view
  return (
    <div class="table-frame">
      <table class="rates">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">{t('quality.total')}</th>
            <th scope="col">{t('quality.rate')}</th>
          </tr>
        </thead>
        <tbody>
          {rates.map(({ key, total, rate }) => (
            <tr>
              <th scope="row">{name(key)}</th>
              <td class="num">{format.number(total)}</td>
              <td class="num">
                <meter min={0} max={1} value={rate} aria-hidden="true" /> {format.percent(rate)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface ChartCardProps {
  view: View
  data: QualityData
  name: string
  title: TextKey
  help?: string
  children?: Child
}

function BinTable({ view, data }: { view: View; data: QualityData }) {
  const { t, format } = view
  return (
    <details>
      <summary>{t('quality.table')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('quality.confidence')}</th>
            <th scope="col">{t('quality.total')}</th>
            <th scope="col">{t('quality.rate')}</th>
          </tr>
        </thead>
        <tbody>
          {binsOf(data.acceptance).map(({ confidence, total, rate }) => (
            <tr>
              <th scope="row">{`${format.percent(confidence - 0.05, 0)}–${format.percent(confidence + 0.05, 0)}`}</th>
              <td class="num">{format.number(total)}</td>
              <td class="num">{format.percent(rate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function ChartCard({ view, data, name, title, help, children }: ChartCardProps) {
  const { t } = view
  return (
    <section class="card" aria-labelledby={`chart-${name}`}>
      <h2 id={`chart-${name}`}>{t(title)}</h2>
      {help && <p class="muted">{help}</p>}
      <Chart view={view} data={data} name={name} alt={`${t(title)}${help ? `：${help}` : ''}`} />
      {children}
    </section>
  )
}

function Chart({ view, data, name, alt }: { view: View; data: QualityData; name: string; alt: string }) {
  const source = (theme: string) => `/console/chart/${name}.svg?days=${data.days}&theme=${theme}`
  const image = (
    <img src={source(view.theme === 'dark' ? 'dark' : 'light')} alt={alt} width={560} height={280} class="chart" />
  )
  if (view.theme !== 'auto') return image
  return (
    <picture>
      <source media="(prefers-color-scheme: dark)" srcset={source('dark')} />
      {image}
    </picture>
  )
}

function Thresholds({ view, data }: { view: View; data: QualityData }) {
  const { t, format } = view
  const fields = Object.entries(data.maintenance.thresholds)
  const curve = coverageCurve(binsOf(data.acceptance))
  const reached = coverageAt(0.95, curve)
  return (
    <section class="card" aria-labelledby="thresholds">
      <h2 id="thresholds">{t('quality.thresholds')}</h2>
      <p class="muted">{t('quality.thresholdsHelp')}</p>
      {fields.length > 0 ? (
        <div class="table-frame">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('quality.field')}</th>
                <th scope="col">{t('quality.auto')}</th>
                <th scope="col">{t('quality.suggest')}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(([field, { auto, suggest }]) => (
                <tr>
                  <th scope="row">{t(`field.${field as FieldName}`)}</th>
                  <td class="num">{format.percent(auto)}</td>
                  <td class="num">{format.percent(suggest)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p>{t('quality.defaults')}</p>
      )}
      {curve.length > 0 && (
        <>
          <h3>{t('quality.coverage')}</h3>
          <p class="muted">{t('quality.coverageHelp')}</p>
          <p>{reached === null ? t('quality.never95') : t('quality.at95', { share: format.percent(reached) })}</p>
          <Chart view={view} data={data} name="coverage" alt={t('quality.coverage')} />
        </>
      )}
    </section>
  )
}

function Overruled({ view, labels, data }: Props) {
  const { t, format } = view
  return (
    <section class="card" aria-labelledby="overruled">
      <h2 id="overruled">{t('quality.overruled')}</h2>
      {data.overruled.length === 0 ? (
        <p class="muted">{t('quality.overruledEmpty')}</p>
      ) : (
        <div class="table-frame">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('quality.field')}</th>
                <th scope="col">{t('quality.overruledFrom')}</th>
                <th scope="col">{t('quality.overruledTo')}</th>
                <th scope="col">{t('quality.overruledCount')}</th>
              </tr>
            </thead>
            <tbody>
              {data.overruled.map((row) => (
                <tr>
                  <th scope="row">{t(`field.${row.field as FieldName}`)}</th>
                  <td>{textOf(view, labels, row.field, row.predicted)}</td>
                  <td>{textOf(view, labels, row.field, row.final) || t('common.none')}</td>
                  <td class="num">{format.number(row.total)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

const CALM = 0.1
const ALARM = 0.25

function DriftCard({ view, labels, data }: Props) {
  const { t, format } = view
  const { drift } = data
  if (!drift)
    return (
      <section class="card" aria-labelledby="drift">
        <h2 id="drift">{t('quality.drift')}</h2>
        <p class="muted">{t('quality.driftNone')}</p>
      </section>
    )
  const few = drift.total < DRIFT_CASES
  const verdict =
    drift.index < CALM ? 'quality.driftCalm' : drift.index < ALARM ? 'quality.driftWatch' : 'quality.driftAlarm'
  return (
    <section class="card" aria-labelledby="drift">
      <h2 id="drift">{t('quality.drift')}</h2>
      <p class="muted">{t('quality.driftHelp')}</p>
      <p>
        {few
          ? t('quality.driftFew', { count: drift.total, least: DRIFT_CASES })
          : t('quality.driftIndex', { value: drift.index.toFixed(2), verdict: t(verdict) })}
      </p>
      <Chart view={view} data={data} name="drift" alt={t('quality.drift')} />
      <details>
        <summary>{t('quality.table')}</summary>
        <table>
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
    </section>
  )
}
