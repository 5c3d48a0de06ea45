import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Services } from '../services.ts'
import { document } from './document.ts'
import type { Labels } from './labels.ts'
import type { View } from './preferences.ts'
import { binsOf, coverageCurve, driftOf, ratesBy } from './quality.ts'
import { PERIODS, type QualityData, QualityPage } from './quality-page.tsx'

const DAY = 86_400_000
const OVERRULED = 12
/** The fields whose acceptance is followed by the day. */
const FOLLOWED = ['category', 'unit', 'address'] as const

export interface QualityRouteOptions {
  services: Services
  labels: Labels
  view: (c: Context) => View
}

export function qualityRoutes(app: OpenAPIHono, { services, labels, view }: QualityRouteOptions): void {
  const { store, maintenance, clock } = services
  const period = (seen: View) => {
    const asked = Number(seen.url.searchParams.get('days'))
    const days = PERIODS.find((item) => item === asked) ?? 30
    return { days, since: new Date(clock().getTime() - days * DAY).toISOString() }
  }
  const driftSince = async (since: string) => {
    const [recent, training] = await Promise.all([store.mix(since), maintenance.trainingMix()])
    return training && recent.length > 0 ? driftOf(recent, training) : null
  }

  app.get('/quality', async (c) => {
    const seen = view(c)
    const { days, since } = period(seen)
    const [acceptance, overruled, corrected, counts, drift, evaluation] = await Promise.all([
      store.acceptance(since),
      store.overruled(since, OVERRULED),
      store.corrected(since),
      store.counts(),
      driftSince(since),
      maintenance.evaluation(),
    ])
    const data: QualityData = { days, since, acceptance, overruled, corrected, counts, drift, evaluation, maintenance }
    return document(c, <QualityPage view={seen} labels={labels} data={data} />)
  })

  app.get('/console/chart/:file', async (c) => {
    const seen = view(c)
    const { since } = period(seen)
    const svg = await chart(c.req.param('file'), { seen, since })
    if (svg === null) return c.notFound()
    return c.body(svg, 200, { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'no-store' })
  })

  const chart = async (file: string, { seen, since }: { seen: View; since: string }): Promise<string | null> => {
    const { t } = seen
    const charts = await import('./charts.ts')
    const style = { dark: seen.url.searchParams.get('theme') === 'dark', width: 560, height: 280 }
    const rows = await store.acceptance(since)
    switch (file) {
      case 'acceptance.svg': {
        const series = FOLLOWED.map((field) => ({
          name: t(`field.${field}`),
          days: ratesBy(
            rows.filter((row) => row.field === field),
            (row) => row.day,
          ),
        }))
        return charts.acceptanceOverTime(series, style)
      }
      case 'calibration.svg':
        return charts.calibration(binsOf(rows), style)
      case 'coverage.svg':
        return charts.coverage(coverageCurve(binsOf(rows)), style)
      case 'drift.svg': {
        const drift = await driftSince(since)
        const names = {
          category: (code: string) => labels.categories[code] ?? code,
          recent: t('quality.driftRecent'),
          training: t('quality.driftTraining'),
        }
        return drift && charts.drift(drift, names, { ...style, height: 40 + 26 * drift.rows.length })
      }
      default:
        return null
    }
  }
}
