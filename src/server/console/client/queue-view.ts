import { byId, setText } from './dom.ts'
import { fragment } from './fragment.ts'
import { t } from './page.ts'
import type { Presence } from './presence.ts'

export interface QueueView {
  /** Draws the queue anew: what is ticked, selected, focused and scrolled to stays. */
  refresh(): Promise<void>
  /** The same soon, once for many changes. */
  refreshSoon(): void
  /** Marks the case that is shown and brings it into sight. */
  mark(id: string | null): void
  has(id: string): boolean
  /** The case before or after this one; the first for null. */
  neighbour(id: string | null, by: 1 | -1): string | null
  toggle(id: string): void
  toggleSafe(): void
  clear(): void
  untick(id: string): void
  ticked(): { id: string; version: number; safe: boolean }[]
  showPresence(presence: Presence, client: string): void
}

const PAUSE_MS = 250

/** The filters of the address, with the case that is shown. */
export function dispatchQuery(selected: string | null): URLSearchParams {
  const query = new URLSearchParams(location.search)
  query.delete('lang')
  if (selected) query.set('case', selected)
  else query.delete('case')
  return query
}

/** The list of waiting cases and what is ticked in it. */
export function createQueueView({
  selected,
  onSelect,
}: {
  selected: () => string | null
  onSelect: (id: string) => void
}): QueueView {
  const queue = byId('queue')
  const ticked = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const rows = () => [...queue.querySelectorAll<HTMLElement>('.queue-row')]
  const rowOf = (id: string) => rows().find((row) => row.dataset.case === id)
  const idOf = (row: HTMLElement) => row.dataset.case ?? ''
  const isSafe = (row: HTMLElement) => row.dataset.safe !== undefined
  const drawTicks = () => {
    for (const row of rows()) (row.querySelector('input') as HTMLInputElement).checked = ticked.has(idOf(row))
    byId('bulk').hidden = ticked.size === 0
    setText(byId('bulk-accept'), t('dispatch.bulkAccept', { count: ticked.size }))
  }
  const refresh = async () => {
    const fresh = await fragment(`/console/dispatch/queue?${dispatchQuery(selected())}`)
    if (!fresh) return
    const focused = document.activeElement?.closest<HTMLElement>('.queue-row')?.dataset.case
    const inBox = document.activeElement instanceof HTMLInputElement
    const top = queue.scrollTop
    queue.replaceChildren(fresh)
    queue.scrollTop = top
    for (const id of [...ticked]) if (!rowOf(id)) ticked.delete(id)
    drawTicks()
    setText(byId('queue-count'), t('dispatch.count', { count: rows().length }))
    if (focused)
      rowOf(focused)
        ?.querySelector<HTMLElement>(inBox ? 'input' : 'a')
        ?.focus({ preventScroll: true })
  }
  const clear = () => {
    ticked.clear()
    drawTicks()
  }

  queue.addEventListener('click', (event) => {
    const target = event.target as HTMLElement
    const id = target.closest<HTMLElement>('.queue-row')?.dataset.case
    if (!id) return
    if (target instanceof HTMLInputElement) {
      if (target.checked) ticked.add(id)
      else ticked.delete(id)
      drawTicks()
    } else if (target.closest('a') && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault()
      onSelect(id)
    }
  })
  return {
    refresh,
    refreshSoon() {
      clearTimeout(timer)
      timer = setTimeout(() => void refresh(), PAUSE_MS)
    },
    mark(id) {
      for (const row of rows()) {
        const link = row.querySelector('a') as HTMLAnchorElement
        if (idOf(row) === id) link.setAttribute('aria-current', 'true')
        else link.removeAttribute('aria-current')
      }
      if (id) rowOf(id)?.scrollIntoView({ block: 'nearest' })
    },
    has: (id) => rowOf(id) !== undefined,
    neighbour(id, by) {
      const all = rows().map(idOf)
      const at = id ? all.indexOf(id) : -1
      return all[at < 0 ? 0 : at + by] ?? null
    },
    toggle(id) {
      if (!rowOf(id)) return
      if (!ticked.delete(id)) ticked.add(id)
      drawTicks()
    },
    toggleSafe() {
      const safe = rows().filter(isSafe).map(idOf)
      const all = safe.every((id) => ticked.has(id))
      for (const id of safe) {
        if (all) ticked.delete(id)
        else ticked.add(id)
      }
      drawTicks()
    },
    clear,
    untick(id) {
      ticked.delete(id)
    },
    ticked: () =>
      rows()
        .filter((row) => ticked.has(idOf(row)))
        .map((row) => ({ id: idOf(row), version: Number(row.dataset.version), safe: isSafe(row) })),
    showPresence(presence, client) {
      for (const row of rows()) {
        const there = (presence[idOf(row)] ?? []).some((visitor) => visitor.client !== client)
        row.toggleAttribute('data-watched', there)
      }
    },
  }
}
