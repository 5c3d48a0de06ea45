import type { FieldName } from '../../../domain/form.ts'
import type { AcceptanceRow } from '../../../store/store.ts'
import type { Labels } from '../labels.ts'
import { textOf } from '../pieces.tsx'
import type { View } from '../preferences.ts'
import { ChartCard } from './chart-card.tsx'
import type { QualityData } from './data.ts'
import { binsOf, ratesBy, seriesBy } from './rates.ts'
import { Sparkline } from './sparkline.tsx'

interface Props {
  view: View
  labels: Labels
  data: QualityData
}

/** What people did with the suggestions: how often they kept them, by field and category, over time, by confidence. */
export function Live({ view, labels, data }: Props) {
  const { t } = view
  const { scope, acceptance } = data
  const { days, field } = scope
  const followed: FieldName = field ?? 'category'
  const ofField = acceptance.filter((row) => row.field === followed)
  const name = t(`field.${followed}`)
  return (
    <>
      <section class="card" aria-labelledby="live">
        <h2 id="live">{t('quality.byField')}</h2>
        <p class="muted">{t('quality.liveHelp', { days })}</p>
        <RateTable
          view={view}
          head={t('quality.field')}
          rows={acceptance}
          of={(row) => row.field}
          name={(key) => t(`field.${key as FieldName}`)}
          link={(key) => `/quality?days=${days}&field=${key}`}
        />
      </section>
      <ChartCard view={view} scope={scope} name="fields" title="quality.overTime" />
      <ChartCard
        view={view}
        scope={scope}
        name="categories"
        title="quality.categoriesOverTime"
        help={t('quality.categoriesHelp', { field: name })}
      />
      <section class="card" aria-labelledby="by-category">
        <h2 id="by-category">{t('quality.byCategory', { field: name })}</h2>
        <RateTable
          view={view}
          head={t('cases.category')}
          rows={ofField}
          of={(row) => row.category}
          name={(key) => labels.categories[key] ?? key}
        />
      </section>
      <ChartCard
        view={view}
        scope={scope}
        name="calibration"
        title="quality.calibration"
        help={t('quality.calibrationHelp')}
      >
        <BinTable view={view} data={data} />
      </ChartCard>
    </>
  )
}

export function NotLive({ view, data }: Omit<Props, 'labels'>) {
  const { t } = view
  return (
    <section class="card" aria-labelledby="live">
      <h2 id="live">{t('quality.live')}</h2>
      <p>{t('quality.noLive', { days: data.scope.days })}</p>
      <p class="muted">{t('quality.noLiveHelp')}</p>
    </section>
  )
}

interface RateTableProps {
  view: View
  head: string
  rows: readonly AcceptanceRow[]
  of: (row: AcceptanceRow) => string | null
  name: (key: string) => string
  link?: (key: string) => string
}

function RateTable({ view, head, rows, of, name, link }: RateTableProps) {
  const { t, format } = view
  const days = [...new Set(rows.map((row) => row.day))].sort()
  const series = new Map(seriesBy(rows, of).map(({ key, points }) => [key, points]))
  return (
    <div class="table-frame">
      <table class="rates">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">{t('quality.total')}</th>
            <th scope="col">{t('quality.course')}</th>
            <th scope="col">{t('quality.rate')}</th>
          </tr>
        </thead>
        <tbody>
          {ratesBy(rows, of).map(({ key, total, rate }) => (
            <tr>
              <th scope="row">{link ? <a href={link(key)}>{name(key)}</a> : name(key)}</th>
              <td class="num">{format.number(total)}</td>
              <td class="course">
                <Sparkline points={series.get(key) ?? []} days={days} />
              </td>
              <td class="num">{format.percent(rate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function BinTable({ view, data }: Omit<Props, 'labels'>) {
  const { t, format } = view
  const { field } = data.scope
  const rows = field === null ? data.acceptance : data.acceptance.filter((row) => row.field === field)
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
          {binsOf(rows).map(({ confidence, total, rate }) => (
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

/** Suggestions that people keep changing in the same way. */
export function Overruled({ view, labels, data }: Props) {
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
