import type { Turn } from '../../../domain/call.ts'
import type { FieldName } from '../../../domain/form.ts'
import type { CallView } from './call-view.ts'
import { h } from './dom.ts'
import { fieldNames } from './field-names.ts'
import { t } from './page.ts'

interface Span {
  start: number
  end: number
  fields: FieldName[]
}

/** Fields that retell the call: their evidence is most of it, so it is marked only while one looks at them. */
const RETELLS = new Set<FieldName>(['title', 'summary'])

export interface Transcript {
  show(view: CallView): void
  /** Words still being spoken, after the turns; null when nobody speaks. */
  speak(turn: Turn | null): void
  highlight(field: FieldName | null): void
}

export interface TranscriptOptions {
  list: HTMLElement
  /** Ends the listening when the desk turns to another call. */
  signal: AbortSignal
  onHover: (fields: FieldName[]) => void
  onChoose: (field: FieldName) => void
}

/** The talk, with the words that fields came from marked in it. */
export function createTranscript({ list, signal, onHover, onChoose }: TranscriptOptions): Transcript {
  let drawn: string[] = []
  let active: FieldName | null = null
  const speaking = h('li', { class: 'turn speaking', hidden: true })
  list.append(speaking)

  const fieldsAt = (target: EventTarget | null): FieldName[] => {
    const mark = target instanceof Element ? target.closest('mark') : null
    return (mark?.getAttribute('data-fields')?.split(' ') ?? []) as FieldName[]
  }
  list.addEventListener('mouseover', (event) => onHover(fieldsAt(event.target)), { signal })
  list.addEventListener('mouseleave', () => onHover([]), { signal })
  list.addEventListener(
    'click',
    (event) => {
      const [field] = fieldsAt(event.target)
      if (field) onChoose(field)
    },
    { signal },
  )

  const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < 80
  const follow = (wasAtEnd: boolean) => {
    if (wasAtEnd) list.scrollTop = list.scrollHeight
  }
  const paint = () => {
    for (const mark of list.querySelectorAll('mark'))
      mark.classList.toggle(
        'active',
        active !== null && (mark.getAttribute('data-fields') ?? '').split(' ').includes(active),
      )
  }

  return {
    show(view) {
      const { turns } = view
      const end = atEnd()
      const next = turns.map((turn, index) => JSON.stringify([turn, spansOf(index, view)]))
      for (const [index, key] of next.entries()) {
        if (drawn[index] === key) continue
        const item = drawTurn(turns[index] as Turn, spansOf(index, view))
        const existing = list.children[index]
        if (existing && existing !== speaking) existing.replaceWith(item)
        else list.insertBefore(item, speaking)
      }
      for (let index = next.length; index < drawn.length; index++) list.children[next.length]?.remove()
      drawn = next
      paint()
      follow(end)
    },
    speak(turn) {
      const end = atEnd()
      speaking.hidden = turn === null
      if (turn) {
        speaking.className = `turn speaking ${turn.role}`
        speaking.replaceChildren(
          h('span', { class: 'who' }, t(`role.${turn.role}`)),
          h('p', { class: 'said' }, turn.text || '…'),
        )
      }
      follow(end)
    },
    highlight(field) {
      active = field
      paint()
      const first = list.querySelector('mark.active')
      if (first) bringIntoView(first as HTMLElement, list)
    },
  }
}

/** Scrolls only the list, and only when the words are out of sight. */
function bringIntoView(element: HTMLElement, list: HTMLElement): void {
  const [box, frame] = [element.getBoundingClientRect(), list.getBoundingClientRect()]
  if (box.top < frame.top || box.bottom > frame.bottom) list.scrollTop += box.top - frame.top - frame.height / 3
}

function drawTurn(turn: Turn, spans: readonly Span[]): HTMLLIElement {
  const said = h('p', { class: 'said' })
  let at = 0
  for (const { start, end, fields } of spans) {
    if (start > at) said.append(turn.text.slice(at, start))
    const label = fields.map((field) => t(`field.${field}`)).join('、')
    said.append(
      h(
        'mark',
        {
          class: fields.every((field) => RETELLS.has(field)) ? 'faint' : null,
          'data-fields': fields.join(' '),
          title: label,
        },
        turn.text.slice(start, end),
      ),
    )
    at = end
  }
  said.append(turn.text.slice(at))
  return h('li', { class: `turn ${turn.role}` }, h('span', { class: 'who' }, t(`role.${turn.role}`)), said)
}

/** Evidence of all fields in one turn, cut into pieces that do not overlap. */
function spansOf(turn: number, view: CallView): Span[] {
  const found = fieldNames.flatMap((field) =>
    (view.suggestion(field)?.evidence ?? [])
      .filter((piece) => piece.turn === turn)
      .map(({ start, end }) => ({ field, start, end })),
  )
  const cuts = [...new Set(found.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b)
  return cuts.slice(0, -1).flatMap((start, index) => {
    const end = cuts[index + 1] as number
    const fields = [
      ...new Set(found.filter((piece) => piece.start < end && piece.end > start).map(({ field }) => field)),
    ]
    return fields.length > 0 ? [{ start, end, fields }] : []
  })
}
