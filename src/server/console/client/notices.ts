import { byId, h } from './dom.ts'

export interface NoticeOptions {
  /** Stays until it is replaced or dismissed. */
  sticky?: boolean
  action?: { label: string; run: () => void }
  tone?: 'calm' | 'warn'
  milliseconds?: number
}

/** Says something quietly in a corner; the same name replaces what it said before. */
export function notice(name: string, message: string, options: NoticeOptions = {}): void {
  dismiss(name)
  const { action, sticky = false, tone = 'calm', milliseconds = 5000 } = options
  const item = h('div', { class: `notice ${tone}`, 'data-notice': name }, h('span', {}, message))
  if (action) {
    const button = h('button', { type: 'button', class: 'small' }, action.label)
    button.addEventListener('click', () => {
      dismiss(name)
      action.run()
    })
    item.append(button)
  }
  byId('notices').append(item)
  if (!sticky) setTimeout(() => item.remove(), milliseconds)
}

export function dismiss(name: string): void {
  document.querySelector(`[data-notice="${CSS.escape(name)}"]`)?.remove()
}
