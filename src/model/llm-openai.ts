import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages'
import { initChatModel } from 'langchain/chat_models/universal'
import { APIConnectionError, APIError } from 'openai'
import { ContentFilterFinishReasonError, LengthFinishReasonError } from 'openai/core/error'
import {
  type Llm,
  LlmError,
  type LlmFailure,
  type LlmMessage,
  type LlmMethod,
  type LlmReply,
  type LlmRequest,
  type LlmTokens,
} from './llm.ts'
import { readLlmJson } from './llm-json.ts'
import { estimateInputTokens } from './llm-tokens.ts'

export interface OpenAiLlmOptions {
  /** `https://host/v1`, without `/chat/completions`. */
  baseUrl: string
  model: string
  /** Null for servers that want none (Ollama, vLLM at home). */
  apiKey: string | null
  method: LlmMethod
  maxOutputTokens?: number
}

/** Any server that speaks OpenAI's chat completions. Load this file lazily: LangChain takes half a second to import. */
export function createOpenAiLlm({ baseUrl, model, apiKey, method, maxOutputTokens = 800 }: OpenAiLlmOptions): Llm {
  return {
    model,
    async ask(request) {
      const { messages, name, schema, signal } = request
      const upperBound = () => ({ input: estimateInputTokens(request), output: maxOutputTokens })
      try {
        const chat = await initChatModel('chat', {
          // Loads @langchain/openai.
          modelProvider: 'openai',
          temperature: 0,
          maxTokens: maxOutputTokens,
          maxRetries: 0,
          apiKey: apiKey ?? 'none',
          configuration: { baseURL: baseUrl, organization: null, project: null },
          // Name and shape go past LangChain, which sends some names to another API and rewrites shapes.
          modelKwargs: { model, ...answerShape({ method, name, schema }) },
        })
        // Not `invoke`: that hands the messages to whatever tracer the environment names.
        const { generations } = await chat._generate(messages.map(messageOf), { signal })
        const [first] = generations
        if (!first) throw new LlmError('empty')
        return readReply(first.message as AIMessage, {
          ranOut: first.generationInfo?.finish_reason === 'length',
          upperBound,
        })
      } catch (error) {
        throw asLlmError(error, { signal, upperBound })
      }
    },
  }
}

function messageOf({ role, text }: LlmMessage): SystemMessage | HumanMessage | AIMessage {
  if (role === 'system') return new SystemMessage(text)
  return role === 'user' ? new HumanMessage(text) : new AIMessage(text)
}

function answerShape({ method, name, schema }: Pick<LlmRequest, 'name' | 'schema'> & { method: LlmMethod }) {
  if (method === 'tools')
    return {
      tools: [{ type: 'function', function: { name, parameters: schema } }],
      tool_choice: { type: 'function', function: { name } },
    }
  if (method === 'json_schema')
    // openai parses such an answer and fails on a fence, unless the format says how; a function is not serialised.
    return {
      response_format: { type: 'json_schema', json_schema: { name, schema, strict: true }, $parseRaw: () => null },
    }
  return { response_format: { type: 'json_object' } }
}

interface Counting {
  /** Tokens that the request may have taken, where the server does not say. */
  upperBound: () => LlmTokens
}

function readReply(message: AIMessage, { ranOut, upperBound }: Counting & { ranOut: boolean }): LlmReply {
  const usage = message.usage_metadata as { input_tokens?: number; output_tokens?: number } | undefined
  const tokens =
    usage?.input_tokens === undefined ? upperBound() : { input: usage.input_tokens, output: usage.output_tokens ?? 0 }
  if (ranOut) throw new LlmError('cut_off', { tokens })
  const [call] = message.tool_calls ?? []
  if (call) return { value: call.args, tokens }
  const text = message.invalid_tool_calls?.[0]?.args ?? message.text
  if (text.trim() === '') throw new LlmError('empty', { tokens })
  const value = readLlmJson(text)
  if (value === undefined) throw new LlmError('not_json', { tokens })
  return { value, tokens }
}

/** Where the model may have been at work already, what it may have taken is counted, or a budget could be overrun. */
function asLlmError(error: unknown, { signal, upperBound }: Counting & { signal: AbortSignal }): LlmError {
  if (error instanceof LlmError) return error
  if (signal.aborted || isNamed(error, 'TimeoutError') || isNamed(error, 'AbortError'))
    return new LlmError('timeout', { cause: error, tokens: upperBound() })
  if (error instanceof LengthFinishReasonError) return new LlmError('cut_off', { cause: error, tokens: upperBound() })
  if (error instanceof ContentFilterFinishReasonError)
    return new LlmError('empty', { cause: error, tokens: upperBound() })
  if (error instanceof APIConnectionError || !(error instanceof APIError) || error.status === undefined)
    return isCut(error)
      ? new LlmError('cut_off', { cause: error, tokens: upperBound() })
      : new LlmError('unreachable', { cause: error })
  return new LlmError(failureOf(error.status), { cause: error, retryAfterMs: retryAfter(error.headers) })
}

const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name

/** A body that ended early: undici says `terminated`, the JSON parser that the input ended. */
function isCut(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if (/terminated|other side closed|premature|unexpected end|unterminated|in JSON/i.test(at.message)) return true
  return false
}

function failureOf(status: number): LlmFailure {
  if (status === 401 || status === 403) return 'unauthorised'
  if (status === 429) return 'rate_limited'
  return status >= 500 ? 'server_error' : 'bad_request'
}

/** Seconds or an HTTP date; at most an hour is believed. */
function retryAfter(headers: Headers | undefined): number | null {
  const given = headers?.get('retry-after')
  if (!given) return null
  const ms = /^\d+(\.\d+)?$/.test(given) ? Number(given) * 1000 : Date.parse(given) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), 3_600_000) : null
}
