import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Services } from '../services.ts'
import { DeskPage } from './desk-page.tsx'
import { document } from './document.ts'
import { labelsOf } from './labels.ts'
import { viewOf } from './preferences.ts'

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f5f8b"/><path d="M8 10h16v10h-7l-5 4v-4H8z" fill="#fff"/></svg>`

/** The pages that people work in. */
export function consoleRoutes(app: OpenAPIHono, services: Services): void {
  const { city, clock } = services
  const labels = labelsOf(city)
  const names = JSON.stringify(labels)
  const view = (c: Parameters<typeof viewOf>[0]) => viewOf(c, { city, now: clock() })

  app.get('/console/icon.svg', (c) =>
    c.body(ICON, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' }),
  )
  app.get('/favicon.ico', (c) => c.redirect('/console/icon.svg', 301))
  app.get('/console/labels.json', (c) =>
    c.body(names, 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' }),
  )
  app.get('/', (c) => document(c, <DeskPage view={view(c)} labels={labels} />))
}
