import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { createAttachment } from '../attachment.ts'
import { idempotent } from '../idempotency.ts'
import { attachCallInput, callResponse, idempotencyHeader, json, problems } from '../schemas.ts'
import type { Services } from '../services.ts'

const attachment = createRoute({
  method: 'post',
  path: '/api/calls/{id}/attachment',
  tags: ['受理'],
  summary: '这通来电说的是已有案件：并入，不另立案；caseId 为 null 时收回',
  request: {
    params: z.object({ id: z.string() }),
    headers: idempotencyHeader,
    body: { ...json(attachCallInput), required: true },
  },
  responses: { 200: { description: '来电', ...json(callResponse) }, ...problems },
})

export function attachmentRoutes(app: OpenAPIHono, { store, clock }: Services): void {
  const attach = createAttachment({ store, clock })
  app.openapi(attachment, async (c) => {
    const input = c.req.valid('json')
    return (await idempotent(c, {
      store,
      clock,
      status: 200,
      work: (seal) => attach({ id: c.req.valid('param').id, ...input, ...(seal && { seal }) }),
    })) as never
  })
}
