import type { FieldName } from '../../../domain/form.ts'
import type { CallDraft } from './call-draft.ts'
import type { Fields } from './fields.ts'

export interface FieldKeysOptions {
  fields: Fields
  draft: CallDraft
  takeAlternative: (field: FieldName, index: number) => void
  undo: () => void
  step: (by: 1 | -1) => void
}

interface Press {
  field: FieldName
  /** `alt+1`, `enter` … */
  name: string
  target: HTMLElement
}

/** What keys do while a field has the focus; true when a key was taken. */
export function createFieldKeys({ fields, draft, takeAlternative, undo, step }: FieldKeysOptions) {
  const isTyped = (target: HTMLElement) => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

  const choose = ({ field, name, target }: Press): boolean => {
    const digit = /^(alt\+)?([1-6])$/.exec(name)
    if (!digit || (!digit[1] && isTyped(target))) return false
    const index = Number(digit[2]) - 1
    const choices = target.closest('[role=radiogroup]')?.querySelectorAll<HTMLElement>('[role=radio]')
    if (choices && !digit[1]) choices[index]?.click()
    else takeAlternative(field, index)
    return true
  }
  const settle = ({ field, name, target }: Press): boolean => {
    const dirty = draft.typed[field] !== undefined
    if (name === 'ctrl+z' && !dirty) undo()
    else if (name === 'enter' && !(target instanceof HTMLTextAreaElement)) {
      if (!fields.accept(field) && target.classList.contains('picker')) target.click()
      else step(1)
    } else if (name === 'escape' && dirty) {
      delete draft.typed[field]
      target.blur()
      fields.focus(field)
    } else return false
    return true
  }
  const move = ({ name, target }: Press): boolean => {
    if (target instanceof HTMLTextAreaElement) return false
    if (name === 'arrowdown' || name === 'arrowup') step(name === 'arrowdown' ? 1 : -1)
    else if (target.getAttribute('role') === 'radio' && (name === 'arrowright' || name === 'arrowleft'))
      moveChoice(target, name === 'arrowright' ? target.nextElementSibling : target.previousElementSibling)
    else return false
    return true
  }
  return (press: Press): boolean => choose(press) || settle(press) || move(press)
}

function moveChoice(from: HTMLElement, to: Element | null): void {
  if (!(to instanceof HTMLElement)) return
  from.tabIndex = -1
  to.dataset.moved = ''
  to.tabIndex = 0
  to.focus()
}
