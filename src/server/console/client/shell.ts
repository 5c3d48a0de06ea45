import { h, isTyping } from './dom.ts'
import { followLlm } from './llm-line.ts'
import { t } from './page.ts'
import { type Option, pick } from './picker.ts'
import { actorName, currentTheme, nextTheme, setActorName, setSingleKeys, singleKeys } from './preferences.ts'

/** Something the palette offers. */
export interface Command {
  id: string
  label: string
  keys?: string
  run: () => void
}

export interface ShellOptions {
  defaultActor: string
  /** What this page adds to the palette; asked when it opens. */
  commands?: () => Command[]
  /** The page's part of the keyboard map. */
  keys?: readonly [keys: string, meaning: string][]
  keysTitle?: string
}

export interface Shell {
  actor(): string
}

const go = (path: string) => () => location.assign(path)

/** The bar's tools and the keys that work on every page. */
export function startShell({ defaultActor, commands = () => [], keys = [], keysTitle = '' }: ShellOptions): Shell {
  const actor = () => actorName() ?? defaultActor
  const actorButton = document.querySelector<HTMLElement>('[data-tool=actor]')
  const nameActor = () => {
    const label = document.querySelector('[data-actor]')
    if (label) label.textContent = actor()
    actorButton?.setAttribute('aria-label', t('actor.label', { name: actor() }))
  }
  const changeActor = async () => {
    const name = await ask({ title: t('actor.title'), help: t('actor.help'), label: t('actor.name'), value: actor() })
    if (name === null) return
    if (name.trim()) setActorName(name.trim().slice(0, 50))
    nameActor()
  }
  const theme = document.querySelector<HTMLElement>('[data-tool=theme]')
  const turnTheme = () => {
    const next = nextTheme()
    if (theme) theme.textContent = t(`theme.${next}`)
    document.dispatchEvent(new CustomEvent('jiesu:theme'))
  }
  const showKeys = () =>
    keyboardMap([
      [t('keys.everywhere'), EVERYWHERE()],
      [keysTitle, keys],
    ])

  const everywhere = (): Command[] => [
    { id: 'go-desk', label: t('palette.goDesk'), keys: 'G D', run: go('/') },
    { id: 'go-dispatch', label: t('palette.goDispatch'), keys: 'G P', run: go('/dispatch') },
    { id: 'go-cases', label: t('palette.goCases'), keys: 'G C', run: go('/cases') },
    { id: 'go-quality', label: t('palette.goQuality'), keys: 'G Q', run: go('/quality') },
    { id: 'keys', label: t('tool.keys'), keys: '?', run: showKeys },
    { id: 'theme', label: t('palette.theme', { name: t(`theme.${currentTheme()}`) }), run: turnTheme },
    {
      id: 'language',
      label: t('palette.language'),
      run: () => document.querySelector<HTMLAnchorElement>('.tools a[hreflang]')?.click(),
    },
    { id: 'actor', label: t('palette.actor'), run: () => void changeActor() },
  ]
  const palette = async () => {
    const known = [...commands(), ...everywhere()]
    const option = ({ id, label, keys: shortcut }: Command): Option => ({
      value: id,
      label,
      ...(shortcut && { detail: shortcut }),
    })
    const choice = await pick({
      title: t('palette.title'),
      placeholder: t('palette.search'),
      suggested: known.map(option),
      search: (query) => [
        ...known.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase())).map(option),
        { value: `find:${query}`, label: t('palette.findCase', { query }) },
      ],
    })
    if (!choice) return
    if (choice.startsWith('find:')) location.assign(`/cases?q=${encodeURIComponent(choice.slice('find:'.length))}`)
    else known.find(({ id }) => id === choice)?.run()
  }

  nameActor()
  followLlm()
  actorButton?.addEventListener('click', () => void changeActor())
  theme?.addEventListener('click', turnTheme)
  document.querySelector('[data-tool=palette]')?.addEventListener('click', () => void palette())
  document.querySelector('[data-tool=keys]')?.addEventListener('click', showKeys)
  goKeys()
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      if (!document.querySelector('dialog[open]')) void palette()
    } else if ((event.key === '?' && isSingle(event)) || (event.altKey && event.code === 'KeyH')) {
      event.preventDefault()
      if (!document.querySelector('dialog[open]')) showKeys()
    }
  })
  return { actor }
}

