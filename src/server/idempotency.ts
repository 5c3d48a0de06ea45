import type { Context } from 'hono'
import { JiesuError } from '../domain/errors.ts'
import type { Receipt, Store } from '../store/store.ts'
import type { Seal } from './desk.ts'

const HEADER = 'Idempotency-Key'
const KEY = /^[\x21-\x7e]{1,200}$/

export interface IdempotentOptions {
  store: Store
  clock: () => Date
  status: number
  /** Does the work and hands `seal` to the change that it commits, so that answer and effect are one. */
  work: (seal: Seal | undefined) => Promise<unknown>
}

/**
 * Runs a creating request at most once per Idempotency-Key. The same key and body replays the stored answer; the same
 * key with another request is refused.
 */
export async function idempotent(c: Context, { store, clock, status, work }: IdempotentOptions): Promise<Response> {
  const key = c.req.header(HEADER)
  if (key === undefined) return answer(status, JSON.stringify(await work(undefined)))
  if (!KEY.test(key))
    throw new JiesuError('invalid_input', `${HEADER} 应是 1 到 200 个可见的 ASCII 字符`, {
      faults: [{ path: HEADER, message: '格式不对' }],
    })
  const request = await digest(`${c.req.method} ${c.req.path}\n${await c.req.text()}`)
  const stored = await store.receipt(key)
  if (stored) return replay(stored, request)
  const seal: Seal = (value) => ({ key, request, status, body: JSON.stringify(value), at: clock().toISOString() })
  try {
    const value = await work(seal)
    return answer(status, JSON.stringify(value))
  } catch (error) {
    const rival = error instanceof JiesuError && error.code === 'conflict' ? await store.receipt(key) : null
    if (rival) return replay(rival, request)
    throw error
  }
}

function replay(stored: Receipt, request: string): Response {
  if (stored.request !== request)
    throw new JiesuError('idempotency_mismatch', '这个 Idempotency-Key 已用于另一个请求，请为新请求换一个键', {
      faults: [{ path: HEADER, message: '键已用过' }],
    })
  return answer(stored.status, stored.body, { 'Idempotent-Replayed': 'true' })
}

const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
  new Response(body, { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } })

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
