import type { FieldName } from '../../../domain/form.ts'
import type { Labels } from '../labels.ts'
import type { CallView } from './call-view.ts'
import { h } from './dom.ts'
import { markOf } from './fields.ts'
import { format, shown, t, text } from './page.ts'

export interface InspectorOptions {
  root: HTMLElement
  labels: Labels
  onChoose: (field: FieldName, index: number) => void
  onRelease: (field: FieldName) => void
}

const QUOTES = 2

/** One strip of fixed height that says of the field in hand how sure it is, why, and what else it could be. */
export function createInspector(options: InspectorOptions) {
  const { root } = options
  let drawn = ''
  return (view: CallView, field: FieldName | null): void => {
    const state = field && {
      field,
      suggestion: view.suggestion(field),
      because: because(view, field),
      edited: field in view.edits,
    }
    const key = JSON.stringify(state)
    if (key === drawn) return
    drawn = key
    if (field) root.replaceChildren(standing(view, field), choices(view, field, options))
    else root.replaceChildren(h('p', { class: 'muted' }, t('desk.inspect')))
  }
}

/** The words it came from and what speaks for or against it. */
function because(view: CallView, field: FieldName): string {
  const suggestion = view.suggestion(field)
  const quotes = (suggestion?.evidence ?? [])
    .slice(0, QUOTES)
    .map(({ turn, start, end }) => `「${view.turns[turn]?.text.slice(start, end) ?? ''}」`)
  const doubts = (view.form?.needsReview ?? []).filter((item) => item.field === field).map((item) => item.reason)
  const reasons = (view.form?.reasons ?? []).filter((item) => item.field === field).map((item) => item.text)
  const all = [...quotes, ...doubts, ...reasons].join('；')
  return all || t(suggestion ? 'desk.noEvidence' : 'desk.noSuggestion')
}

function standing(view: CallView, field: FieldName): HTMLElement {
  const suggestion = view.suggestion(field)
  const mark = markOf(view, field)
  const sure =
    suggestion && suggestion.source !== 'agent'
      ? `${text(`source.${suggestion.source}`, '')} ${format.confidence(suggestion.confidence)}`
      : ''
  const words = because(view, field)
  return h(
    'p',
    { class: 'inspector-line' },
    h('strong', {}, t(`field.${field}`)),
    h('span', { class: 'level', 'data-level': mark }, `${t(`level.${mark}`)} ${sure}`.trim()),
    h('span', { class: 'because', title: words }, words),
  )
}

function choices(view: CallView, field: FieldName, { labels, onChoose, onRelease }: InspectorOptions): HTMLElement {
  const line = h('p', { class: 'inspector-line' })
  const others = view.suggestion(field)?.alternatives.slice(0, 3) ?? []
  const edited = field in view.edits
  if (others.length > 0) line.append(h('span', { class: 'muted' }, t('desk.runnersUp')))
  for (const [index, { value, confidence }] of others.entries()) {
    const name = shown(field, value, labels)
    const button = h(
      'button',
      { type: 'button', class: 'small', 'aria-keyshortcuts': `Alt+${index + 1}` },
      h('kbd', {}, String(index + 1)),
      h('span', { class: 'value', title: name }, name),
      h('span', { class: 'muted' }, format.confidence(confidence)),
    )
    button.addEventListener('click', () => onChoose(field, index))
    line.append(button)
  }
  if (edited) {
    const button = h('button', { type: 'button', class: 'small' }, t('desk.release'))
    button.addEventListener('click', () => onRelease(field))
    line.append(button)
  }
  return line
}
