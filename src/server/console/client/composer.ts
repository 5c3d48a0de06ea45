import type { Turn } from '../../../domain/call.ts'
import type { CallDraft } from './call-draft.ts'
import { byId } from './dom.ts'

export interface ComposerOptions {
  draft: CallDraft
  /** Ends the listening when the desk turns to another call. */
  signal: AbortSignal
  keep: () => void
  /** False while the call takes no more words. */
  open: () => boolean
  onSay: (turn: Turn) => void
}

export interface Composer {
  /** Puts words there for the agent to say or to change. */
  offer(text: string): void
  /** Caller or agent: the other one speaks. */
  turnRole(): void
  focus(): void
}

/** The line below the transcript in which the agent writes what is said. */
export function createComposer({ draft, signal, keep, open, onSay }: ComposerOptions): Composer {
  const role = byId<HTMLSelectElement>('composer-role')
  const text = byId<HTMLInputElement>('composer-text')
  const form = byId<HTMLFormElement>('composer')
  role.value = draft.composer.role
  text.value = draft.composer.text

  const remember = () => {
    draft.composer = { role: role.value as Turn['role'], text: text.value }
    keep()
  }
  form.addEventListener('input', remember, { signal })
  form.addEventListener(
    'submit',
    (event) => {
      event.preventDefault()
      const said = text.value.trim()
      if (!said || !open()) return
      text.value = ''
      remember()
      onSay({ role: role.value as Turn['role'], text: said })
    },
    { signal },
  )
  return {
    offer(words) {
      role.value = 'agent'
      text.value = words
      text.focus()
      remember()
    },
    turnRole() {
      role.value = role.value === 'agent' ? 'caller' : 'agent'
      remember()
    },
    focus: () => text.focus(),
  }
}
