import type { CaseRecord } from '../../../domain/case.ts'
import { ApiError, get, send } from './api.ts'
import { byId, setText } from './dom.ts'
import { followChanges, type Presence } from './live.ts'
import { searchUnits } from './lookup.ts'
import { notice } from './notices.ts'
import { format, labels, t } from './page.ts'
import { pick } from './picker.ts'
import { ask, type Command, isSingle, startShell } from './shell.ts'
import { askWhistle } from './whistle.ts'

type Action = 'accept' | 'change' | 'whistle' | 'escalate' | 'attach' | 'return'
interface Done {
  id: string
  version: number
}

const UNDO_MS = 10_000
const HEARTBEAT_MS = 10_000
const TICK_MS = 30_000
const ACTIONS: Record<string, Action> = {
  a: 'accept',
  c: 'change',
  w: 'whistle',
  e: 'escalate',
  m: 'attach',
  r: 'return',
}

const client = crypto.randomUUID()
const shell = startShell({
  defaultActor: t('actor.dispatcher'),
  keysTitle: t('keys.dispatch'),
  keys: [
    ['J / K', t('keys.dMove')],
    ['A', t('keys.dAccept')],
    ['1 / 2', t('keys.dChoose')],
    ['C', t('keys.dChange')],
    ['W', t('keys.dWhistle')],
    ['E', t('keys.dEscalate')],
    ['M', t('keys.dAttach')],
    ['R', t('keys.dReturn')],
    ['X', t('keys.dSelect')],
    ['Shift A', t('keys.dBulk')],
    ['U', t('keys.dUndo')],
  ],
  commands: (): Command[] =>
    Object.entries(ACTIONS)
      .filter(([, action]) => !actionButton(action)?.disabled)
      .map(([key, action]) => ({
        id: action,
        label: t(`dispatch.${action}`),
        keys: key.toUpperCase(),
        run: () => void act(action),
      })),
})

let selected = new URLSearchParams(location.search).get('case')
let presence: Presence = {}
let undoable: { done: Done[]; until: number } | null = null
const chosen = new Set<string>()
/** Versions that this window wrote: their echo in the feed is no news. */
const mine = new Set<string>()

const casePanel = () => byId('case').querySelector<HTMLElement>('article')
const actionButton = (action: Action) => byId('case').querySelector<HTMLButtonElement>(`[data-action=${action}]`)
const rows = () => [...byId('queue').querySelectorAll<HTMLElement>('.queue-row')]
const rowOf = (id: string) => rows().find((row) => row.dataset.case === id)

/** HTML of our own server, escaped there. */
function parse(html: string): DocumentFragment {
  const template = document.createElement('template')
  template.innerHTML = html
  return template.content
}

async function fragment(path: string): Promise<DocumentFragment | null> {
  const response = await fetch(path).catch(() => null)
  return response && (response.ok || response.status === 404) ? parse(await response.text()) : null
}

function filters(): URLSearchParams {
  const query = new URLSearchParams(location.search)
  query.delete('case')
  query.delete('lang')
  return query
}

function remember(): void {
  const query = filters()
  if (selected) query.set('case', selected)
  history.replaceState(null, '', `/dispatch${query.size > 0 ? `?${query}` : ''}`)
}

/** Draws the queue anew: what is ticked, selected, focused and scrolled to stays. */
async function refreshQueue(): Promise<void> {
  const query = filters()
  if (selected) query.set('case', selected)
  const fresh = await fragment(`/console/dispatch/queue?${query}`)
  if (!fresh) return
  const queue = byId('queue')
  const focused = document.activeElement?.closest<HTMLElement>('.queue-row')?.dataset.case
  const inBox = document.activeElement instanceof HTMLInputElement
  const top = queue.scrollTop
  queue.replaceChildren(fresh)
  queue.scrollTop = top
  for (const id of [...chosen]) if (!rowOf(id)) chosen.delete(id)
  drawChosen()
  setText(byId('queue-count'), t('dispatch.count', { count: rows().length }))
  if (focused)
    rowOf(focused)
      ?.querySelector<HTMLElement>(inBox ? 'input' : 'a')
      ?.focus({ preventScroll: true })
}

let queueTimer: ReturnType<typeof setTimeout> | undefined
const soonRefresh = () => {
  clearTimeout(queueTimer)
  queueTimer = setTimeout(() => void refreshQueue(), 250)
}

