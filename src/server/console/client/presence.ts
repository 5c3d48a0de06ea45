import { send } from './api.ts'
import { setText } from './dom.ts'
import { t } from './page.ts'

/** Who looks at which case, by case id. */
export type Presence = Record<string, { client: string; actor: string }[]>

export interface PresenceOptions {
  actor: () => string
  selected: () => string | null
}

const HEARTBEAT_MS = 10_000

/** Tells the others which case this window looks at, and says who else looks at it. */
export function startPresence({ actor, selected }: PresenceOptions) {
  const client = crypto.randomUUID()
  let presence: Presence = {}

  const announce = () => {
    const body = { client, actor: actor(), caseId: selected() }
    void send({ method: 'POST', path: '/api/presence', body }).catch(() => null)
  }
  const draw = () => {
    const line = document.getElementById('presence')
    if (!line) return
    const others = (presence[selected() ?? ''] ?? []).filter((visitor) => visitor.client !== client)
    const names = [...new Set(others.map((visitor) => visitor.actor))].join('、')
    setText(line, names ? t('dispatch.others', { names }) : '')
  }
  announce()
  setInterval(announce, HEARTBEAT_MS)
  window.addEventListener('pagehide', () => {
    const body = JSON.stringify({ client, actor: actor(), caseId: null })
    navigator.sendBeacon('/api/presence', new Blob([body], { type: 'application/json' }))
  })
  return {
    client,
    announce,
    draw,
    current: () => presence,
    take(next: Presence) {
      presence = next
      draw()
    },
  }
}
