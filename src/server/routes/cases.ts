import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { JiesuError } from '../../domain/errors.ts'
import { caseQuery } from '../case-query.ts'
import { feedbackOf } from '../feedback.ts'
import { idempotent } from '../idempotency.ts'
import {
  assignmentInput,
  caseDetailResponse,
  caseResponse,
  casesQuery,
  casesResponse,
  idempotencyHeader,
  json,
  problems,
} from '../schemas.ts'
import type { Services } from '../services.ts'

const id = z.object({ id: z.string() })
const PAGE = 200

const list = createRoute({
  method: 'get',
  path: '/api/cases',
  tags: ['案件'],
  summary: '查案件：条件、全文、翻页',
  request: { query: casesQuery },
  responses: { 200: { description: '一页案件', ...json(casesResponse) }, ...problems },
})
const read = createRoute({
  method: 'get',
  path: '/api/cases/{id}',
  tags: ['案件'],
  summary: '一个案件：来电、历史、模型当时的建议',
  request: { params: id },
  responses: { 200: { description: '案件', ...json(caseDetailResponse) }, ...problems },
})
const assignment = createRoute({
  method: 'post',
  path: '/api/cases/{id}/assignment',
  tags: ['案件'],
  summary: '派单：同意、改派、退回、并入、撤销',
  request: { params: id, headers: idempotencyHeader, body: { ...json(assignmentInput), required: true } },
  responses: { 200: { description: '派单后的案件', ...json(caseResponse) }, ...problems },
})
const feedback = createRoute({
  method: 'get',
  path: '/api/feedback.jsonl',
  tags: ['案件'],
  summary: '已确认的来电：预测与定稿并列，一行一条，可作标注数据',
  request: { query: z.object({ from: z.iso.datetime({ offset: true }).optional() }) },
  responses: {
    200: { description: 'JSON Lines', content: { 'application/jsonl': { schema: z.string() } } },
    ...problems,
  },
})

export function caseRoutes(app: OpenAPIHono, services: Services): void {
  const { store, dispatch, clock } = services
  app.openapi(list, async (c) => c.json(await store.cases(caseQuery(c.req.valid('query'))), 200))
  app.openapi(read, async (c) => {
    const { id: caseId } = c.req.valid('param')
    const record = await store.case(caseId)
    if (!record)
      throw new JiesuError('not_found', `没有案件「${caseId}」`, { faults: [{ path: 'id', message: caseId }] })
    const [call, history, predictions] = await Promise.all([
      store.call(record.callId),
      store.history({ callId: record.callId, caseId }),
      store.predictions(caseId),
    ])
    return c.json({ case: record, call, history, predictions }, 200) as never
  })
  app.openapi(assignment, async (c) => {
    const input = c.req.valid('json')
    const work = (seal?: Parameters<typeof dispatch.assign>[0]['seal']) =>
      dispatch.assign({ id: c.req.valid('param').id, ...input, ...(seal && { seal }) })
    return (await idempotent(c, { store, clock, status: 200, work })) as never
  })
  app.openapi(feedback, (c) => {
    const { from } = c.req.valid('query')
    const encoder = new TextEncoder()
    let cursor: string | undefined
    let done = false
    const stream = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (done) return controller.close()
        const page = await store.cases({ limit: PAGE, cursor, from: from ? new Date(from).toISOString() : undefined })
        for (const record of page.items) {
          const line = await feedbackOf(record, store)
          if (line) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
        }
        cursor = page.next ?? undefined
        done = cursor === undefined
        if (done) controller.close()
      },
    })
    return c.body(stream, 200, { 'content-type': 'application/jsonl; charset=utf-8' }) as never
  })
}
