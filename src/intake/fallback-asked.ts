import type { FieldName } from '../domain/form.ts'
import type { LlmTokens } from '../model/llm.ts'
import type { Relation } from './fallback-calibration.ts'

/** How one answer of the model fared against the local one. */
export interface Merged {
  field: FieldName | 'secondary'
  relation: Relation
  /** Confidence of the local answer, 0 where there was none. */
  local: number
  value: string
  /** Whether the model's value now stands in the form. */
  taken: boolean
}

/** One question put to the model, or withheld from it: for events, metrics and the evaluation. No word of the call. */
export interface Asked {
  callId: string
  /** `category@1` */
  prompt: string
  model: string
  outcome: 'answered' | 'rejected' | 'failed' | 'refused' | 'withheld'
  /** Why it was not answered: rejection, failure or refusal; `redaction` when it could not be sent safely. */
  reason: string | null
  /** Requests for this question: 2 after a rejection. */
  attempts: number
  /** Every answer was known already: tokens, cost and seconds are not spent anew. */
  cached: boolean
  tokens: LlmTokens
  /** In the currency of the configured prices. */
  cost: number
  seconds: number
  merged: Merged[]
}
