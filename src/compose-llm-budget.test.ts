import { expect, it } from 'vitest'
import { resumeBudget } from './compose-llm-budget.ts'
import type { CaseEvent, EventKind } from './domain/case.ts'
import { createBudget } from './model/llm-budget.ts'
import { createMemoryStore } from './store/memory.ts'

const now = new Date('2026-01-15T02:00:00.000Z')
const event = (at: string, kind: EventKind, to: unknown = null): CaseEvent => ({
  at,
  actor: 'llm:fake',
  kind,
  callId: 'a',
  caseId: null,
  field: null,
  from: null,
  to,
  reason: null,
  model: null,
})
const asked = (at: string, input: number, output: number) =>
  event(at, 'fallback.asked', { prompt: 'category@1', tokens: { input, output } })

it('keeps to the tokens of the day over a restart, and counts nothing older', async () => {
  const store = createMemoryStore()
  await store.commit({
    events: [
      asked('2026-01-14T01:59:59.000Z', 9000, 900),
      asked('2026-01-14T02:00:01.000Z', 100, 20),
      event('2026-01-14T12:00:00.000Z', 'call.turns'),
      asked('2026-01-15T01:00:00.000Z', 70, 10),
    ],
  })
  for (const page of [1, 2, 500]) {
    const limits = { callsPerMinute: 9, concurrency: 9, tokensPerDay: 200 }
    let at = now.getTime()
    const budget = createBudget({ limits, clock: () => new Date(at) })
    await resumeBudget({ client: budget, store, clock: () => now, page })
    expect(budget.state().tokensToday).toBe(200)
    expect(budget.take()).toBe('tokens_per_day')
    at += 2000
    expect(budget.take()).toBeNull()
  }
})
