import type { LlmFailure } from './llm.ts'

export interface Breaker {
  /** False while the model is out. After the pause one caller is let through to try; the others wait for its result. */
  admits(): boolean
  succeeded(): void
  failed(failure: LlmFailure, retryAfterMs: number | null): void
  state(): BreakerState
}

export interface BreakerState {
  state: 'closed' | 'open' | 'trying'
  /** ISO instant of the next try; null while closed. */
  until: string | null
  /** The failure that opened it or the last one since; null after a success. */
  failure: LlmFailure | null
}

export interface BreakerOptions {
  clock: () => Date
  /** Consecutive failures that open it. */
  failures?: number
  /** First pause; it doubles with every try that fails, up to `longestMs`. */
  pauseMs?: number
  longestMs?: number
}

/** A circuit breaker (M. Nygard, Release It!, 2007): a model that keeps failing is left alone for a while. */
export function createBreaker({ clock, failures = 3, pauseMs = 30_000, longestMs = 600_000 }: BreakerOptions): Breaker {
  let consecutive = 0
  let openings = 0
  let until: number | null = null
  let trying = false
  let last: LlmFailure | null = null

  const open = (ms: number) => {
    openings += 1
    until = clock().getTime() + ms
    trying = false
  }
  return {
    admits() {
      if (until === null) return true
      if (trying || clock().getTime() < until) return false
      trying = true
      return true
    },
    succeeded() {
      consecutive = 0
      openings = 0
      until = null
      trying = false
      last = null
    },
    failed(failure, retryAfterMs) {
      consecutive += 1
      last = failure
      const pause = Math.min(longestMs, pauseMs * 2 ** openings)
      if (retryAfterMs !== null) open(retryAfterMs)
      // A wrong key does not get right by asking again.
      else if (trying || failure === 'unauthorised' || failure === 'rate_limited' || consecutive >= failures)
        open(pause)
    },
    state: () => ({
      state: until === null ? 'closed' : trying ? 'trying' : 'open',
      until: until === null ? null : new Date(until).toISOString(),
      failure: last,
    }),
  }
}
