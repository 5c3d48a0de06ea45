import type { FieldName } from '../../../domain/form.ts'
import type { ControlKind } from '../field-layout.ts'
import type { Labels } from '../labels.ts'
import { categoryPath } from '../labels.ts'
import type { CallView } from './call-view.ts'
import { setText } from './dom.ts'
import { shown, t } from './page.ts'

export type FieldValue = string | boolean | null

export interface FieldsOptions {
  root: HTMLElement
  labels: Labels
  /** Ends the listening when the desk turns to another call. */
  signal: AbortSignal
  onCommit: (field: FieldName, value: FieldValue) => void
  /** Text that is typed but not committed; null when it is committed or dropped. */
  onTyped: (field: FieldName, text: string | null) => void
  onFocus: (field: FieldName | null) => void
  onHover: (field: FieldName | null) => void
  onPick: (field: FieldName) => void
}

export interface Fields {
  readonly order: readonly FieldName[]
  show(view: CallView, typed: Partial<Record<FieldName, string>>): void
  focus(field: FieldName): void
  focused(): FieldName | null
  glow(fields: readonly FieldName[]): void
  /** Accepts what the focused field shows. False when there is nothing to accept. */
  accept(field: FieldName): boolean
  neighbour(field: FieldName, step: 1 | -1): FieldName | null
}

export type Mark = 'auto' | 'suggest' | 'review' | 'agent' | 'none'

/** How a field stands: what the agent decided is settled, everything else is as sure as its suggestion. */
export function markOf(view: CallView, field: FieldName): Mark {
  if (field in view.edits) return 'agent'
  return view.suggestion(field)?.level ?? 'none'
}

type TextControl = HTMLInputElement | HTMLTextAreaElement

/** The rows of the form. Rows never move or change height; a text under the cursor is never replaced. */
export function createFields(options: FieldsOptions): Fields {
  const { root, labels, signal, onCommit, onTyped, onFocus, onHover, onPick } = options
  const rows = new Map<FieldName, HTMLElement>()
  for (const row of root.querySelectorAll<HTMLElement>('[data-field]')) rows.set(row.dataset.field as FieldName, row)
  const order = [...rows.keys()]
  let view: CallView | null = null
  let typed: Partial<Record<FieldName, string>> = {}

  const rowOf = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-field]') : null
  const fieldOf = (target: EventTarget | null) => (rowOf(target)?.dataset.field ?? null) as FieldName | null
  const control = (field: FieldName) => rows.get(field)?.querySelector<HTMLElement>(`#field-${field}`) as HTMLElement
  const kind = (field: FieldName) => rows.get(field)?.dataset.control
  const isText = (field: FieldName) => kind(field) === 'text' || kind(field) === 'area'

  const commitText = (field: FieldName) => {
    if (typed[field] === undefined) return
    const value = cleaned(field, (control(field) as TextControl).value)
    onTyped(field, null)
    onCommit(field, value)
  }

  const listen = <K extends keyof HTMLElementEventMap>(kind: K, run: (event: HTMLElementEventMap[K]) => void) =>
    root.addEventListener(kind, run, { signal })
  listen('focusin', (event) => onFocus(fieldOf(event.target)))
  listen('focusout', (event) => {
    const field = fieldOf(event.target)
    if (!field) return
    if (isText(field)) commitText(field)
    if (event.target instanceof HTMLElement) delete event.target.dataset.moved
    if (view) queueMicrotask(() => view && drawRow(field, view))
  })
  listen('mouseover', (event) => onHover(fieldOf(event.target)))
  listen('mouseleave', () => onHover(null))
  listen('input', (event) => {
    const field = fieldOf(event.target)
    if (field && isText(field)) onTyped(field, (event.target as TextControl).value)
  })
  listen('click', (event) => {
    const field = fieldOf(event.target)
    if (!field) return
    const choice = (event.target as Element).closest<HTMLElement>('[role=radio]')
    if (choice) onCommit(field, choiceValue(choice))
    else if (kind(field) === 'picker' && (event.target as Element).closest('.picker')) onPick(field)
  })

  const valueText = (field: FieldName, value: unknown) =>
    field === 'category' && typeof value === 'string' ? categoryPath(value, labels) : shown(field, value, labels)
  const drawRow = (field: FieldName, now: CallView) => {
    const row = rows.get(field) as HTMLElement
    const suggestion = now.suggestion(field)
    const mark = markOf(now, field)
    row.dataset.level = mark
    setText(row.querySelector('.mark') as Element, t(`level.${mark}`))
    const sure = mark !== 'review' && suggestion !== null
    const text = valueText(field, suggestion?.value)
    const drawing: Drawing = {
      value: suggestion ? String(suggestion.value) : null,
      sure,
      text: sure ? text : '',
      guess: suggestion && !sure ? t('desk.guess', { value: text }) : '',
      dirty: typed[field],
    }
    DRAW[kind(field) as ControlKind](control(field), drawing)
  }

  return {
    order,
    show(next, nextTyped) {
      view = next
      typed = nextTyped
      for (const field of order) drawRow(field, next)
    },
    focus(field) {
      const element = control(field)
      const target = kind(field) === 'choice' ? element.querySelector<HTMLElement>('[tabindex="0"]') : element
      target?.focus()
      if (target instanceof HTMLInputElement) target.select()
    },
    focused: () => fieldOf(document.activeElement),
    glow(fields) {
      for (const [field, row] of rows) row.classList.toggle('glow', fields.includes(field))
    },
    accept(field) {
      if (!view) return false
      if (isText(field) && typed[field] !== undefined) {
        commitText(field)
        return true
      }
      if (kind(field) === 'choice') {
        const focusedChoice = document.activeElement?.closest<HTMLElement>(`#field-${field} [data-moved]`)
        if (focusedChoice) {
          if (view.edits[field] !== choiceValue(focusedChoice)) onCommit(field, choiceValue(focusedChoice))
          return true
        }
      }
      if (field in view.edits) return true
      const suggestion = view.suggestion(field)
      if (!suggestion) return false
      onCommit(field, suggestion.value)
      return true
    },
    neighbour(field, step) {
      return order[order.indexOf(field) + step] ?? null
    },
  }
}

