import type { CaseRecord } from '../../../domain/case.ts'
import { ApiError, get } from './api.ts'
import { type CaseVersion, createAssignments, reasonOf, UNDO_MS } from './assignments.ts'
import { type Action, actionButton, casePanel, drawCase, runnerUpButtons } from './case-view.ts'
import { runDeadlines } from './deadlines.ts'
import { attach, change, type Decision, decide } from './decisions.ts'
import { byId } from './dom.ts'
import { followChanges } from './live.ts'
import { notice } from './notices.ts'
import { t } from './page.ts'
import { startPresence } from './presence.ts'
import { createQueueView, dispatchQuery } from './queue-view.ts'
import { type Command, isSingle, startShell } from './shell.ts'

const ACTIONS: Record<string, Action> = {
  a: 'accept',
  c: 'change',
  w: 'whistle',
  e: 'escalate',
  m: 'attach',
  r: 'return',
}

const shell = startShell({
  defaultActor: t('actor.dispatcher'),
  keysTitle: t('keys.dispatch'),
  keys: [
    ['J / K', t('keys.dMove')],
    ['/', t('keys.dSearch')],
    ['A', t('keys.dAccept')],
    ['1 / 2', t('keys.dChoose')],
    ['C', t('keys.dChange')],
    ['W', t('keys.dWhistle')],
    ['E', t('keys.dEscalate')],
    ['M', t('keys.dAttach')],
    ['R', t('keys.dReturn')],
    ['X', t('keys.dSelect')],
    ['S', t('dispatch.bulkSafe')],
    ['Shift A', t('keys.dBulk')],
    ['U', t('keys.dUndo')],
  ],
  commands: (): Command[] => [
    ...Object.entries(ACTIONS)
      .filter(([, action]) => !actionButton(action)?.disabled)
      .map(([key, action]) => ({
        id: action,
        label: t(`dispatch.${action}`),
        keys: key.toUpperCase(),
        run: () => void act(action),
      })),
    { id: 'safe', label: t('dispatch.bulkSafe'), keys: 'S', run: () => queue.toggleSafe() },
  ],
})

let selected = new URLSearchParams(location.search).get('case')
const presence = startPresence({ actor: shell.actor, selected: () => selected })
const queue = createQueueView({ selected: () => selected, onSelect: (id) => void select(id) })
const assignments = createAssignments({ actor: shell.actor, onUndo: () => void undo() })

async function select(id: string | null): Promise<void> {
  selected = id
  document.querySelector('.dispatch')?.toggleAttribute('data-open', id !== null)
  const query = dispatchQuery(id)
  history.replaceState(null, '', `/dispatch${query.size > 0 ? `?${query}` : ''}`)
  queue.mark(id)
  presence.announce()
  await showCase()
}

async function showCase(): Promise<void> {
  const id = selected
  if (!id) return
  await drawCase(id, () => id === selected)
  presence.draw()
}

async function refreshQueue(): Promise<void> {
  await queue.refresh()
  queue.showPresence(presence.current(), presence.client)
}

async function undo(): Promise<void> {
  const taken = await assignments.undo()
  if (taken.length === 0) return
  await refreshQueue()
  await select(taken[0]?.id ?? null)
}

async function act(action: Action): Promise<void> {
  if (!casePanel() || actionButton(action)?.disabled !== false) return
  await carryOut(await decide(action))
}

/** Sends a decision about the case that is shown, and goes on to the next one. */
async function carryOut(decision: Decision | null): Promise<void> {
  const panel = casePanel()
  const id = panel?.dataset.case
  if (!decision || !panel || !id) return
  const { assignment, message } = decision
  const at: CaseVersion = { id, version: Number(panel.dataset.version) }
  const key = crypto.randomUUID()
  const attempt = async (): Promise<void> => {
    try {
      const done = await assignments.assign(at, assignment, key)
      assignments.offerUndo(message, [done])
      const next = queue.neighbour(id, 1) ?? queue.neighbour(id, -1)
      await refreshQueue()
      await select(next && queue.has(next) ? next : id)
    } catch (error) {
      const again = !(error instanceof ApiError)
      notice('done', again ? t('status.offline', { count: 1 }) : error.message, {
        tone: 'warn',
        milliseconds: UNDO_MS,
        ...(again && { action: { label: t('common.retry'), run: () => void attempt() } }),
      })
      if (!again) await showCase()
    }
  }
  await attempt()
}

