import type { EvaluationSummary } from '../../maintenance.ts'
import type { View } from '../preferences.ts'
import { maybeText } from '../texts.ts'

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

/** The last evaluation that was run on this machine. */
export function Evaluation({ view, evaluation }: { view: View; evaluation: EvaluationSummary | null }) {
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
          {evaluation.suites.map((suite) => (
            <Suite view={view} suite={suite} />
          ))}
        </table>
      </section>
    </section>
  )
}

function Suite({ view, suite }: { view: View; suite: EvaluationSummary['suites'][number] }) {
  const { t, format } = view
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
