import type { LlmState } from '../services.ts'

/** `out`: it failed and is left alone for a while; `spent`: its budget is used up; `trying`: one question finds out. */
export type LlmCondition = 'ok' | 'trying' | 'out' | 'spent'

/** How the language model stands, for people. Whatever it is, forms are filled by the local models. */
export function llmCondition({
  breaker,
  budget,
  limits,
}: Pick<LlmState, 'breaker' | 'budget' | 'limits'>): LlmCondition {
  if (breaker.state === 'open') return 'out'
  if (breaker.state === 'trying') return 'trying'
  return budget.callsThisMinute >= limits.callsPerMinute || budget.tokensToday >= limits.tokensPerDay ? 'spent' : 'ok'
}
