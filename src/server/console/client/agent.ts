import type { Turn } from '../../../domain/call.ts'
import type { CallRecord } from '../../../domain/case.ts'
import { ApiError, get, send } from './api.ts'
import { unsentCalls } from './call-draft.ts'
import type { Left } from './call-endings.ts'
import type { DemoCall } from './demo-player.ts'
import { type Desk, type NewCall, openDesk } from './desk.ts'
import { byId, h } from './dom.ts'
import { followChanges } from './live.ts'
import { dismiss, notice } from './notices.ts'
import { format, labels, t } from './page.ts'
import { type Command, startShell } from './shell.ts'

const WAITING = 8
const FIRST_WORDS = 24

const shell = startShell({
  defaultActor: t('actor.default'),
  keysTitle: t('keys.desk'),
  keys: [
    ['Enter', t('keys.next')],
    ['↑ / ↓', t('keys.move')],
    ['Alt N', t('keys.attention')],
    ['Alt 1–3 / 1–3', t('keys.choose')],
    ['Alt A', t('keys.acceptSure')],
    ['Alt U / Ctrl Z', t('keys.undo')],
    ['Ctrl Enter', t('keys.confirm')],
    ['Alt M', t('keys.attach')],
    ['Alt S', t('keys.further')],
    ['Alt C', t('keys.category')],
    ['Space', t('keys.open')],
    ['Alt T', t('keys.compose')],
    ['Ctrl I', t('keys.role')],
    ['Alt Q', t('keys.question')],
    ['Alt P', t('keys.player')],
    ['Alt E', t('keys.skip')],
  ],
  commands: (): Command[] => (desk ? DESK_COMMANDS() : []),
})
let desk: Desk | null = null
let demos: Promise<DemoCall[]> | null = null

const press = (id: string) => () => byId<HTMLButtonElement>(id).click()
const DESK_COMMANDS = (): Command[] => [
  { id: 'accept', label: t('desk.acceptSure'), keys: 'Alt A', run: press('accept-sure') },
  { id: 'confirm', label: t('desk.confirm'), keys: 'Ctrl Enter', run: press('confirm') },
  {
    id: 'attach',
    label: t('keys.attach'),
    keys: 'Alt M',
    run: () => byId('similar').querySelector<HTMLElement>('[data-attach]')?.click(),
  },
  { id: 'undo', label: t('common.undo'), keys: 'Alt U', run: press('undo') },
  { id: 'discard', label: t('desk.discard'), run: press('discard') },
  { id: 'start', label: t('desk.backToStart'), run: () => showStart(null) },
]

const demoCalls = (): Promise<DemoCall[]> => {
  demos ??= get<{ items: DemoCall[] }>('/api/demo-calls').then(({ items }) => items)
  return demos
}

async function open(id: string, how: { begin?: NewCall; demo?: DemoCall } = {}): Promise<void> {
  const known = await labels()
  desk?.leave()
  byId('start').hidden = true
  byId('desk').hidden = false
  history.replaceState(null, '', `/?call=${encodeURIComponent(id)}`)
  desk = openDesk({ id, labels: known, actor: shell.actor, demoCalls, onLeave: afterCall, ...how })
  if (how.begin && !how.demo) byId('composer-text').focus()
  else desk.focus()
}

const begin = (call: NewCall, demo?: DemoCall) =>
  void open(`call-${crypto.randomUUID()}`, { begin: call, ...(demo && { demo }) })

const UNDO_MS = 10_000
/** The call that was just attached to a case, while it can be taken back. */
let attached: { id: string; until: number } | null = null

/** Says what became of the call; one that was attached can be had back for ten seconds. */
function afterCall({ message, attached: id }: Left): void {
  showStart(id === undefined ? message : null)
  if (id === undefined) return
  attached = { id, until: Date.now() + UNDO_MS }
  notice('left', message, {
    milliseconds: UNDO_MS,
    action: { label: `${t('common.undo')} (Alt U)`, run: () => void takeBack() },
  })
}

async function takeBack(): Promise<void> {
  if (!attached || Date.now() > attached.until) return
  const { id } = attached
  attached = null
  dismiss('left')
  try {
    const body = { caseId: null, actor: shell.actor() }
    await send({ method: 'POST', path: `/api/calls/${id}/attachment`, body, key: crypto.randomUUID() })
    await open(id)
  } catch (error) {
    const reason = error instanceof ApiError ? error.message : t('status.unreachable')
    notice('left', t('status.failed', { reason }), { tone: 'warn' })
  }
}

