import type { Turn } from '../../../domain/call.ts'
import type { CallRecord, Edits } from '../../../domain/case.ts'
import type { FieldName, Form } from '../../../domain/form.ts'
import type { Suggestion } from '../../../domain/suggestion.ts'
import type { Operation } from './outbox.ts'

type AnySuggestion = Suggestion<string | boolean>

/** A call as its agent sees it: what the server has, with what is still on its way laid over it. */
export interface CallView {
  turns: readonly Turn[]
  form: Form | null
  edits: Edits
  state: CallRecord['state']
  callerId: string | null
  channel: string
  suggestion(field: FieldName): AnySuggestion | null
}

export function viewCall(record: CallRecord | null, operations: readonly Operation[]): CallView {
  const opened = operations.find((operation) => operation.kind === 'open')?.body as
    | { turns: Turn[]; callerId: string | null; channel: string }
    | undefined
  const turns = [...(record?.call.turns ?? opened?.turns ?? [])]
  const edits: Edits = { ...record?.edits }
  const pending = new Set<string>()
  for (const { kind, body } of operations) {
    if (kind === 'turns') turns.push(...(body.turns as Turn[]))
    if (kind !== 'edit') continue
    for (const [field, value] of Object.entries((body.edits ?? {}) as Edits)) {
      edits[field] = value
      pending.add(field)
    }
    for (const field of (body.release ?? []) as string[]) {
      delete edits[field]
      pending.delete(field)
    }
  }
  const form = record?.form ?? null
  return {
    turns,
    form,
    edits,
    state: record?.state ?? 'open',
    callerId: record?.call.callerId ?? opened?.callerId ?? null,
    channel: record?.call.channel ?? opened?.channel ?? '',
    suggestion(field) {
      if (pending.has(field)) {
        const value = edits[field]
        return value === null || value === undefined ? null : said(value)
      }
      return (form?.[field] ?? null) as AnySuggestion | null
    },
  }
}

const said = (value: string | boolean): AnySuggestion => ({
  value,
  confidence: 1,
  level: 'auto',
  source: 'agent',
  evidence: [],
  alternatives: [],
})
