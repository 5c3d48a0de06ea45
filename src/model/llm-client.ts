import { type Llm, LlmError, type LlmFailure, type LlmReply, type LlmRequest, type LlmTokens } from './llm.ts'
import { answerKey, type LlmAnswers } from './llm-answers.ts'
import type { Breaker, BreakerState } from './llm-breaker.ts'
import type { Budget, BudgetRefusal } from './llm-budget.ts'

/** Why no answer came: the budget, an open breaker (`out`), no recording, or the failure of the call itself. */
export type LlmRefusal = BudgetRefusal | 'out' | 'not_recorded'

export type LlmOutcome =
  | { kind: 'answered'; value: unknown; cached: boolean; tokens: LlmTokens; seconds: number }
  | { kind: 'failed'; failure: LlmFailure; tokens: LlmTokens; seconds: number }
  | { kind: 'refused'; refusal: LlmRefusal }

export interface LlmClient {
  readonly model: string
  /** Never throws. `prompt` is the id and version that the answer is kept under. */
  ask(request: LlmRequest & { prompt: string }): Promise<LlmOutcome>
  status(): LlmStatus
  /** {@link Budget.resume} */
  resume: Budget['resume']
}

export interface LlmStatus {
  model: string
  breaker: BreakerState
  budget: ReturnType<Budget['state']>
}

export interface LlmClientOptions {
  /** Null: answers come from `answers` alone, nothing leaves the process. */
  llm: Llm | null
  model: string
  breaker: Breaker
  budget: Budget
  answers: LlmAnswers
  /** Milliseconds, for measuring. */
  now: () => number
}

/** One model behind its budget, its breaker and the answers that it has already given. */
export function createLlmClient({ llm, model, breaker, budget, answers, now }: LlmClientOptions): LlmClient {
  const call = async (model: Llm, request: LlmRequest): Promise<{ reply: LlmReply } | { error: LlmError }> => {
    try {
      const reply = await model.ask(request)
      breaker.succeeded()
      budget.spent(reply.tokens)
      return { reply }
    } catch (cause) {
      const error = cause instanceof LlmError ? cause : new LlmError('unreachable', { cause })
      breaker.failed(error.failure, error.retryAfterMs)
      budget.spent(error.tokens)
      return { error }
    }
  }
  return {
    model,
    async ask({ prompt, ...request }) {
      const key = await answerKey({ prompt, model, messages: request.messages })
      const known = answers.get(key)
      if (known) return { kind: 'answered', value: known.value, cached: true, tokens: known.tokens, seconds: 0 }
      if (!llm) return { kind: 'refused', refusal: 'not_recorded' }
      const refusal = budget.take()
      if (refusal) return { kind: 'refused', refusal }
      if (!breaker.admits()) {
        budget.giveBack()
        return { kind: 'refused', refusal: 'out' }
      }
      const started = now()
      const result = await call(llm, request)
      const seconds = (now() - started) / 1000
      if ('error' in result)
        return { kind: 'failed', failure: result.error.failure, tokens: result.error.tokens, seconds }
      answers.put(key, result.reply)
      return { kind: 'answered', value: result.reply.value, cached: false, tokens: result.reply.tokens, seconds }
    },
    resume: budget.resume,
    status: () => ({ model, breaker: breaker.state(), budget: budget.state() }),
  }
}
