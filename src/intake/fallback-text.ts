import { emptyForm } from '../domain/form.ts'
import type { SyllableIndex } from '../text/pinyin.ts'
import { redactCall } from './fallback-redaction.ts'

const form = emptyForm({ id: '', city: '', model: { encoder: '', heads: '', prompts: null } })

/**
 * For texts that go to an encoder elsewhere: what {@link redactCall} makes of each by itself. Nothing is left of a text
 * that cannot be redacted.
 */
export function createTextRedactor(syllables: SyllableIndex): (text: string) => string {
  return (text) => {
    const call = { id: '', channel: '电话' as const, callerId: null, turns: [{ role: 'caller' as const, text }] }
    try {
      return redactCall({ call, form, sendAddress: false, syllables }).turns[0]?.text ?? ''
    } catch {
      return ''
    }
  }
}
