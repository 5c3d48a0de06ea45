import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { callStates } from '../../domain/case.ts'
import type { FieldName } from '../../domain/form.ts'
import { idempotent } from '../idempotency.ts'
import { checkLimits } from '../limits.ts'
import {
  addTurnsInput,
  callInput,
  callResponse,
  caseResponse,
  confirmInput,
  discardInput,
  editFormInput,
  formResponse,
  idempotencyHeader,
  json,
  namedCall,
  openCallInput,
  problems,
} from '../schemas.ts'
import type { Services } from '../services.ts'

const id = z.object({ id: z.string() })
const body = <T extends z.ZodType>(schema: T) => ({ body: { ...json(schema), required: true } })

const intake = createRoute({
  method: 'post',
  path: '/api/intake',
  tags: ['受理'],
  summary: '读一通来电，返回填好的表单，不保存',
  request: body(callInput),
  responses: { 200: { description: '表单', ...json(formResponse) }, ...problems },
})
const open = createRoute({
  method: 'post',
  path: '/api/calls',
  tags: ['受理'],
  summary: '登记一通来电，可以还没有话轮',
  request: { headers: idempotencyHeader, ...body(openCallInput) },
  responses: { 201: { description: '来电和表单', ...json(callResponse) }, ...problems },
})
const list = createRoute({
  method: 'get',
  path: '/api/calls',
  tags: ['受理'],
  summary: '来电列表，新的在前',
  request: {
    query: z.object({
      state: z.enum(callStates).optional(),
      cursor: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  responses: {
    200: { description: '一页来电', ...json(z.object({ items: z.array(callResponse), next: z.string().nullable() })) },
    ...problems,
  },
})
const turns = createRoute({
  method: 'post',
  path: '/api/calls/{id}/turns',
  tags: ['受理'],
  summary: '追加话轮，表单随之更新',
  request: { params: id, headers: idempotencyHeader, ...body(addTurnsInput) },
  responses: { 200: { description: '更新后的来电', ...json(callResponse) }, ...problems },
})
const read = createRoute({
  method: 'get',
  path: '/api/calls/{id}',
  tags: ['受理'],
  summary: '一通来电和它的表单',
  request: { params: id },
  responses: { 200: { description: '来电', ...json(callResponse) }, ...problems },
})
const edit = createRoute({
  method: 'patch',
  path: '/api/calls/{id}/form',
  tags: ['受理'],
  summary: '坐席改字段，改过的不再被模型覆盖',
  request: { params: id, ...body(editFormInput) },
  responses: { 200: { description: '更新后的来电', ...json(callResponse) }, ...problems },
})
const confirm = createRoute({
  method: 'post',
  path: '/api/calls/{id}/confirm',
  tags: ['受理'],
  summary: '确认表单，立案',
  request: { params: id, headers: idempotencyHeader, ...body(confirmInput) },
  responses: { 201: { description: '案件', ...json(caseResponse) }, ...problems },
})
const nearby = createRoute({
  method: 'get',
  path: '/api/calls/{id}/nearby',
  tags: ['受理'],
  summary: '附近未办结的同类案件，可能重复的在前',
  request: { params: id },
  responses: {
    200: {
      description: '案件',
      ...json(z.object({ items: z.array(z.object({ case: caseResponse, duplicate: z.boolean() })) })),
    },
    ...problems,
  },
})
const demo = createRoute({
  method: 'get',
  path: '/api/demo-calls',
  tags: ['受理'],
  summary: '演示来电，可在坐席页播放',
  responses: { 200: { description: '来电', ...json(z.object({ items: z.array(namedCall) })) } },
})
const discard = createRoute({
  method: 'post',
  path: '/api/calls/{id}/discard',
  tags: ['受理'],
  summary: '作废一通来电（误拨、无声）',
  request: { params: id, headers: idempotencyHeader, ...body(discardInput) },
  responses: { 200: { description: '作废后的来电', ...json(callResponse) }, ...problems },
})

export function callRoutes(app: OpenAPIHono, services: Services): void {
  const { desk, store, pipeline, limits, clock, metrics } = services
  const newId = () => `call-${crypto.randomUUID()}`

  app.openapi(intake, async (c) => {
    const { id: given, ...call } = c.req.valid('json')
    checkLimits(call.turns, limits)
    const started = performance.now()
    const { form } = await pipeline(
      { ...call, id: given ?? newId() },
      { now: call.startedAt ? new Date(call.startedAt) : clock() },
    )
    metrics.intake((performance.now() - started) / 1000)
    return c.json(form, 200)
  })
  app.openapi(open, async (c) => {
    const { actor, id: given, ...call } = c.req.valid('json')
    const work = (seal?: Parameters<typeof desk.open>[0]['seal']) =>
      desk.open({ call: { ...call, id: given ?? newId() }, actor, ...(seal && { seal }) })
    return (await idempotent(c, { store, clock, status: 201, work })) as never
  })
  app.openapi(list, async (c) => c.json(await store.calls(c.req.valid('query')), 200))
  app.openapi(turns, async (c) => {
    const { turns: added, actor } = c.req.valid('json')
    return (await idempotent(c, {
      store,
      clock,
      status: 200,
      work: (seal) => desk.addTurns({ id: c.req.valid('param').id, turns: added, actor, ...(seal && { seal }) }),
    })) as never
  })
  app.openapi(read, async (c) => c.json(await desk.call(c.req.valid('param').id), 200))
  app.openapi(nearby, async (c) => c.json({ items: await services.nearby(c.req.valid('param').id) }, 200))
  app.openapi(demo, (c) => c.json({ items: [...services.demoCalls] }, 200))
  app.openapi(edit, async (c) => {
    const { edits, release, version, actor } = c.req.valid('json')
    return c.json(
      await desk.edit({ id: c.req.valid('param').id, edits, release: release as FieldName[], version, actor }),
      200,
    )
  })
  app.openapi(confirm, async (c) => {
    const { edits, actor } = c.req.valid('json')
    return (await idempotent(c, {
      store,
      clock,
      status: 201,
      work: (seal) => desk.confirm({ id: c.req.valid('param').id, edits, actor, ...(seal && { seal }) }),
    })) as never
  })
  app.openapi(discard, async (c) => {
    const { reason, actor } = c.req.valid('json')
    return (await idempotent(c, {
      store,
      clock,
      status: 200,
      work: (seal) => desk.discard({ id: c.req.valid('param').id, reason, actor, ...(seal && { seal }) }),
    })) as never
  })
}