async function select(id: string | null): Promise<void> {
  selected = id
  document.querySelector('.dispatch')?.toggleAttribute('data-open', id !== null)
  remember()
  for (const row of rows()) {
    const link = row.querySelector('a') as HTMLAnchorElement
    if (row.dataset.case === id) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
  if (id) rowOf(id)?.scrollIntoView({ block: 'nearest' })
  announce()
  await showCase()
}

async function showCase(): Promise<void> {
  const id = selected
  if (!id) return
  const fresh = await fragment(`/console/dispatch/case/${encodeURIComponent(id)}`)
  if (!fresh || id !== selected) return
  const scroll = byId('case').querySelector('.scroll')?.scrollTop ?? 0
  const same = casePanel()?.dataset.case === id
  byId('case').replaceChildren(fresh)
  const body = byId('case').querySelector('.scroll')
  if (body && same) body.scrollTop = scroll
  drawPresence()
}

function announce(): void {
  void send({ method: 'POST', path: '/api/presence', body: { client, actor: shell.actor(), caseId: selected } }).catch(
    () => null,
  )
}

function drawPresence(): void {
  const others = (presence[selected ?? ''] ?? []).filter((visitor) => visitor.client !== client)
  const line = document.getElementById('presence')
  if (line)
    setText(
      line,
      others.length > 0
        ? t('dispatch.others', { names: [...new Set(others.map(({ actor }) => actor))].join('、') })
        : '',
    )
  for (const row of rows()) {
    const there = (presence[row.dataset.case ?? ''] ?? []).some((visitor) => visitor.client !== client)
    row.toggleAttribute('data-watched', there)
  }
}

interface Assignment {
  action: 'accept' | 'change' | 'return' | 'attach' | 'undo'
  unit?: string
  cooperating?: string[]
  mode?: string
  attachTo?: string
  reason?: string | null
}

/** One step of one case, refused when somebody else has been faster. */
async function assign(id: string, version: number, assignment: Assignment, key = crypto.randomUUID()): Promise<Done> {
  mine.add(`${id}/${version + 1}`)
  const record = await send<CaseRecord>({
    method: 'POST',
    path: `/api/cases/${encodeURIComponent(id)}/assignment`,
    body: { ...assignment, version, actor: shell.actor() },
    key,
  })
  return { id, version: record.version }
}

function offerUndo(message: string, done: Done[]): void {
  undoable = { done, until: Date.now() + UNDO_MS }
  notice('done', message, {
    milliseconds: UNDO_MS,
    action: { label: `${t('common.undo')} (U)`, run: () => void undo() },
  })
}

async function undo(): Promise<void> {
  const last = undoable
  if (!last || Date.now() > last.until) return
  undoable = null
  const results = await Promise.allSettled(last.done.map(({ id, version }) => assign(id, version, { action: 'undo' })))
  const failed = results.find((result) => result.status === 'rejected')
  notice('done', failed ? reasonOf(failed.reason) : t('dispatch.done.undo'), { tone: failed ? 'warn' : 'calm' })
  await refreshQueue()
  await select(last.done[0]?.id ?? null)
}

const reasonOf = (error: unknown) =>
  error instanceof ApiError ? error.message : t('status.failed', { reason: 'HTTP' })

async function step(assignment: Assignment, message: string): Promise<void> {
  const panel = casePanel()
  if (!panel?.dataset.case) return
  const id = panel.dataset.case
  const key = crypto.randomUUID()
  const attempt = async (): Promise<void> => {
    try {
      const done = await assign(id, Number(panel.dataset.version), assignment, key)
      offerUndo(message, [done])
      const next = neighbour(id, 1) ?? neighbour(id, -1)
      await refreshQueue()
      await select(next && rowOf(next) ? next : id)
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

function neighbour(id: string | null, by: 1 | -1): string | null {
  const all = rows().map((row) => row.dataset.case ?? '')
  const at = id ? all.indexOf(id) : -1
  return all[at < 0 ? 0 : at + by] ?? null
}

const unitName = async (id: string) => (await labels()).units[id] ?? id

async function change(unit: string): Promise<void> {
  const reason = await ask({
    title: `${t('dispatch.change')}：${await unitName(unit)}`,
    label: t('dispatch.reasonOptional'),
    action: t('dispatch.change'),
  })
  if (reason === null) return
  await step(
    { action: 'change', unit, reason: reason.trim() || null },
    t('dispatch.done.change', { unit: await unitName(unit) }),
  )
}

async function findUnit(title: string, first: string | null): Promise<string | null> {
  const known = await labels()
  const offered = [...byId('case').querySelectorAll<HTMLElement>('[data-runner-up]')].map(
    (item) => item.dataset.runnerUp ?? '',
  )
  const suggested = [...(first ? [first] : []), ...offered].map((value) => ({
    value,
    label: known.units[value] ?? value,
  }))
  return (await pick({ title, suggested, search: (query) => searchUnits(query, known) })) ?? null
}

async function findCase(): Promise<string | null> {
  const known = await labels()
  const here = casePanel()?.dataset.case
  const near = [...byId('case').querySelectorAll<HTMLAnchorElement>('.precedents a')].map((link) => ({
    value: link.pathname.split('/').at(-1) ?? '',
    label: link.textContent ?? '',
    detail: link.parentElement?.querySelector('.muted')?.textContent ?? '',
  }))
  const search = async (query: string) => {
    const { items } = await get<{ items: CaseRecord[] }>(`/api/cases?limit=12&q=${encodeURIComponent(query)}`).catch(
      () => ({ items: [] }),
    )
    return items
      .filter((item) => item.id !== here && item.state !== 'attached')
      .map((item) => ({
        value: item.id,
        label: item.values.title ?? item.id,
        detail: [item.id, known.units[item.values.unit ?? ''], format.time(item.openedAt, new Date())]
          .filter(Boolean)
          .join(' · '),
      }))
  }
  return (
    (await pick({ title: t('dispatch.attachTitle'), placeholder: t('cases.searchHint'), suggested: near, search })) ??
    null
  )
}

/** The district's government: the district code is a unit of that kind. */
async function districtUnit(district: string): Promise<string | null> {
  const { items } = await get<{ items: { id: string; district: string | null }[] }>(
    '/api/units?kind=district&limit=100',
  ).catch(() => ({ items: [] }))
  return items.find((item) => item.district === district)?.id ?? null
}

async function act(action: Action): Promise<void> {
  const panel = casePanel()
  if (!panel || actionButton(action)?.disabled !== false) return
  const { unit = '', district = '', cooperating = '' } = panel.dataset
  switch (action) {
    case 'accept':
      return step({ action: 'accept' }, t('dispatch.done.accept', { unit: await unitName(unit) }))
    case 'change': {
      const choice = await findUnit(t('pick.unit'), null)
      if (choice && choice !== unit) await change(choice)
      return
    }
    case 'whistle': {
      const whistle = await askWhistle(
        cooperating.split(' ').filter((id) => id && id !== unit),
        await labels(),
      )
      if (whistle)
        await step(
          { action: 'change', mode: 'whistle', ...whistle },
          t('dispatch.done.accept', { unit: await unitName(unit) }),
        )
      return
    }
    case 'escalate': {
      const choice = await findUnit(t('dispatch.escalateTitle'), await districtUnit(district))
      if (!choice) return
      const reason = await ask({
        title: t('dispatch.escalateTitle'),
        label: t('dispatch.reasonOptional'),
        action: t('dispatch.escalate'),
      })
      if (reason !== null)
        await step(
          { action: 'change', unit: choice, mode: 'escalate', reason: reason.trim() || null },
          t('dispatch.done.change', { unit: await unitName(choice) }),
        )
      return
    }
    case 'attach': {
      const target = await findCase()
      if (target) await attach(target)
      return
    }
    case 'return': {
      const reason = await ask({
        title: t('dispatch.returnTitle'),
        help: t('dispatch.reasonRequired'),
        label: t('dispatch.reason'),
        required: true,
        action: t('dispatch.return'),
      })
      if (reason?.trim()) await step({ action: 'return', reason: reason.trim() }, t('dispatch.done.return'))
    }
  }
}

const attach = (target: string) =>
  step({ action: 'attach', attachTo: target }, t('dispatch.done.attach', { id: target }))

function drawChosen(): void {
  for (const row of rows())
    (row.querySelector('input') as HTMLInputElement).checked = chosen.has(row.dataset.case ?? '')
  byId('bulk').hidden = chosen.size === 0
  setText(byId('bulk-accept'), t('dispatch.bulkAccept', { count: chosen.size }))
}

/** Sends off what is ticked; what is not plain sailing is left for a look of its own. */
async function acceptChosen(): Promise<void> {
  const wanted = rows().filter((row) => chosen.has(row.dataset.case ?? ''))
  if (wanted.length === 0) return
  const done: Done[] = []
  const reasons: string[] = []
  for (const row of wanted) {
    if (row.dataset.safe === undefined) {
      reasons.push(t('dispatch.notSafe'))
      continue
    }
    try {
      done.push(await assign(row.dataset.case ?? '', Number(row.dataset.version), { action: 'accept' }))
      chosen.delete(row.dataset.case ?? '')
    } catch (error) {
      reasons.push(reasonOf(error))
    }
  }
  const message =
    reasons.length === 0
      ? t('dispatch.done.bulk', { count: done.length })
      : t('dispatch.bulkPart', { count: done.length, failed: reasons.length, reason: [...new Set(reasons)].join('；') })
  if (done.length > 0) offerUndo(message, done)
  else notice('done', message, { tone: 'warn' })
  await refreshQueue()
  await showCase()
}

byId('queue').addEventListener('click', (event) => {
  const target = event.target as HTMLElement
  const id = target.closest<HTMLElement>('.queue-row')?.dataset.case
  if (!id) return
  if (target instanceof HTMLInputElement) {
    if (target.checked) chosen.add(id)
    else chosen.delete(id)
    drawChosen()
  } else if (target.closest('a') && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault()
    void select(id)
  }
})
byId('case').addEventListener('click', (event) => {
  const target = (event.target as HTMLElement).closest<HTMLElement>(
    '[data-action], [data-runner-up], [data-attach], [data-back]',
  )
  if (!target) return
  const { action, runnerUp, attach: target2 } = target.dataset
  if (action) void act(action as Action)
  else if (runnerUp) void change(runnerUp)
  else if (target2) void attach(target2)
  else {
    event.preventDefault()
    void select(null)
  }
})
byId('bulk-safe').addEventListener('click', () => {
  for (const row of rows()) if (row.dataset.safe !== undefined) chosen.add(row.dataset.case ?? '')
  drawChosen()
})
byId('bulk-clear').addEventListener('click', () => {
  chosen.clear()
  drawChosen()
})
byId('bulk-accept').addEventListener('click', () => void acceptChosen())
document.querySelector('.queue-filters')?.addEventListener('change', (event) => {
  if (event.target instanceof HTMLSelectElement) event.target.form?.requestSubmit()
})

document.addEventListener('keydown', (event) => {
  if (!isSingle(event)) return
  const key = event.key
  const action = ACTIONS[key]
  if (key === 'j' || key === 'k') {
    const next = neighbour(selected, key === 'j' ? 1 : -1)
    if (next) void select(next)
  } else if (key === 'A') void acceptChosen()
  else if (key === 'u' || key === 'z') void undo()
  else if (key === 'x' && selected && rowOf(selected)) {
    if (chosen.has(selected)) chosen.delete(selected)
    else chosen.add(selected)
    drawChosen()
  } else if (key === '1' || key === '2')
    byId('case').querySelectorAll<HTMLElement>('[data-runner-up]')[Number(key) - 1]?.click()
  else if (action) void act(action)
  else return
  event.preventDefault()
})

followChanges({
  onChange({ kind, caseId, actor }) {
    if (!kind.startsWith('case.')) return
    soonRefresh()
    if (caseId === null || caseId !== selected) return
    void get<{ case: CaseRecord }>(`/api/cases/${encodeURIComponent(caseId)}`).then(({ case: record }) => {
      if (caseId !== selected || String(record.version) === casePanel()?.dataset.version) return
      if (!mine.has(`${caseId}/${record.version}`)) notice('elsewhere', t('dispatch.changedElsewhere', { name: actor }))
      void showCase()
    })
  },
  onPresence(next) {
    presence = next
    drawPresence()
  },
  onResume() {
    announce()
    void refreshQueue()
    void showCase()
  },
})
announce()
setInterval(announce, HEARTBEAT_MS)
setInterval(() => {
  for (const element of document.querySelectorAll<HTMLElement>('[data-deadline]')) {
    const now = new Date()
    setText(element, format.remaining(element.dataset.deadline ?? '', now))
    element.toggleAttribute('data-late', Date.parse(element.dataset.deadline ?? '') < now.getTime())
  }
}, TICK_MS)
window.addEventListener('pagehide', () => {
  const body = JSON.stringify({ client, actor: shell.actor(), caseId: null })
  navigator.sendBeacon('/api/presence', new Blob([body], { type: 'application/json' }))
})
