import type { Paid } from './model/llm-budget.ts'
import type { LlmClient } from './model/llm-client.ts'
import type { Store } from './store/store.ts'

const DAY = 24 * 3_600_000

export interface ResumeOptions {
  client: Pick<LlmClient, 'resume'>
  store: Pick<Store, 'eventsAfter' | 'lastEvent'>
  clock?: () => Date
  /** Events read at a time. */
  page?: number
}

/** Counts what the event log says was paid within the last day, so that a restart does not give the day's tokens anew. */
export async function resumeBudget({ client, store, clock = () => new Date(), page = 500 }: ResumeOptions) {
  const since = new Date(clock().getTime() - DAY).toISOString()
  const paid: Paid[] = []
  let until = await store.lastEvent()
  while (until > 0) {
    const from = Math.max(0, until - page)
    const events = (await store.eventsAfter(from, page)).filter(({ seq }) => seq <= until)
    for (const { at, kind, to } of events.toReversed())
      if (kind === 'fallback.asked' && at >= since) paid.push({ at: Date.parse(at), tokens: tokensOf(to) })
    if (events[0] && events[0].at < since) break
    until = from
  }
  client.resume(paid.toReversed())
}

/** Of what the log keeps about a question. */
function tokensOf(asked: unknown): number {
  const { input = 0, output = 0 } = (asked as { tokens?: { input?: number; output?: number } } | null)?.tokens ?? {}
  return input + output
}
