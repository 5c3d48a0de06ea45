import { ask } from './ask.ts'
import { isTyping } from './dom.ts'
import { keyboardMap } from './keyboard-map.ts'
import { followLlm } from './llm-line.ts'
import { t } from './page.ts'
import { type Option, pick } from './picker.ts'
import { actorName, currentTheme, nextTheme, setActorName, singleKeys } from './preferences.ts'

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
    if (theme) theme.textContent = t('palette.theme', { name: t(`theme.${next}`) })
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
