import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { AcceptanceRow } from '../../../store/store.ts'
import type { Services } from '../../services.ts'
import { document } from '../document.ts'
import type { Labels } from '../labels.ts'
import type { View } from '../preferences.ts'
import { driftHeight, NARROW_WIDTH, WIDE } from './chart-size.ts'
import { createQualityReader, HEADLINE_FIELDS, readScope, type Scope } from './data.ts'
import { QualityPage } from './page.tsx'
import { binsOf, coverageCurve, seriesBy } from './rates.ts'

/** More lines than this are a tangle. */
const MOST_LINES = 5

export interface QualityRouteOptions {
  services: Services
  labels: Labels
  view: (c: Context) => View
}

export function qualityRoutes(app: OpenAPIHono, { services, labels, view }: QualityRouteOptions): void {
  const reader = createQualityReader(services)

  app.get('/quality', async (c) => {
    const seen = view(c)
    const data = await reader.all(readScope(seen.url.searchParams))
    return document(c, <QualityPage view={seen} labels={labels} data={data} />)
  })

  app.get('/console/chart/:file', async (c) => {
    const seen = view(c)
    const svg = await chart(c.req.param('file'), { seen, scope: readScope(seen.url.searchParams) })
    if (svg === null) return c.notFound()
    return c.body(svg, 200, { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'no-store' })
  })

  const chart = async (file: string, { seen, scope }: { seen: View; scope: Scope }): Promise<string | null> => {
    const { t, format } = seen
    const { searchParams } = seen.url
    const charts = await import('./charts.ts')
    const style = {
      ...WIDE,
      ...(searchParams.has('narrow') && { width: NARROW_WIDTH }),
      dark: searchParams.get('theme') === 'dark',
      day: format.day,
    }
    const { field } = scope
    const rows = await reader.acceptance(scope)
    const own = field === null ? rows : rows.filter((row) => row.field === field)
    switch (file) {
      case 'fields.svg': {
        const asked = field === null ? HEADLINE_FIELDS : [field]
        const key = (row: AcceptanceRow) => asked.find((name) => name === row.field) ?? null
        const series = seriesBy(rows, key)
        return charts.ratesOverTime(
          series.map(({ key: name, points }) => ({ name: t(`field.${name as 'category'}`), points })),
          style,
        )
      }
      case 'categories.svg': {
        const ofField = rows.filter((row) => row.field === (field ?? 'category'))
        const series = seriesBy(ofField, (row) => row.category).slice(0, MOST_LINES)
        return charts.ratesOverTime(
          series.map(({ key, points }) => ({ name: labels.categories[key] ?? key, points })),
          style,
        )
      }
      case 'calibration.svg':
        return charts.calibration(binsOf(own), style)
      case 'thresholds.svg':
        return charts.thresholdCurve(
          coverageCurve(binsOf(own)),
          {
            names: { precision: t('quality.precision'), coverage: t('quality.covered') },
            auto: field === null ? null : (services.maintenance.thresholds[field]?.auto ?? null),
          },
          style,
        )
      case 'drift.svg': {
        const { training } = await reader.drifts(scope)
        const names = {
          category: (code: string) => labels.categories[code] ?? code,
          recent: t('quality.driftRecent'),
          training: t('quality.driftTraining'),
        }
        return training && charts.drift(training, names, { ...style, height: driftHeight(training) })
      }
      default:
        return null
    }
  }
}
