import type { View } from '../preferences.ts'
import { maybeText } from '../texts.ts'
import { Chart } from './chart-card.tsx'
import type { QualityData } from './data.ts'
import { binsOf, coverageAt, coverageCurve } from './rates.ts'

const AIM = 0.95

/** The thresholds in force, and what another one would have filled in at what precision. */
export function Thresholds({ view, data }: { view: View; data: QualityData }) {
  const { t } = view
  const { scope, acceptance } = data
  const ofScope = scope.field === null ? acceptance : acceptance.filter((row) => row.field === scope.field)
  return (
    <section class="card" aria-labelledby="thresholds">
      <h2 id="thresholds">{t('quality.thresholds')}</h2>
      <p class="muted">{t('quality.thresholdsHelp')}</p>
      <ThresholdTable view={view} data={data} />
      {ofScope.length > 0 && (
        <>
          <h3>
            {t('quality.coverage', {
              field: scope.field === null ? t('quality.allFields') : t(`field.${scope.field}`),
            })}
          </h3>
          <p class="muted">{t('quality.coverageHelp')}</p>
          <Chart view={view} scope={scope} name="thresholds" alt={t('quality.coverageHelp')} />
        </>
      )}
    </section>
  )
}

function ThresholdTable({ view, data }: { view: View; data: QualityData }) {
  const { t, format } = view
  const { thresholds } = data.maintenance
  const measured = new Set(data.acceptance.map((row) => row.field))
  const fields = [...new Set([...Object.keys(thresholds), ...measured])]
  if (fields.length === 0) return <p>{t('quality.defaults')}</p>
  const threshold = (value: number | undefined) => {
    if (value === undefined) return t('quality.byRules')
    return value > 1 ? t('quality.neverFilled') : format.percent(value)
  }
  const covered = (field: string) => {
    if (!measured.has(field)) return ''
    const reached = coverageAt(AIM, coverageCurve(binsOf(data.acceptance.filter((row) => row.field === field))))
    return reached === null ? t('quality.never95') : format.percent(reached)
  }
  return (
    <div class="table-frame">
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">{t('quality.field')}</th>
            <th scope="col">{t('quality.auto')}</th>
            <th scope="col">{t('quality.suggest')}</th>
            <th scope="col">{t('quality.at95')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr>
              <th scope="row">{maybeText(t, `field.${field}`, field)}</th>
              <td class="num">{threshold(thresholds[field]?.auto)}</td>
              <td class="num">{threshold(thresholds[field]?.suggest)}</td>
              <td class="num">{covered(field)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
