import { ApiError, Offline, send } from './api.ts'

/** A change that still has to reach the server. */
export interface Operation {
  kind: 'open' | 'turns' | 'edit' | 'confirm' | 'attach' | 'discard'
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

  const done = () => {
    queue.shift()
    save(queue)
  }
  /** Sends one operation; false when the line is down and it has to wait. */
  const attempt = async (operation: Operation, conflicts: number): Promise<boolean> => {
    const { method, path, body, key } = operation
    try {
      const answer = await send({ method, path, body, key })
      done()
      onAnswer(operation, answer)
      return true
    } catch (error) {
      if (error instanceof Offline || (error instanceof ApiError && error.retry)) return false
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'conflict' && isEdit(operation) && conflicts < MAX_CONFLICTS)
        return attempt(operation, conflicts + 1)
      done()
      onRefused(operation, error)
      return true
    }
  }
  const pass = async () => {
    if (running) return
    running = true
    clearTimeout(timer)
    let through = true
    for (let next = queue[0]; next && through; next = queue[0]) {
      onState('sending', queue.length)
      through = await attempt(next, 0)
      if (through) wait = FIRST_WAIT_MS
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
