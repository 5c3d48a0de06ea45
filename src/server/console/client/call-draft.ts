import type { FieldName } from '../../../domain/form.ts'
import type { Suggestion } from '../../../domain/suggestion.ts'
import type { Operation } from './outbox.ts'

/** What was there before a change, so that it can be taken back. */
export interface Step {
  fields: { field: FieldName; edited: boolean; value: string | boolean | null }[]
}

/** All that a browser keeps of one call beside the server: it survives a reload and a crash. */
export interface CallDraft {
  operations: Operation[]
  /** Typed but not yet committed, by field. */
  typed: Partial<Record<FieldName, string>>
  composer: { role: 'agent' | 'caller'; text: string }
  undo: Step[]
  /** The last suggestion of each field: its evidence and runners-up outlive the agent's decision. */
  suggested: Partial<Record<FieldName, Suggestion<string | boolean>>>
  demo: { id: string; next: number } | null
}

const PREFIX = 'jiesu.call.'
const empty = (): CallDraft => ({
  operations: [],
  typed: {},
  composer: { role: 'caller', text: '' },
  undo: [],
  suggested: {},
  demo: null,
})

export function readDraft(id: string): CallDraft {
  try {
    return { ...empty(), ...JSON.parse(localStorage.getItem(PREFIX + id) ?? '{}') }
  } catch {
    return empty()
  }
}

/** Storage may be full or forbidden: the work goes on, only without the safety net. */
export function writeDraft(id: string, draft: CallDraft): void {
  try {
    localStorage.setItem(PREFIX + id, JSON.stringify(draft))
  } catch {
    return
  }
}

export const dropDraft = (id: string): void => localStorage.removeItem(PREFIX + id)

/** Calls that this browser has unsent changes for. */
export function unsentCalls(): string[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length))
    .filter((id) => readDraft(id).operations.length > 0)
}
