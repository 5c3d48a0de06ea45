import type { Turn } from '../domain/call.ts'
import { emptyForm } from '../domain/form.ts'
import type { SyllableIndex } from '../text/pinyin.ts'
import { redactCall } from './fallback-redaction.ts'

const form = emptyForm({ id: '', city: '', model: { encoder: '', heads: '', prompts: null } })
/** What was asked is not in the text: a line so short, or that speaks of names, is read as the answer to it. */
const SHORT = 20
const mayName = /[姓名叫]|[\u4e00-\u9fff]的[\u4e00-\u9fff](?:[，。、\s]|$)/
const ASKS_NAME: Turn = { role: 'agent', text: '您贵姓？' }
const ASKS_MATTER: Turn = { role: 'agent', text: '请讲。' }

/**
 * For texts that go to an encoder elsewhere, one turn of a call a line: what {@link redactCall} makes of each by itself.
 * Nothing is left of a text that cannot be redacted.
 */
export function createTextRedactor(syllables: SyllableIndex): (text: string) => string {
  return (text) => {
    try {
      const turns = text
        .split('\n')
        .flatMap((line): Turn[] => [
          line.length <= SHORT || mayName.test(line) ? ASKS_NAME : ASKS_MATTER,
          { role: 'caller', text: line },
        ])
      const call = { id: '', channel: '电话' as const, callerId: null, turns }
      const redacted = redactCall({ call, form, sendAddress: false, syllables })
      return redacted.turns.flatMap((turn) => (turn.role === 'caller' ? [turn.text] : [])).join('\n')
    } catch {
      return ''
    }
  }
}
