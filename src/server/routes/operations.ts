import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { json, problems } from '../schemas.ts'
import type { Services } from '../services.ts'

const POLL_MS = 1000
const status = z.object({ status: z.string() })

const healthz = createRoute({
  method: 'get',
  path: '/healthz',
  tags: ['运行'],
  summary: '进程活着',
  responses: { 200: { description: '活着', ...json(status) } },
})
const readyz = createRoute({
  method: 'get',
  path: '/readyz',
  tags: ['运行'],
  summary: '能受理：模型已载入，数据库可写',
  responses: { 200: { description: '就绪', ...json(status) }, 503: problems[503] },
})
const metricsRoute = createRoute({
  method: 'get',
  path: '/metrics',
  tags: ['运行'],
  summary: 'Prometheus 指标',
  responses: { 200: { description: '文本', content: { 'text/plain': { schema: z.string() } } } },
})
const reloadRoute = createRoute({
  method: 'post',
  path: '/api/reload',
  tags: ['运行'],
  summary: '重读派单规则、职责表和节假日；有错则不生效',
  responses: { 200: { description: '已生效', ...json(status) }, ...problems },
})
const feed = createRoute({
  method: 'get',
  path: '/api/events',
  tags: ['运行'],
  summary: '变动的实时推送（Server-Sent Events），可用 Last-Event-ID 接着收',
  responses: { 200: { description: '事件流', content: { 'text/event-stream': { schema: z.string() } } } },
})
const visit = createRoute({
  method: 'post',
  path: '/api/presence',
  tags: ['运行'],
  summary: '说明这个窗口正在看哪个案件；约 10 秒说一次，超过 30 秒没有声音算离开',
  request: {
    body: {
      ...json(
        z.object({
          client: z.string().min(1).max(64).openapi({ description: '窗口自己的随机标识' }),
          actor: z.string().trim().min(1).max(50),
          caseId: z.string().max(200).nullable(),
        }),
      ),
      required: true,
    },
  },
  responses: { 200: { description: '收到', ...json(status) }, ...problems },
})

export function operationRoutes(app: OpenAPIHono, { store, metrics, presence, reload, closing }: Services): void {
  app.openapi(healthz, (c) => c.json({ status: 'ok' }, 200))
  app.openapi(readyz, async (c) => {
    await store.ping()
    return c.json({ status: 'ready' }, 200)
  })
  app.openapi(metricsRoute, async (c) =>
    c.text(await metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  )
  app.openapi(reloadRoute, async (c) => {
    await reload()
    return c.json({ status: 'reloaded' }, 200)
  })
  app.openapi(visit, (c) => {
    presence.visit(c.req.valid('json'))
    return c.json({ status: 'ok' }, 200)
  })
  app.openapi(feed, async (c) => {
    const resumed = Number(c.req.header('Last-Event-ID'))
    let seq = Number.isInteger(resumed) && resumed > 0 ? resumed : await store.lastEvent()
    return streamSSE(c, async (stream) => {
      await stream.writeSSE({ event: 'hello', data: String(seq), id: String(seq) })
      let seen = '[]'
      while (!stream.aborted && !closing.aborted) {
        const present = presence.version()
        if (present !== seen) {
          seen = present
          await stream.writeSSE({ event: 'presence', data: JSON.stringify(presence.all()) })
        }
        for (const { seq: at, kind, callId, caseId, actor } of await store.eventsAfter(seq, 200)) {
          seq = at
          await stream.writeSSE({
            event: 'change',
            id: String(at),
            data: JSON.stringify({ kind, callId, caseId, actor }),
          })
        }
        await stream.sleep(POLL_MS)
      }
    }) as never
  })
}
