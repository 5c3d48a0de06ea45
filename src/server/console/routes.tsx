import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type CaseFilters, readFilters, toCaseQuery } from '../case-filters.ts'
import type { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { CasePage } from './case-page.tsx'
import { CasesPage } from './cases-page.tsx'
import { DeskPage } from './desk-page.tsx'
import { CasePanel } from './dispatch/case-panel.tsx'
import { DispatchPage, NoCase } from './dispatch/page.tsx'
import { orderQueue } from './dispatch/queue.ts'
import { Queue } from './dispatch/queue-list.tsx'
import { document } from './document.ts'
import { readDossier } from './dossier.ts'
import { ErrorPage } from './error-page.tsx'
import { labelsOf } from './labels.ts'
import { viewOf } from './preferences.ts'
import { qualityRoutes } from './quality/routes.tsx'

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f5f8b"/><path d="M8 10h16v10h-7l-5 4v-4H8z" fill="#fff"/></svg>`

/** As many as a dispatcher can have an eye on; filters bring up the rest. */
const QUEUE_LENGTH = 100
const PAGE_LENGTH = 50

/** A page for people where a program would get a problem; null when the request did not ask for HTML. */
export function problemPage(c: Context, problem: Problem, { city, clock, llm }: Services): Promise<Response> | null {
  if (!c.req.header('Accept')?.includes('text/html') || c.req.path.startsWith('/api/')) return null
  const seen = viewOf(c, { city, now: clock(), llm: llm?.() ?? null })
  const message = problem.status === 404 ? seen.t('error.notFound') : seen.t('error.server', { id: problem.requestId })
  return document(c, <ErrorPage view={seen} message={message} />, problem.status === 404 ? 404 : 500)
}

/** The pages that people work in. */
export function consoleRoutes(app: OpenAPIHono, services: Services): void {
  const { city, clock, store, llm } = services
  const labels = labelsOf(city)
  const names = JSON.stringify(labels)
  const view = (c: Parameters<typeof viewOf>[0]) => viewOf(c, { city, now: clock(), llm: llm?.() ?? null })

  app.get('/console/icon.svg', (c) =>
    c.body(ICON, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' }),
  )
  app.get('/favicon.ico', (c) => c.redirect('/console/icon.svg', 301))
  app.get('/console/labels.json', (c) =>
    c.body(names, 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' }),
  )
  app.get('/', (c) => document(c, <DeskPage view={view(c)} />))

  const queue = async (filters: CaseFilters) => {
    const query = toCaseQuery(filters, { utcOffset: city.calendar.utcOffset, limit: QUEUE_LENGTH })
    const { items, next } = await store.cases({
      ...query,
      cursor: undefined,
      states: query.states ?? ['pending', 'returned', 'escalated'],
      order: 'deadline',
    })
    const calls = await Promise.all(items.map((record) => store.call(record.callId)))
    const rows = orderQueue(
      items.map((record, index) => ({ record, call: calls[index] ?? null })),
      { now: clock(), utcOffset: city.calendar.utcOffset },
    )
    return { rows, more: next !== null }
  }
  app.get('/dispatch', async (c) => {
    const seen = view(c)
    const filters = readFilters(seen.url.searchParams)
    const selected = seen.url.searchParams.get('case')
    const [queued, dossier] = await Promise.all([queue(filters), selected ? readDossier(selected, services) : null])
    return document(
      c,
      <DispatchPage view={seen} labels={labels} filters={filters} {...queued} dossier={dossier} selected={selected} />,
    )
  })
  app.get('/console/dispatch/queue', async (c) => {
    const seen = view(c)
    const filters = readFilters(seen.url.searchParams)
    const selected = seen.url.searchParams.get('case')
    const queued = await queue(filters)
    return c.html(<Queue view={seen} labels={labels} filters={filters} {...queued} selected={selected} />)
  })
  app.get('/console/dispatch/case/:id', async (c) => {
    const dossier = await readDossier(c.req.param('id'), services)
    const seen = view(c)
    return c.html(
      dossier ? <CasePanel view={seen} labels={labels} dossier={dossier} /> : <NoCase view={seen} />,
      dossier ? 200 : 404,
    )
  })

  app.get('/cases', async (c) => {
    const seen = view(c)
    const filters = readFilters(seen.url.searchParams)
    const query = toCaseQuery(filters, { utcOffset: city.calendar.utcOffset, limit: PAGE_LENGTH })
    const found = await store.cases(query)
    return document(c, <CasesPage view={seen} labels={labels} filters={filters} found={found} />)
  })
  app.get('/cases/:id', async (c) => {
    const dossier = await readDossier(c.req.param('id'), services)
    const seen = view(c)
    if (!dossier) return document(c, <ErrorPage view={seen} message={seen.t('error.notFound')} />, 404)
    return document(c, <CasePage view={seen} labels={labels} dossier={dossier} />)
  })
  qualityRoutes(app, { services, labels, view })
}