function showStart(message: string | null): void {
  desk?.leave()
  desk = null
  history.replaceState(null, '', '/')
  byId('desk').hidden = true
  byId('start').hidden = false
  if (message) notice('left', message, { milliseconds: 8000 })
  void showWaiting().then(() => document.querySelector<HTMLElement>('#start button')?.focus())
}

async function showWaiting(): Promise<void> {
  const list = byId('waiting')
  const found = await get<{ items: CallRecord[] }>(`/api/calls?state=open&limit=${WAITING}`).catch(() => ({
    items: [],
  }))
  const unsent = unsentCalls().filter((id) => !found.items.some((record) => record.id === id))
  const items = [
    ...unsent.map((id) => callItem({ id, title: id, detail: t('status.offline', { count: 1 }) })),
    ...found.items.map((record) =>
      callItem({
        id: record.id,
        title: record.form.title?.value ?? firstWords(record.call.turns) ?? t('start.new'),
        detail: [t(`channel.${record.call.channel}`), record.call.callerId, format.time(record.createdAt, new Date())]
          .filter(Boolean)
          .join(' · '),
      }),
    ),
  ]
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.call : undefined
  list.replaceChildren(...(items.length > 0 ? items : [h('li', { class: 'muted' }, t('start.waitingEmpty'))]))
  if (focused) list.querySelector<HTMLElement>(`[data-call="${CSS.escape(focused)}"]`)?.focus()
}

function callItem({ id, title, detail }: { id: string; title: string; detail: string }): HTMLElement {
  const button = h(
    'button',
    { type: 'button', class: 'row-button', 'data-call': id },
    h('span', { class: 'row-title' }, title),
    h('span', { class: 'muted' }, detail),
  )
  button.addEventListener('click', () => void open(id))
  return h('li', {}, button)
}

async function showDemos(): Promise<void> {
  const calls = await demoCalls().catch(() => [])
  const items = calls.map((demo) => {
    const button = h(
      'button',
      { type: 'button', class: 'row-button', 'data-demo': demo.id },
      h('span', { class: 'row-title' }, firstWords(demo.turns) ?? demo.id),
      h(
        'span',
        { class: 'muted' },
        `${t(`channel.${demo.channel}`)} · ${t('start.turns', { count: demo.turns.length })}`,
      ),
    )
    button.addEventListener('click', () => begin({ channel: demo.channel, callerId: demo.callerId, turns: [] }, demo))
    return h('li', {}, button)
  })
  byId('demos').replaceChildren(...(items.length > 0 ? items : [h('li', { class: 'muted' }, t('start.demoEmpty'))]))
}

/** The caller's first real words: the greeting says nothing. */
function firstWords(turns: readonly Turn[]): string | null {
  const said = turns.filter((turn) => turn.role === 'caller').sort((a, b) => b.text.length - a.text.length)[0]?.text
  if (!said) return null
  return said.length > FIRST_WORDS ? `${said.slice(0, FIRST_WORDS)}……` : said
}

const SPEAKERS: readonly [RegExp, Turn['role']][] = [
  [/^(坐席|话务员|客服|接线员|agent|a)\s*[:：]\s*/i, 'agent'],
  [/^(来电人|市民|群众|caller|c|用户)\s*[:：]\s*/i, 'caller'],
]

function readTranscript(text: string): Turn[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [mark, role] = SPEAKERS.find(([pattern]) => pattern.test(line)) ?? [null, 'caller' as const]
      return { role, text: mark ? line.replace(mark, '') : line }
    })
    .filter((turn) => turn.text !== '')
}

byId('new-call').addEventListener('submit', (event) => {
  event.preventDefault()
  const callerId = byId<HTMLInputElement>('new-caller').value.trim()
  begin({ channel: byId<HTMLSelectElement>('new-channel').value, callerId: callerId || null, turns: [] })
})
byId('paste-call').addEventListener('submit', (event) => {
  event.preventDefault()
  const area = byId<HTMLTextAreaElement>('paste-text')
  const turns = readTranscript(area.value)
  if (turns.length > 0) begin({ channel: '电话', callerId: null, turns })
  area.value = ''
})
document.addEventListener('keydown', (event) => {
  const back = !desk && attached && event.altKey && event.code === 'KeyU'
  if (back) void takeBack()
  if (back || desk?.key(event)) event.preventDefault()
})
followChanges({
  onChange({ kind, callId }) {
    if (desk && callId === desk.id) void desk.refresh()
    else if (!desk && kind.startsWith('call.')) void showWaiting()
  },
})

const wanted = new URLSearchParams(location.search).get('call')
if (wanted) void open(wanted)
else void showWaiting()
void showDemos()
