import type { Turn } from '../../../domain/call.ts'
import type { CallRecord, Edits } from '../../../domain/case.ts'
import type { FieldName, Form } from '../../../domain/form.ts'
import type { Suggestion } from '../../../domain/suggestion.ts'
import type { CallDraft } from './call-draft.ts'

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

export function viewCall(
  record: CallRecord | null,
  { operations, suggested }: Pick<CallDraft, 'operations' | 'suggested'>,
): CallView {
  const opened = operations.find((operation) => operation.kind === 'open')?.body as
    | { turns: Turn[]; callerId: string | null; channel: string }
    | undefined
  const turns = [...(record?.call.turns ?? opened?.turns ?? [])]
  const edits: Edits = { ...record?.edits }
  for (const { kind, body } of operations) {
    if (kind === 'turns') turns.push(...(body.turns as Turn[]))
    if (kind !== 'edit') continue
    for (const [field, value] of Object.entries((body.edits ?? {}) as Edits)) {
      edits[field] = value
    }
    for (const field of (body.release ?? []) as string[]) {
      delete edits[field]
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
      const value = edits[field]
      if (field in edits && (value === null || value === undefined)) return null
      if (value !== undefined && value !== null) return decided(value, suggested[field])
      return (form?.[field] ?? null) as AnySuggestion | null
    },
  }
}

/** What the agent decided, beside what had been suggested: its words where they agree, itself as a runner-up where not. */
function decided(value: string | boolean, before: AnySuggestion | undefined): AnySuggestion {
  const agrees = before?.value === value
  const others = before ? [{ value: before.value, confidence: before.confidence }, ...before.alternatives] : []
  return {
    value,
    confidence: 1,
    level: 'auto',
    source: 'agent',
    evidence: agrees ? before.evidence : [],
    alternatives: others.filter((other) => other.value !== value),
  }
}
