import type { Child } from 'hono/jsx'
import { llmCondition } from './llm-condition.ts'
import type { View } from './preferences.ts'

export type Section = 'desk' | 'dispatch' | 'cases' | 'quality'

const SECTIONS: readonly { section: Section; path: string }[] = [
  { section: 'desk', path: '/' },
  { section: 'dispatch', path: '/dispatch' },
  { section: 'cases', path: '/cases' },
  { section: 'quality', path: '/quality' },
]

interface PageProps {
  view: View
  section: Section | null
  title: string
  /** The client module of this page, `agent` for `/assets/client/agent.js`. */
  script: string
  children: Child
}

/** The frame of every page: head, bar with navigation and tools, the live region for notices. */
export function Page({ view, section, title, script, children }: PageProps) {
  const { t, language, theme } = view
  return (
    <html lang={language} data-theme={theme} data-utc-offset={view.utcOffset}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${t('app.name')}`}</title>
        <link rel="icon" href="/console/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/client/console.css" />
        <script type="module" src={`/assets/client/${script}.js`} />
      </head>
      <body data-section={section ?? ''}>
        <a class="skip" href="#main">
          {t('skip.main')}
        </a>
        <Bar view={view} section={section} />
        <main id="main" tabindex={-1}>
          {children}
        </main>
        <div id="notices" class="notices" role="status" aria-live="polite" />
      </body>
    </html>
  )
}

function Bar({ view, section }: { view: View; section: Section | null }) {
  const { t, language, theme } = view
  return (
    <header class="bar">
      <a class="brand" href="/">
        {t('app.name')}
      </a>
      <nav aria-label={t('nav.label')}>
        {SECTIONS.map((item) => (
          <a href={item.path} aria-current={item.section === section ? 'page' : undefined}>
            {t(`nav.${item.section}`)}
          </a>
        ))}
      </nav>
      <div class="tools">
        <LlmLine view={view} />
        <button type="button" class="quiet wide-only" data-tool="actor">
          {t('actor.shown')} <span data-actor>{t(section === 'dispatch' ? 'actor.dispatcher' : 'actor.default')}</span>
        </button>
        <button type="button" class="quiet" data-tool="palette" aria-keyshortcuts="Control+K">
          {t('tool.palette')}
          <kbd class="wide-only">Ctrl K</kbd>
        </button>
        <button type="button" class="quiet wide-only" data-tool="keys" aria-keyshortcuts="?">
          {t('tool.keys')}
          <kbd>?</kbd>
        </button>
        <button type="button" class="quiet wide-only" data-tool="theme">
          {t('palette.theme', { name: t(`theme.${theme}`) })}
        </button>
        <a
          class="quiet wide-only"
          href={languageLink(view)}
          hreflang={language === 'en' ? 'zh-CN' : 'en'}
          lang={language === 'en' ? 'zh-CN' : 'en'}
        >
          {t('tool.language')}
        </a>
      </div>
    </header>
  )
}

/** Said only when the language model is away: while all is well there is nothing to say. The client keeps it current. */
function LlmLine({ view }: { view: View }) {
  const { t, llm } = view
  if (!llm) return null
  const condition = llmCondition(llm)
  return (
    <span role="status" class="wide-only">
      <a class="quiet llm-line" id="llm-line" href="/quality#llm" title={t('llm.help')} hidden={condition === 'ok'}>
        {condition === 'ok' ? '' : t(`llm.${condition}`)}
      </a>
    </span>
  )
}

function languageLink({ url, language }: View): string {
  const query = new URLSearchParams(url.search)
  query.set('lang', language === 'en' ? 'zh-CN' : 'en')
  return `${url.pathname}?${query}`
}
