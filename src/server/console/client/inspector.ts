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
export function createInspector({ root, labels, onChoose, onRelease }: InspectorOptions) {
  let drawn = ''
  return (view: CallView, field: FieldName | null): void => {
    const suggestion = field && view.suggestion(field)
    const reasons = view.form
      ? [
          ...view.form.needsReview.map(({ field: of, reason }) => ({ of, words: reason })),
          ...view.form.reasons.map(({ field: of, text: words }) => ({ of, words })),
        ]
      : []
    const words = reasons.filter(({ of }) => of === field).map((item) => item.words)
    const released = field !== null && field in view.edits
    const key = JSON.stringify([field, suggestion, words, released])
    if (key === drawn) return
    drawn = key
    if (!field) {
      root.replaceChildren(h('p', { class: 'muted' }, t('desk.inspect')))
      return
    }
    const mark = markOf(view, field)
    const sure =
      suggestion && suggestion.source !== 'agent'
        ? `${text(`source.${suggestion.source}`, '')} ${format.percent(suggestion.confidence, 0)}`
        : ''
    const quotes = (suggestion?.evidence ?? [])
      .slice(0, QUOTES)
      .map(({ turn, start, end }) => `「${view.turns[turn]?.text.slice(start, end) ?? ''}」`)
    const because = [...quotes, ...words].join('；') || (suggestion ? t('desk.noEvidence') : t('desk.noSuggestion'))
    const first = h(
      'p',
      { class: 'inspector-line' },
      h('strong', {}, t(`field.${field}`)),
      h('span', { class: 'level', 'data-level': mark }, `${t(`level.${mark}`)} ${sure}`.trim()),
      h('span', { class: 'because', title: because }, because),
    )
    const second = h('p', { class: 'inspector-line' })
    const choices = suggestion?.alternatives.slice(0, 3) ?? []
    if (choices.length > 0) second.append(h('span', { class: 'muted' }, t('desk.runnersUp')))
    for (const [index, { value, confidence }] of choices.entries()) {
      const button = h(
        'button',
        { type: 'button', class: 'small', 'aria-keyshortcuts': `Alt+${index + 1}` },
        h('kbd', {}, String(index + 1)),
        shown(field, value, labels),
        h('span', { class: 'muted' }, format.percent(confidence, 0)),
      )
      button.addEventListener('click', () => onChoose(field, index))
      second.append(button)
    }
    if (choices.length === 0 && !released) second.append(h('span', { class: 'muted' }, t('desk.noRunnersUp')))
    if (released) {
      const button = h('button', { type: 'button', class: 'small' }, t('desk.release'))
      button.addEventListener('click', () => onRelease(field))
      second.append(button)
    }
    root.replaceChildren(first, second)
  }
}
