import type { LlmMessage, LlmReply } from './llm.ts'

/** Answers that were paid for, by {@link answerKey}. */
export interface LlmAnswers {
  get(key: string): LlmReply | undefined
  put(key: string, reply: LlmReply): void
}

export interface AnswerKey {
  /** `category@1` */
  prompt: string
  model: string
  /** As sent: already redacted. */
  messages: readonly LlmMessage[]
}

/** SHA-256 over prompt version, model and redacted input: the same question to the same model. */
export async function answerKey({ prompt, model, messages }: AnswerKey): Promise<string> {
  const bytes = new TextEncoder().encode(
    JSON.stringify([prompt, model, messages.map(({ role, text }) => [role, text])]),
  )
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Keeps the last `size` answers that were used. */
export function createAnswerCache(size = 2000): LlmAnswers {
  const kept = new Map<string, LlmReply>()
  const keep = (key: string, reply: LlmReply) => {
    kept.delete(key)
    kept.set(key, reply)
    const [oldest] = kept.keys()
    if (kept.size > size && oldest !== undefined) kept.delete(oldest)
  }
  return {
    get(key) {
      const reply = kept.get(key)
      if (reply) keep(key, reply)
      return reply
    },
    put: keep,
  }
}
