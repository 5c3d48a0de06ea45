import type { Problem } from '../../problem.ts'

/** An answer that says no. `retry` is true where the same request may succeed later. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly errors: Problem['errors']

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.errors?.[0]?.message ?? problem.detail ?? `HTTP ${status}`)
    this.status = status
    this.code = problem.code ?? 'internal'
    this.errors = problem.errors ?? []
  }

  get retry(): boolean {
    return this.status >= 500 || this.status === 429
  }
}

/** No answer at all: the line is down or the server is away. */
export class Offline extends Error {}

export interface Request {
  method: 'GET' | 'POST' | 'PATCH'
  path: string
  body?: unknown
  key?: string | undefined
}

const PATIENCE_MS = 15_000

/** @throws ApiError for a refusal, Offline when nothing answered. */
export async function send<T>({ method, path, body, key }: Request): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'Idempotency-Key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  } catch (cause) {
    throw new Offline('no answer', { cause })
  }
  const content = await response.json().catch(() => ({}))
  if (!response.ok) throw new ApiError(response.status, content as Partial<Problem>)
  return content as T
}

export const get = <T>(path: string): Promise<T> => send<T>({ method: 'GET', path })
