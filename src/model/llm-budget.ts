import type { LlmTokens } from './llm.ts'

export type BudgetRefusal = 'calls_per_minute' | 'tokens_per_day' | 'concurrency'

export interface BudgetLimits {
  callsPerMinute: number
  tokensPerDay: number
  concurrency: number
}

export interface Budget {
  /** Null when one more call may start, which must then be ended by `spent`, or undone by `giveBack`. */
  take(): BudgetRefusal | null
  /** The call that was just granted is not made. */
  giveBack(): void
  spent(tokens: LlmTokens): void
  /** Counts what was paid before this process started, oldest first. */
  resume(paid: readonly Paid[]): void
  state(): { callsThisMinute: number; tokensToday: number; running: number }
}

/** Tokens, input and output together, at an instant in milliseconds. */
export interface Paid {
  at: number
  tokens: number
}

const MINUTE = 60_000
const DAY = 24 * 3_600_000

/**
 * Calls in the last minute, tokens in the last 24 hours, calls at the same time. Kept in memory; a restart forgets the
 * minute, and the day is told to it by {@link Budget.resume}.
 */
export function createBudget({ limits, clock }: { limits: BudgetLimits; clock: () => Date }): Budget {
  let calls: number[] = []
  let paid: Paid[] = []
  let running = 0
  const forget = () => {
    const now = clock().getTime()
    calls = calls.filter((at) => now - at < MINUTE)
    paid = paid.filter(({ at }) => now - at < DAY)
  }
  const pay = (item: Paid) => {
    const last = paid.at(-1)
    // One entry a minute is enough to know when a day is over.
    if (last && item.at - last.at < MINUTE) last.tokens += item.tokens
    else paid.push({ ...item })
  }
  const tokens = () => paid.reduce((sum, item) => sum + item.tokens, 0)
  return {
    take() {
      forget()
      if (running >= limits.concurrency) return 'concurrency'
      if (calls.length >= limits.callsPerMinute) return 'calls_per_minute'
      if (tokens() >= limits.tokensPerDay) return 'tokens_per_day'
      calls.push(clock().getTime())
      running += 1
      return null
    },
    giveBack() {
      running -= 1
      calls.pop()
    },
    spent({ input, output }) {
      running -= 1
      pay({ at: clock().getTime(), tokens: input + output })
    },
    resume(before) {
      for (const item of before) pay(item)
    },
    state() {
      forget()
      return { callsThisMinute: calls.length, tokensToday: tokens(), running }
    },
  }
}
