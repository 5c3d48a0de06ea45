import type { Child } from 'hono/jsx'
import type { View } from '../preferences.ts'
import type { TextKey } from '../texts.ts'
import { NARROW_WIDTH, WIDE } from './chart-size.ts'
import type { Scope } from './data.ts'

interface ChartProps {
  view: View
  scope: Scope
  /** `fields` for `/console/chart/fields.svg`. */
  name: string
  alt: string
  height?: number
}

const NARROW = '(max-width: 480px)'
const DARK = '(prefers-color-scheme: dark)'

/** A chart as a picture, in the colours of the reader's theme and as wide as the screen asks for. */
export function Chart({ view, scope, name, alt, height = WIDE.height }: ChartProps) {
  const query = `days=${scope.days}${scope.field === null ? '' : `&field=${scope.field}`}`
  const source = (theme: string) => `/console/chart/${name}.svg?${query}&theme=${theme}`
  const narrow = (theme: string) => ({ srcset: `${source(theme)}&narrow`, width: NARROW_WIDTH, height })
  const theme = view.theme === 'dark' ? 'dark' : 'light'
  return (
    <picture>
      {view.theme === 'auto' && (
        <>
          <source media={`${NARROW} and ${DARK}`} {...narrow('dark')} />
          <source media={DARK} srcset={source('dark')} />
        </>
      )}
      <source media={NARROW} {...narrow(theme)} />
      <img src={source(theme)} alt={alt} width={WIDE.width} height={height} class="chart" />
    </picture>
  )
}

interface ChartCardProps {
  view: View
  scope: Scope
  name: string
  title: TextKey
  help?: string
  children?: Child
}

export function ChartCard({ view, scope, name, title, help, children }: ChartCardProps) {
  const { t } = view
  return (
    <section class="card" aria-labelledby={`chart-${name}`}>
      <h2 id={`chart-${name}`}>{t(title)}</h2>
      {help && <p class="muted">{help}</p>}
      <Chart
        view={view}
        scope={scope}
        name={name}
        alt={help ? t('common.labelled', { name: t(title), value: help }) : t(title)}
      />
      {children}
    </section>
  )
}
