/** Answers a question from memory while that is fresh enough, else by `read`. */
export type Memo = <T>(question: string, read: () => Promise<T>) => Promise<T>

/** A reading that took a second is good for nearly a minute. */
const TIMES_AS_LONG = 50
const MOST_QUESTIONS = 50

/**
 * Keeps what was read, the longer the dearer it was: over a million suggestions one look takes seconds, and the calls
 * must not wait for it. `now` in milliseconds.
 */
export function createMemo({ now = () => performance.now() }: { now?: () => number } = {}): Memo {
  const kept = new Map<string, { answer: Promise<unknown>; until: number }>()
  return <T>(question: string, read: () => Promise<T>): Promise<T> => {
    const known = kept.get(question)
    if (known && now() < known.until) return known.answer as Promise<T>
    const started = now()
    const entry = { answer: read(), until: Number.POSITIVE_INFINITY }
    kept.set(question, entry)
    entry.answer.then(
      () => {
        entry.until = now() + TIMES_AS_LONG * (now() - started)
      },
      () => kept.delete(question),
    )
    const [oldest] = kept.keys()
    if (kept.size > MOST_QUESTIONS && oldest !== undefined) kept.delete(oldest)
    return entry.answer
  }
}
