import type { Turn } from '../../domain/call.ts'
import type { CallRecord, CaseRecord, CaseState } from '../../domain/case.ts'
import { type FieldName, type Form, fieldNames } from '../../domain/form.ts'
import type { Evidence } from '../../domain/suggestion.ts'
import { categoryPath, type Labels, valueText } from './labels.ts'
import type { View } from './preferences.ts'
import { maybeText, type TextKey } from './texts.ts'

export const STATE_TONE: Record<CaseState, string> = {
  pending: 'info',
  dispatched: 'good',
  returned: 'warn',
  escalated: 'warn',
  attached: 'calm',
}

export function StatePill({ view, state }: { view: View; state: CaseState }) {
  return (
    <span class="pill" data-tone={STATE_TONE[state]}>
      {view.t(`state.${state}`)}
    </span>
  )
}

/** A value of the form in words. */
export function textOf(view: View, labels: Labels, field: string, value: unknown): string {
  if (field === 'category' && typeof value === 'string') return categoryPath(value, labels)
  return valueText(field, value, { labels, text: (key, otherwise) => maybeText(view.t, key, otherwise) })
}

/** What belongs together stands on one line. Title, unit and mode have places of their own. */
const LINES: readonly { label: TextKey; fields: readonly FieldName[] }[] = [
  { label: 'field.appealType', fields: ['appealType'] },
  { label: 'field.category', fields: ['category'] },
  { label: 'field.caller', fields: ['callerName', 'phone'] },
  { label: 'field.place', fields: ['district', 'street', 'community'] },
  { label: 'field.address', fields: ['address'] },
  { label: 'field.occurred', fields: ['occurred'] },
  { label: 'field.target', fields: ['target'] },
  { label: 'field.tier', fields: ['tier'] },
  { label: 'field.repeat', fields: ['repeat'] },
  { label: 'field.summary', fields: ['summary'] },
]

export function Facts({ view, labels, record }: { view: View; labels: Labels; record: CaseRecord }) {
  const { t } = view
  const { values } = record
  const lines = LINES.map(({ label, fields }) => ({
    label,
    text: fields
      .map((field) => textOf(view, labels, field, values[field]))
      .filter(Boolean)
      .join(' · '),
  }))
  const secondary = values.secondary.map((code) => labels.categories[code] ?? code).join('、')
  return (
    <dl class="facts">
      {[...lines, { label: 'field.secondary' as const, text: secondary }]
        .filter(({ text }) => text !== '')
        .map(({ label, text }) => (
          <div>
            <dt>{t(label)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  )
}

/** The call as it was, with the words that its form came from; title and summary retell it and mark nothing. */
export function TalkList({ view, turns, form }: { view: View; turns: readonly Turn[]; form: Form | null }) {
  return (
    <ol class="turns still">
      {turns.map((turn, index) => (
        <li class={`turn ${turn.role}`}>
          <span class="who">{view.t(`role.${turn.role}`)}</span>
          <p class="said">{marked(turn.text, index, form)}</p>
        </li>
      ))}
    </ol>
  )
}

/** Later calls about the same matter, closed until somebody wants to read them. */
export function AttachedCalls({ view, calls }: { view: View; calls: readonly CallRecord[] }) {
  const { t, format, now } = view
  return calls.map(({ call, form, createdAt }) => (
    <details>
      <summary>
        {[format.time(call.startedAt ?? createdAt, now), t(`channel.${call.channel}`), call.callerId]
          .filter(Boolean)
          .join(' · ')}
      </summary>
      <TalkList view={view} turns={call.turns} form={form} />
    </details>
  ))
}

function marked(text: string, turn: number, form: Form | null) {
  const pieces = fieldNames
    .filter((field) => field !== 'title' && field !== 'summary')
    .flatMap((field) => form?.[field]?.evidence ?? [])
    .filter((piece) => piece.turn === turn)
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const merged: Evidence[] = []
  for (const piece of pieces) {
    const last = merged.at(-1)
    if (last && piece.start <= last.end) merged[merged.length - 1] = { ...last, end: Math.max(last.end, piece.end) }
    else merged.push(piece)
  }
  const parts: (string | { words: string })[] = []
  let at = 0
  for (const { start, end } of merged) {
    parts.push(text.slice(at, start), { words: text.slice(start, end) })
    at = end
  }
  parts.push(text.slice(at))
  return parts.map((part) => (typeof part === 'string' ? part : <mark>{part.words}</mark>))
}

export function Deadline({ view, record }: { view: View; record: CaseRecord }) {
  const { format, now } = view
  if (!record.deadline) return null
  const late = Date.parse(record.deadline) < now.getTime()
  return (
    <time
      dateTime={record.deadline}
      class="deadline"
      data-deadline={record.deadline}
      data-late={late ? '' : undefined}
      title={format.fullTime(record.deadline)}
    >
      {format.remaining(record.deadline, now)}
    </time>
  )
}
