import type { Presence } from './presence.ts'

export interface Change {
  kind: string
  callId: string | null
  caseId: string | null
  actor: string
}

export interface LiveOptions {
  onChange: (change: Change) => void
  onPresence?: (presence: Presence) => void
  /** The page is looked at again: anything may have happened meanwhile. */
  onResume?: () => void
}

/**
 * Follows the server's feed; the browser reconnects by itself and goes on where it was. A hidden page lets go of its
 * connection: browsers allow only six to one server.
 */
export function followChanges({ onChange, onPresence, onResume }: LiveOptions): void {
  let source: EventSource | null = null
  const open = () => {
    source = new EventSource('/api/events')
    source.addEventListener('change', (event) => onChange(JSON.parse((event as MessageEvent<string>).data)))
    source.addEventListener('presence', (event) => onPresence?.(JSON.parse((event as MessageEvent<string>).data)))
  }
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      source?.close()
      source = null
    } else if (!source) {
      open()
      onResume?.()
    }
  })
  if (!document.hidden) open()
}
