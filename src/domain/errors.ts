/** Every error that a person can meet has one of these stable codes. */
export type ErrorCode =
  | 'invalid_input'
  | 'not_found'
  | 'conflict'
  | 'idempotency_mismatch'
  | 'too_large'
  | 'too_many_turns'
  | 'call_too_long'
  | 'forbidden'
  | 'unsupported_media_type'
  | 'invalid_data'
  | 'artefact_mismatch'
  | 'artefact_missing'
  | 'unavailable'

/** One offending place in an input: a path as in `turns[3].role`, and what to do about it. */
export interface Fault {
  path: string
  message: string
}

export class JiesuError extends Error {
  override readonly name = 'JiesuError'
  readonly code: ErrorCode
  readonly faults: readonly Fault[]

  constructor(code: ErrorCode, message: string, options: { faults?: readonly Fault[]; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.faults = options.faults ?? []
  }
}
