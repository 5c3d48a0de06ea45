import { z } from '@hono/zod-openapi'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ErrorCode, JiesuError } from '../domain/errors.ts'

/** RFC 9457 problem details with a stable code, the paths of bad fields and the request's id. */
export const problemSchema = z
  .object({
    type: z.string().openapi({ example: 'urn:jiesu:problem:invalid_input' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().openapi({ description: 'Stable: programs may branch on it.' }),
    errors: z.array(z.object({ path: z.string(), message: z.string() })),
    requestId: z.string(),
  })
  .openapi('Problem')
export type Problem = z.infer<typeof problemSchema>

export const statusOf: Record<ErrorCode, ContentfulStatusCode> = {
  invalid_input: 422,
  not_found: 404,
  conflict: 409,
  idempotency_mismatch: 422,
  too_large: 413,
  too_many_turns: 422,
  call_too_long: 422,
  forbidden: 403,
  unsupported_media_type: 415,
  invalid_data: 422,
  artefact_mismatch: 500,
  artefact_missing: 500,
  unavailable: 503,
}

const titles: Record<ErrorCode | 'internal', string> = {
  invalid_input: '请求内容不对',
  not_found: '没有找到',
  conflict: '已被改动',
  idempotency_mismatch: '幂等键已用于另一个请求',
  too_large: '请求太大',
  too_many_turns: '话轮太多',
  call_too_long: '来电太长',
  forbidden: '不允许',
  unsupported_media_type: '格式不支持',
  invalid_data: '服务器数据有误',
  artefact_mismatch: '模型与数据不符',
  artefact_missing: '缺少模型',
  unavailable: '服务暂不可用',
  internal: '服务器出错',
}

export function problemOf(error: JiesuError, requestId: string): Problem {
  const { code, message, faults } = error
  return {
    type: `urn:jiesu:problem:${code}`,
    title: titles[code],
    status: statusOf[code],
    detail: message,
    code,
    errors: faults.map((fault) => ({ ...fault })),
    requestId,
  }
}

/** For errors nobody foresaw: nothing of the error reaches the client, the request id finds it in the log. */
export function internalProblem(requestId: string): Problem {
  return {
    type: 'urn:jiesu:problem:internal',
    title: titles.internal,
    status: 500,
    code: 'internal',
    errors: [],
    requestId,
    detail: `服务器处理出错，已记入日志。反馈时请带上编号 ${requestId}`,
  }
}
