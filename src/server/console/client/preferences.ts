const SINGLE = 'jiesu.singleKeys'
const ACTOR = 'jiesu.actor'
const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Single-letter shortcuts can be switched off: speech input and unsteady hands set them off by accident. */
export const singleKeys = (): boolean => localStorage.getItem(SINGLE) !== 'off'
export const setSingleKeys = (on: boolean): void => localStorage.setItem(SINGLE, on ? 'on' : 'off')

export const actorName = (): string | null => localStorage.getItem(ACTOR)
export const setActorName = (name: string): void => localStorage.setItem(ACTOR, name)

export const currentTheme = (): Theme => (document.documentElement.dataset.theme as Theme) ?? 'auto'

/** The server needs the theme for pages and charts, so it is kept in a cookie. */
export function nextTheme(): Theme {
  const theme = THEMES[(THEMES.indexOf(currentTheme()) + 1) % THEMES.length] as Theme
  document.documentElement.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we serve
  document.cookie = `jiesu-theme=${theme}; path=/; max-age=31536000; samesite=lax`
  return theme
}