/** A single-key shortcut: switched on, nothing being typed, no dialog open, no modifier held. */
export function isSingle(event: KeyboardEvent): boolean {
  return (
    singleKeys() &&
    !event.defaultPrevented &&
    !event.isComposing &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    !isTyping(event.target) &&
    !document.querySelector('dialog[open]')
  )
}

const PLACES: Record<string, string> = { d: '/', p: '/dispatch', c: '/cases', q: '/quality' }
const TOGETHER_MS = 1000

function goKeys(): void {
  let at = 0
  document.addEventListener(
    'keydown',
    (event) => {
      if (!isSingle(event)) return
      const place = PLACES[event.key]
      if (event.key === 'g') at = Date.now()
      else if (place && Date.now() - at < TOGETHER_MS) {
        event.preventDefault()
        event.stopImmediatePropagation()
        location.assign(place)
      }
    },
    true,
  )
}

const EVERYWHERE = (): [string, string][] => [
  ['Ctrl K', t('keys.palette')],
  ['? / Alt H', t('keys.help')],
  ['G D / P / C / Q', t('keys.go')],
]

function keyboardMap(groups: readonly (readonly [string, readonly (readonly [string, string])[]])[]): void {
  const single = h('input', { type: 'checkbox', id: 'single-keys' })
  single.checked = singleKeys()
  single.addEventListener('change', () => setSingleKeys(single.checked))
  const close = h('button', { type: 'button', class: 'quiet small' }, t('common.close'))
  const tables = groups
    .filter(([, rows]) => rows.length > 0)
    .map(([title, rows]) =>
      h(
        'section',
        {},
        h('h3', {}, title),
        h(
          'dl',
          { class: 'keys' },
          ...rows.flatMap(([keys, meaning]) => [
            h('dt', {}, ...keys.split(' / ').flatMap((one, index) => [index > 0 ? ' / ' : null, h('kbd', {}, one)])),
            h('dd', {}, meaning),
          ]),
        ),
      ),
    )
  const dialog = h(
    'dialog',
    { class: 'keys-dialog', 'aria-labelledby': 'keys-title' },
    h(
      'header',
      { class: 'pane-head' },
      h('h2', { id: 'keys-title' }, t('keys.title')),
      h('span', { class: 'spring' }),
      close,
    ),
    h('div', { class: 'keys-body' }, ...tables),
    h('label', { class: 'check', for: 'single-keys' }, single, h('span', {}, t('keys.single'))),
  )
  openDialog(dialog, close)
}

export interface AskOptions {
  title: string
  help?: string
  label: string
  value?: string
  required?: boolean
  action?: string
}

/** Asks for one line of text; null when dismissed. */
export function ask({ title, help, label, value = '', required = false, action }: AskOptions): Promise<string | null> {
  return new Promise((resolve) => {
    const input = h('input', { id: 'ask-input', autocomplete: 'off', maxlength: 500, required })
    input.value = value
    const cancel = h('button', { type: 'button', class: 'quiet' }, t('common.cancel'))
    const form = h(
      'form',
      { method: 'dialog', class: 'stack' },
      h('h2', { id: 'ask-title' }, title),
      help ? h('p', { class: 'muted' }, help) : null,
      h('label', { for: 'ask-input' }, h('span', {}, label)),
      input,
      h(
        'div',
        { class: 'row end' },
        cancel,
        h('button', { type: 'submit', class: 'primary' }, action ?? t('common.save')),
      ),
    )
    const dialog = h('dialog', { class: 'ask-dialog', 'aria-labelledby': 'ask-title' }, form)
    let answer: string | null = null
    form.addEventListener('submit', () => {
      answer = input.value
    })
    dialog.addEventListener('close', () => resolve(answer))
    openDialog(dialog, cancel)
    input.select()
  })
}

function openDialog(dialog: HTMLDialogElement, close: HTMLElement): void {
  const before = document.activeElement
  close.addEventListener('click', () => dialog.close())
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close())
  dialog.addEventListener('close', () => {
    dialog.remove()
    if (before instanceof HTMLElement) before.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
}