/** Sends off what is ticked; what is not plain sailing is left for a look of its own. */
async function acceptTicked(): Promise<void> {
  const done: CaseVersion[] = []
  const reasons: string[] = []
  const ticked = queue.ticked()
  if (ticked.length === 0) return
  for (const { id, version, safe } of ticked) {
    if (!safe) {
      reasons.push(t('dispatch.notSafe'))
      continue
    }
    try {
      done.push(await assignments.assign({ id, version }, { action: 'accept' }))
      queue.untick(id)
    } catch (error) {
      reasons.push(reasonOf(error))
    }
  }
  const message =
    reasons.length === 0
      ? t('dispatch.done.bulk', { count: done.length })
      : t('dispatch.bulkPart', { count: done.length, failed: reasons.length, reason: [...new Set(reasons)].join('；') })
  if (done.length > 0) assignments.offerUndo(message, done)
  else notice('done', message, { tone: 'warn' })
  await refreshQueue()
  await showCase()
}

byId('case').addEventListener('click', (event) => {
  const target = (event.target as HTMLElement).closest<HTMLElement>(
    '[data-action], [data-runner-up], [data-attach], [data-back]',
  )
  if (!target) return
  const { action, runnerUp, attach: caseId } = target.dataset
  if (action) void act(action as Action)
  else if (runnerUp) void change(runnerUp).then(carryOut)
  else if (caseId) void carryOut(attach(caseId))
  else {
    event.preventDefault()
    void select(null)
  }
})
byId('bulk-safe').addEventListener('click', queue.toggleSafe)
byId('bulk-clear').addEventListener('click', queue.clear)
byId('bulk-accept').addEventListener('click', () => void acceptTicked())
document.querySelector('.queue-filters')?.addEventListener('change', (event) => {
  if (event.target instanceof HTMLSelectElement) event.target.form?.requestSubmit()
})

const move = (by: 1 | -1) => {
  const next = queue.neighbour(selected, by)
  if (next) void select(next)
}
const KEYS: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  x: () => selected && queue.toggle(selected),
  s: queue.toggleSafe,
  A: () => void acceptTicked(),
  u: () => void undo(),
  z: () => void undo(),
  '/': () => byId('queue-search').focus(),
  '1': () => runnerUpButtons()[0]?.click(),
  '2': () => runnerUpButtons()[1]?.click(),
  ...Object.fromEntries(Object.entries(ACTIONS).map(([key, action]) => [key, () => void act(action)])),
}
document.addEventListener('keydown', (event) => {
  const run = isSingle(event) ? KEYS[event.key] : undefined
  if (!run) return
  event.preventDefault()
  run()
})

followChanges({
  onChange({ kind, caseId, actor }) {
    if (kind.startsWith('case.')) queue.refreshSoon()
    if (caseId === null || caseId !== selected) return
    void get<{ case: CaseRecord }>(`/api/cases/${encodeURIComponent(caseId)}`).then(({ case: record }) => {
      if (caseId !== selected) return
      const changed = String(record.version) !== casePanel()?.dataset.version
      if (changed && !assignments.isMine(record)) notice('elsewhere', t('dispatch.changedElsewhere', { name: actor }))
      // A further call of the case changes what is shown, not the case.
      if (changed || kind.startsWith('call.')) void showCase()
    })
  },
  onPresence(next) {
    presence.take(next)
    queue.showPresence(next, presence.client)
  },
  onResume() {
    presence.announce()
    void refreshQueue()
    void showCase()
  },
})
runDeadlines()
