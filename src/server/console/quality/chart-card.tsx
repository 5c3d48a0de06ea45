import type { Child } from 'hono/jsx'
import type { View } from '../preferences.ts'
import type { TextKey } from '../texts.ts'
import type { Scope } from './data.ts'

interface ChartProps {
  view: View
  scope: Scope
  /** `fields` for `/console/chart/fields.svg`. */
  name: string
  alt: string
}

/** A chart as a picture, in the colours of the reader's theme. */
export function Chart({ view, scope, name, alt }: ChartProps) {
  const query = `days=${scope.days}${scope.field === null ? '' : `&field=${scope.field}`}`
  const source = (theme: string) => `/console/chart/${name}.svg?${query}&theme=${theme}`
  const image = (
    <img src={source(view.theme === 'dark' ? 'dark' : 'light')} alt={alt} width={560} height={280} class="chart" />
  )
  if (view.theme !== 'auto') return image
  return (
    <picture>
      <source media="(prefers-color-scheme: dark)" srcset={source('dark')} />
      {image}
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
      <Chart view={view} scope={scope} name={name} alt={`${t(title)}${help ? `：${help}` : ''}`} />
      {children}
    </section>
  )
}
