import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { llmFailures } from '../../model/llm.ts'
import { json } from '../schemas.ts'
import type { Services } from '../services.ts'

const state = z
  .object({
    configured: z.boolean(),
    /** True while the breaker keeps questions from it. */
    out: z.boolean(),
    model: z.string().nullable(),
    prompts: z.string().nullable(),
    breaker: z
      .object({
        state: z.enum(['closed', 'open', 'trying']),
        until: z.string().nullable(),
        failure: z.enum(llmFailures).nullable(),
      })
      .nullable(),
    budget: z.object({ callsThisMinute: z.number(), tokensToday: z.number(), running: z.number() }).nullable(),
    limits: z
      .object({
        callsPerMinute: z.number(),
        tokensPerDay: z.number(),
        concurrency: z.number(),
        timeoutMs: z.number(),
      })
      .nullable(),
  })
  .openapi('LlmStatus')

const status = createRoute({
  method: 'get',
  path: '/api/llm',
  tags: ['运行'],
  summary: '大模型的状态：是否配置、是否停用、用量；没有它一切照常',
  responses: { 200: { description: '状态', ...json(state) } },
})

export function llmRoutes(app: OpenAPIHono, { llm }: Services): void {
  app.openapi(status, (c) => {
    if (!llm) {
      const none = { model: null, prompts: null, breaker: null, budget: null, limits: null }
      return c.json({ configured: false, out: false, ...none }, 200)
    }
    const { model, prompts, breaker, budget, limits } = llm()
    return c.json({ configured: true, out: breaker.state !== 'closed', model, prompts, breaker, budget, limits }, 200)
  })
}
