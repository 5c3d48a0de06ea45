import { openDialog } from './dialog.ts'
import { h } from './dom.ts'
import { t } from './page.ts'

export interface AskOptions {
  title: string
  help?: string
  label: string
  value?: string
  required?: boolean
  action?: string
}

/** Asks for one line of text; null when dismissed. */
export function ask({ title, help, label, value = '', required = false, action }: AskOptions): Promise<string | null> {
  return new Promise((resolve) => {
    const input = h('input', { id: 'ask-input', autocomplete: 'off', maxlength: 500, required })
    input.value = value
    const cancel = h('button', { type: 'button', class: 'quiet' }, t('common.cancel'))
    const form = h(
      'form',
      { method: 'dialog', class: 'stack' },
      h('h2', { id: 'ask-title' }, title),
      help ? h('p', { class: 'muted' }, help) : null,
      h('label', { for: 'ask-input' }, h('span', {}, label)),
      input,
      h(
        'div',
        { class: 'row end' },
        cancel,
        h('button', { type: 'submit', class: 'primary' }, action ?? t('common.save')),
      ),
    )
    const dialog = h('dialog', { class: 'ask-dialog', 'aria-labelledby': 'ask-title' }, form)
    let answer: string | null = null
    form.addEventListener('submit', () => {
      answer = input.value
    })
    dialog.addEventListener('close', () => resolve(answer))
    openDialog(dialog, cancel)
    input.select()
  })
}
