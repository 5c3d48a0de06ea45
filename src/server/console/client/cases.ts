import { ask } from './ask.ts'
import { byId, h } from './dom.ts'
import { t } from './page.ts'
import { startShell } from './shell.ts'

interface SavedView {
  name: string
  query: string
}
const KEY = 'jiesu.views'

startShell({ defaultActor: t('actor.default') })

function read(): SavedView[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as SavedView[]
  } catch {
    return []
  }
}

function write(views: readonly SavedView[]): void {
  localStorage.setItem(KEY, JSON.stringify(views))
  draw()
}

const currentQuery = (): string => {
  const query = new URLSearchParams(location.search)
  for (const name of ['cursor', 'lang']) query.delete(name)
  for (const [name, value] of [...query]) if (value === '') query.delete(name)
  return query.toString()
}

/** Adds a person's own views to those of the page and marks the one that is shown. */
function draw(): void {
  const list = byId('views')
  for (const old of list.querySelectorAll('[data-own]')) old.remove()
  for (const { name, query } of read()) {
    const remove = h(
      'button',
      { type: 'button', class: 'small quiet', 'aria-label': t('cases.viewRemove', { name }) },
      '×',
    )
    remove.addEventListener('click', () => write(read().filter((view) => view.name !== name)))
    list.append(h('li', { 'data-own': '' }, h('a', { href: `/cases?${query}` }, name), remove))
  }
  for (const link of list.querySelectorAll('a'))
    if (new URL(link.href).search.slice(1) === currentQuery()) link.setAttribute('aria-current', 'page')
}

if (document.getElementById('views')) {
  draw()
  byId('save-view').addEventListener('click', async () => {
    const name = (await ask({ title: t('cases.viewSave'), label: t('cases.viewName'), required: true }))?.trim()
    if (name) write([...read().filter((view) => view.name !== name), { name, query: currentQuery() }])
  })
}
