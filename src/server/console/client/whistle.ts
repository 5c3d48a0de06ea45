import type { Labels } from '../labels.ts'
import { h } from './dom.ts'
import { searchUnits } from './lookup.ts'
import { t } from './page.ts'
import { pick } from './picker.ts'

export interface Whistle {
  cooperating: string[]
  reason: string | null
}

/** Asks which units come together; null when dismissed. */
export function askWhistle(suggested: readonly string[], labels: Labels): Promise<Whistle | null> {
  return new Promise((resolve) => {
    const chosen = new Set(suggested)
    const list = h('ul', { class: 'chips', 'aria-label': t('dispatch.whistleUnits') })
    const reason = h('input', { id: 'whistle-reason', maxlength: 500, autocomplete: 'off' })
    const add = h('button', { type: 'button' }, t('dispatch.whistleAdd'))
    const cancel = h('button', { type: 'button', class: 'quiet' }, t('common.cancel'))
    const submit = h('button', { type: 'submit', class: 'primary' }, t('dispatch.whistle'))
    const form = h(
      'form',
      { method: 'dialog', class: 'stack' },
      h('h2', { id: 'whistle-title' }, t('dispatch.whistleTitle')),
      list,
      h('div', { class: 'row' }, add),
      h('label', { for: 'whistle-reason' }, h('span', {}, t('dispatch.reasonOptional'))),
      reason,
      h('div', { class: 'row end' }, cancel, submit),
    )
    const dialog = h('dialog', { class: 'ask-dialog', 'aria-labelledby': 'whistle-title' }, form)
    const draw = () => {
      list.replaceChildren(
        ...[...chosen].map((unit) => {
          const name = labels.units[unit] ?? unit
          const remove = h(
            'button',
            { type: 'button', class: 'small', 'aria-label': t('dispatch.remove', { name }) },
            name,
            ' ×',
          )
          remove.addEventListener('click', () => {
            chosen.delete(unit)
            draw()
          })
          return h('li', {}, remove)
        }),
        ...(chosen.size === 0 ? [h('li', { class: 'muted' }, t('dispatch.whistleNone'))] : []),
      )
      submit.disabled = chosen.size === 0
    }
    let answer: Whistle | null = null
    add.addEventListener('click', async () => {
      const unit = await pick({
        title: t('dispatch.whistleAdd'),
        suggested: [],
        search: (query) => searchUnits(query, labels),
      })
      if (unit) chosen.add(unit)
      draw()
    })
    cancel.addEventListener('click', () => dialog.close())
    form.addEventListener('submit', () => {
      answer = { cooperating: [...chosen], reason: reason.value.trim() || null }
    })
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(answer)
    })
    draw()
    document.body.append(dialog)
    dialog.showModal()
    if (chosen.size > 0) submit.focus()
    else add.focus()
  })
}
