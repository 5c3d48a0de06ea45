export interface Change {
  kind: string
  callId: string | null
  caseId: string | null
  actor: string
}

/** Who looks at which case: case id to names. */
export type Presence = Record<string, { client: string; actor: string }[]>

export interface LiveOptions {
  onChange: (change: Change) => void
  onPresence?: (presence: Presence) => void
}

/** Follows the server's feed; the browser reconnects by itself and goes on where it was. */
export function followChanges({ onChange, onPresence }: LiveOptions): EventSource {
  const source = new EventSource('/api/events')
  source.addEventListener('change', (event) => onChange(JSON.parse((event as MessageEvent<string>).data)))
  if (onPresence)
    source.addEventListener('presence', (event) => onPresence(JSON.parse((event as MessageEvent<string>).data)))
  return source
}
