import { z } from '@hono/zod-openapi'
import { callSchema, turnSchema } from '../domain/call.ts'
import { callRecordSchema, caseRecordSchema, caseStates, storedEventSchema } from '../domain/case.ts'
import { fieldNames, formSchema } from '../domain/form.ts'
import { problemSchema } from './problem.ts'

export const DEFAULT_ACTOR = '坐席'
const actor = z.string().trim().min(1).max(50).default(DEFAULT_ACTOR).openapi({ description: '谁在操作，记入日志' })
const reason = z.string().trim().max(500).nullable().default(null)

/** Domain schemas are made before OpenAPI extends zod; remade here they carry a name. */
const named = <S extends z.ZodRawShape>(name: string, schema: z.ZodObject<S>) => z.object(schema.shape).openapi(name)

export const formResponse = named('Form', formSchema)
export const callResponse = named('Call', callRecordSchema)
export const caseResponse = named('Case', caseRecordSchema)

export const namedCall = named('SpokenCall', callSchema)
/** A call to read: `id` is made up when it is left out. */
export const callInput = named('CallInput', callSchema.extend({ id: callSchema.shape.id.optional() }))
export const openCallInput = callInput.extend({ actor }).openapi('OpenCall')
export const addTurnsInput = z.object({ turns: z.array(turnSchema).min(1), actor }).openapi('AddTurns')

const edits = z
  .record(z.string(), z.unknown())
  .default({})
  .openapi({ description: `字段名到值，null 表示清空；可改 ${fieldNames.join('、')}` })
export const editFormInput = z
  .object({
    edits,
    release: z
      .array(z.enum(fieldNames as [string, ...string[]]))
      .default([])
      .openapi({ description: '交还给模型的字段' }),
    version: z.number().int().optional().openapi({ description: '读到的版本；别人已改过时拒绝' }),
    actor,
  })
  .openapi('EditForm')
export const confirmInput = z.object({ edits, actor }).openapi('Confirm')
export const attachCallInput = z
  .object({ caseId: z.string().min(1).nullable().openapi({ description: '并入的案件号；null 收回' }), actor })
  .openapi('AttachCall')
export const discardInput = z.object({ reason, actor }).openapi('Discard')

export const casesQuery = z.object({
  q: z.string().max(200).optional().openapi({ description: '全文检索，两个字起，空格隔开的词都要出现' }),
  state: z
    .string()
    .optional()
    .openapi({ description: `逗号隔开：${caseStates.join(',')}` }),
  category: z.string().optional(),
  district: z.string().optional(),
  street: z.string().optional(),
  unit: z.string().optional(),
  tier: z.string().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  order: z.enum(['newest', 'deadline']).default('newest'),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const casesResponse = z.object({ items: z.array(caseResponse), next: z.string().nullable() }).openapi('Cases')

export const caseDetailResponse = z
  .object({
    case: caseResponse,
    call: callResponse.nullable(),
    history: z.array(storedEventSchema),
    predictions: z.array(
      z.object({
        field: z.string(),
        predicted: z.unknown(),
        confidence: z.number().nullable(),
        level: z.string().nullable(),
        source: z.string().nullable(),
        final: z.unknown(),
        accepted: z.boolean(),
        model: z.string(),
      }),
    ),
  })
  .openapi('CaseDetail')

export const assignmentInput = z
  .object({
    action: z.enum(['accept', 'change', 'return', 'attach', 'undo']),
    unit: z.string().optional().openapi({ description: 'change 时必填' }),
    cooperating: z.array(z.string()).optional(),
    mode: z.enum(['direct', 'whistle', 'escalate']).optional(),
    attachTo: z.string().optional().openapi({ description: 'attach 时必填：并入的案件号' }),
    reason,
    version: z.number().int().optional(),
    actor: actor.default('派单员'),
  })
  .openapi('Assignment')
export type AssignmentInput = z.infer<typeof assignmentInput>

export const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } } })
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
})

/** The problems that any route can answer with. */
export const problems = {
  403: problem('来源不允许'),
  404: problem('没有这个来电、案件或路径'),
  409: problem('已被别人改动，或状态不允许'),
  413: problem('请求体太大'),
  415: problem('请用 application/json'),
  422: problem('请求内容不对，errors 指出哪个字段'),
  500: problem('服务器出错，detail 里有编号'),
  503: problem('服务暂不可用'),
}
export const idempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .openapi({ description: '同一个键和同样的内容只执行一次，重发返回第一次的结果' }),
})
