import { llmCondition } from '../llm-condition.ts'
import { get } from './api.ts'
import { setText } from './dom.ts'
import { t } from './page.ts'

type Status = { configured: boolean } & Parameters<typeof llmCondition>[0]

const POLL_MS = 30_000

/** Keeps the bar's word on the language model current; pages of a server without one have no such line. */
export function followLlm(): void {
  const line = document.getElementById('llm-line')
  if (!line) return
  const look = async () => {
    if (document.hidden) return
    const status = await get<Status>('/api/llm').catch(() => null)
    if (!status?.configured) return
    const condition = llmCondition(status)
    line.hidden = condition === 'ok'
    setText(line, condition === 'ok' ? '' : t(`llm.${condition}`))
  }
  setInterval(() => void look(), POLL_MS)
  document.addEventListener('visibilitychange', () => void look())
}
