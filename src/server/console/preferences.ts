import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { City } from '../../domain/city.ts'
import type { LlmState } from '../services.ts'
import { createFormat, type Format } from './format.ts'
import { type Language, type Translate, translator } from './texts.ts'

export const LANGUAGE_COOKIE = 'jiesu-lang'
export const THEME_COOKIE = 'jiesu-theme'
const YEAR = 31_536_000

export type Theme = 'auto' | 'light' | 'dark'

/** How one reader wants to see the console. */
export interface View {
  language: Language
  theme: Theme
  t: Translate
  format: Format
  utcOffset: number
  now: Date
  /** The language model as it stands; null where none is configured. */
  llm: LlmState | null
  /** Path and query, for links that keep the place. */
  url: URL
}

/** The view of a request: `?lang=` wins and is remembered, then the cookie, then Chinese. */
export function viewOf(c: Context, { city, now, llm }: { city: City; now: Date; llm: LlmState | null }): View {
  const asked = c.req.query('lang')
  if (asked === 'en' || asked === 'zh-CN')
    setCookie(c, LANGUAGE_COOKIE, asked, { path: '/', maxAge: YEAR, sameSite: 'Lax' })
  const language: Language = (asked ?? getCookie(c, LANGUAGE_COOKIE)) === 'en' ? 'en' : 'zh-CN'
  const theme = getCookie(c, THEME_COOKIE)
  const t = translator(language)
  const { utcOffset } = city.calendar
  return {
    language,
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    t,
    format: createFormat({ language, utcOffset, t }),
    utcOffset,
    now,
    llm,
    url: new URL(c.req.url),
  }
}
