/** A browser window that has a case open. */
export interface Visitor {
  client: string
  actor: string
}

/** Who looks at which case right now. Lives in this process: nothing of it is stored. */
export interface Presence {
  /** Says that a window is there, or still there; `caseId` null when it looks at nothing. */
  visit(visitor: Visitor & { caseId: string | null }): void
  /** Everyone who was heard of lately, by case. */
  all(): Record<string, Visitor[]>
  /** Changes whenever {@link all} does. */
  version(): string
}

/** A window that has been silent this long is gone; windows speak up three times as often. */
export const SILENCE_MS = 30_000

export function createPresence({ clock }: { clock: () => Date }): Presence {
  const seen = new Map<string, { caseId: string; actor: string; at: number }>()
  const all = () => {
    const now = clock().getTime()
    const byCase: Record<string, Visitor[]> = {}
    for (const [client, { caseId, actor, at }] of seen) {
      if (now - at > SILENCE_MS) seen.delete(client)
      else byCase[caseId] = [...(byCase[caseId] ?? []), { client, actor }]
    }
    return byCase
  }
  return {
    visit({ client, actor, caseId }) {
      seen.delete(client)
      if (caseId !== null) seen.set(client, { caseId, actor, at: clock().getTime() })
    },
    all,
    version: () => JSON.stringify(Object.entries(all()).sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}
