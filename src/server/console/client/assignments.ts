import type { CaseRecord } from '../../../domain/case.ts'
import { ApiError, send } from './api.ts'
import { notice } from './notices.ts'
import { t } from './page.ts'

export interface Assignment {
  action: 'accept' | 'change' | 'return' | 'attach' | 'undo'
  unit?: string
  cooperating?: string[]
  mode?: string
  attachTo?: string
  reason?: string | null
}

export interface CaseVersion {
  id: string
  version: number
}

export interface Assignments {
  /** One step of one case. @throws ApiError when somebody else has been faster, Offline when nothing answered. */
  assign(at: CaseVersion, assignment: Assignment, key?: string): Promise<CaseVersion>
  /** Says what was done and offers to take it back for ten seconds. */
  offerUndo(message: string, done: readonly CaseVersion[]): void
  /** Takes the last step back while it can be; answers the cases that it was about. */
  undo(): Promise<readonly CaseVersion[]>
  /** Whether this window wrote that version: its echo in the feed is no news. */
  isMine(at: CaseVersion): boolean
}

export const UNDO_MS = 10_000

/** What a dispatcher decides, with the way back. */
export function createAssignments({
  actor,
  onUndo,
}: {
  actor: () => string
  /** The notice's button was pressed. */
  onUndo: () => void
}): Assignments {
  let undoable: { done: readonly CaseVersion[]; until: number } | null = null
  const mine = new Set<string>()
  const nameOf = ({ id, version }: CaseVersion) => `${id}/${version}`

  const assign: Assignments['assign'] = async ({ id, version }, assignment, key = crypto.randomUUID()) => {
    mine.add(nameOf({ id, version: version + 1 }))
    const record = await send<CaseRecord>({
      method: 'POST',
      path: `/api/cases/${encodeURIComponent(id)}/assignment`,
      body: { ...assignment, version, actor: actor() },
      key,
    })
    return { id, version: record.version }
  }
  return {
    assign,
    offerUndo(message, done) {
      undoable = { done, until: Date.now() + UNDO_MS }
      notice('done', message, {
        milliseconds: UNDO_MS,
        action: { label: `${t('common.undo')} (U)`, run: onUndo },
      })
    },
    async undo() {
      const last = undoable
      if (!last || Date.now() > last.until) return []
      undoable = null
      const results = await Promise.allSettled(last.done.map((at) => assign(at, { action: 'undo' })))
      const failed = results.find((result) => result.status === 'rejected')
      notice('done', failed ? reasonOf(failed.reason) : t('dispatch.done.undo'), { tone: failed ? 'warn' : 'calm' })
      return last.done
    },
    isMine: (at) => mine.has(nameOf(at)),
  }
}

export const reasonOf = (error: unknown): string =>
  error instanceof ApiError ? error.message : t('status.failed', { reason: t('status.unreachable') })