interface Drawing {
  value: string | null
  sure: boolean
  /** What stands in the field; empty while there is only a guess. */
  text: string
  guess: string
  dirty: string | undefined
}

const DRAW: Record<ControlKind, (element: HTMLElement, drawing: Drawing) => void> = {
  text: drawText,
  area: drawText,
  picker: (element, { text, guess }) => setText(element, text || guess || t('desk.choose')),
  choice: drawChoice,
}

/** What is under the cursor or typed stays; the rest follows the suggestion. */
function drawText(element: HTMLElement, { text, guess, dirty }: Drawing): void {
  const input = element as TextControl
  if (dirty !== undefined) {
    if (input.value !== dirty) input.value = dirty
    return
  }
  if (document.activeElement === input) return
  if (input.value !== text) input.value = text
  input.placeholder = guess
}

function drawChoice(group: HTMLElement, { value, sure }: Drawing): void {
  const choices = [...group.querySelectorAll<HTMLElement>('[role=radio]')]
  const held = group.contains(document.activeElement)
  // Who has not moved among the choices yet is taken along to what is chosen.
  const settled = held && value !== null && !group.querySelector('[data-moved]')
  for (const [index, choice] of choices.entries()) {
    const mine = choice.dataset.value === value
    choice.setAttribute('aria-checked', String(mine && sure))
    choice.classList.toggle('guess', mine && !sure)
    if (!held || settled) choice.tabIndex = mine || (value === null && index === 0) ? 0 : -1
    if (settled && mine) choice.focus()
  }
}

const choiceValue = (choice: HTMLElement): string | boolean => {
  const value = choice.dataset.value ?? ''
  return value === 'true' || value === 'false' ? value === 'true' : value
}

/** As the API takes it: telephone numbers are digits only, nothing is null. */
function cleaned(field: FieldName, text: string): string | null {
  const value = field === 'phone' ? text.replace(/[^\d]/g, '') : text.trim()
  return value === '' ? null : value
}
