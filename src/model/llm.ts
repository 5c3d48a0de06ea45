/** How a model is told to answer in a given shape. */
export const llmMethods = ['tools', 'json_schema', 'json_mode'] as const
export type LlmMethod = (typeof llmMethods)[number]

export interface LlmMessage {
  role: 'system' | 'user' | 'assistant'
  text: string
}

export interface LlmRequest {
  messages: readonly LlmMessage[]
  /** Name of the answer's shape: ASCII letters, digits and underscores. */
  name: string
  /** JSON Schema of the answer. */
  schema: Record<string, unknown>
  signal: AbortSignal
}

export interface LlmTokens {
  input: number
  output: number
}

/** What came back. `value` is JSON that nobody has checked yet. */
export interface LlmReply {
  value: unknown
  tokens: LlmTokens
}

/** A large language model somewhere else. Implementations do not retry: who asks knows how long it may take. */
export interface Llm {
  readonly model: string
  /** @throws LlmError and nothing else. */
  ask(request: LlmRequest): Promise<LlmReply>
}

export const llmFailures = [
  'unauthorised',
  'rate_limited',
  'bad_request',
  'server_error',
  'unreachable',
  'timeout',
  'cut_off',
  'empty',
  'not_json',
] as const
export type LlmFailure = (typeof llmFailures)[number]

/** The message never holds what was sent or received: it may be logged. */
export class LlmError extends Error {
  override readonly name = 'LlmError'
  readonly failure: LlmFailure
  /** What the server asked to wait, milliseconds. */
  readonly retryAfterMs: number | null
  /** Tokens that were paid for all the same. */
  readonly tokens: LlmTokens

  constructor(
    failure: LlmFailure,
    options: { cause?: unknown; retryAfterMs?: number | null; tokens?: LlmTokens | undefined } = {},
  ) {
    super(`LLM: ${failure}`, { cause: options.cause })
    this.failure = failure
    this.retryAfterMs = options.retryAfterMs ?? null
    this.tokens = options.tokens ?? { input: 0, output: 0 }
  }
}
