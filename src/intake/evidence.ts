import type { FieldName, Form, FormFields, Review } from '../domain/form.ts'
import type { Evidence } from '../domain/suggestion.ts'
import { sourceSpan } from '../text/normalise.ts'
import type { IntakeDoc } from './doc.ts'

/** Words in the normalised text of a turn; `end` is exclusive. */
export interface Mention {
  turn: number
  start: number
  end: number
}

/** Mentions as evidence: offsets into the turns as they were received, in order, without overlaps. */
export function cite(doc: IntakeDoc, mentions: readonly Mention[]): Evidence[] {
  const spans = mentions.flatMap((mention): Evidence[] => {
    const turn = doc.turns[mention.turn]
    if (!turn || mention.start < 0 || mention.end <= mention.start || mention.end > turn.text.length) return []
    return [{ turn: mention.turn, ...sourceSpan(turn, mention.start, mention.end) }]
  })
  spans.sort((a, b) => a.turn - b.turn || a.start - b.start)
  const merged: Evidence[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    if (last && last.turn === span.turn && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else merged.push(span)
  }
  return merged
}

/** Fills fields of the form that no agent has confirmed, and appends what a person must look at. */
export function fill(doc: IntakeDoc, fields: Partial<FormFields>, review: readonly Review[] = []): IntakeDoc {
  const form: Form = { ...doc.form, needsReview: [...doc.form.needsReview] }
  const own: Partial<Record<FieldName, unknown>> = form
  for (const name of Object.keys(fields) as FieldName[]) if (!doc.locked.has(name)) own[name] = fields[name]
  form.needsReview.push(...review.filter((item) => !doc.locked.has(item.field as FieldName)))
  return { ...doc, form }
}
