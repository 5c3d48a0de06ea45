import { ApiError, Offline, send } from './api.ts'

/** A change that still has to reach the server. */
export interface Operation {
  kind: 'open' | 'turns' | 'edit' | 'confirm' | 'discard'
  path: string
  method: 'POST' | 'PATCH'
  body: Record<string, unknown>
  key: string
}

export interface OutboxOptions {
  /** Where the queue survives a reload. */
  load: () => Operation[]
  save: (operations: readonly Operation[]) => void
  onAnswer: (operation: Operation, answer: unknown) => void
  onRefused: (operation: Operation, error: ApiError) => void
  /** `waiting`: the line is down and the queue will be tried again. */
  onState: (state: 'idle' | 'sending' | 'waiting', waiting: number) => void
}

export interface Outbox {
  pending(): readonly Operation[]
  add(operation: Omit<Operation, 'key'>): void
  retry(): void
}

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 15_000
const MAX_CONFLICTS = 5

/**
 * Sends changes one after the other, in their order, until the server has each of them. A lost answer is safe: every
 * operation carries its Idempotency-Key through all its attempts.
 */
export function createOutbox({ load, save, onAnswer, onRefused, onState }: OutboxOptions): Outbox {
  const queue = load()
  let running = false
  let wait = FIRST_WAIT_MS
  let timer: ReturnType<typeof setTimeout> | undefined

  const pass = async () => {
    if (running) return
    running = true
    clearTimeout(timer)
    let conflicts = 0
    for (let next = queue[0]; next; next = queue[0]) {
      onState('sending', queue.length)
      try {
        const answer = await send({ method: next.method, path: next.path, body: next.body, key: next.key })
        wait = FIRST_WAIT_MS
        conflicts = 0
        queue.shift()
        save(queue)
        onAnswer(next, answer)
      } catch (error) {
        if (error instanceof ApiError && error.code === 'conflict' && conflicts++ < MAX_CONFLICTS && isEdit(next))
          continue
        if (error instanceof ApiError && !error.retry) {
          queue.shift()
          save(queue)
          onRefused(next, error)
          continue
        }
        if (!(error instanceof ApiError || error instanceof Offline)) throw error
        break
      }
    }
    running = false
    if (queue.length === 0) return onState('idle', 0)
    onState('waiting', queue.length)
    timer = setTimeout(pass, wait)
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }

  window.addEventListener('online', () => void pass())
  if (queue.length > 0) void pass()
  return {
    pending: () => queue,
    add(operation) {
      queue.push({ ...operation, key: crypto.randomUUID() })
      save(queue)
      void pass()
    },
    retry: () => void pass(),
  }
}

/** Two writers met at the store: the change is still wanted, so it is sent again. */
const isEdit = ({ kind }: Operation) => kind === 'edit' || kind === 'turns'
