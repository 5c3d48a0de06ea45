import type { Rate } from './rates.ts'

const WIDTH = 88
const HEIGHT = 20
const EDGE = 3
/** Rates below half are drawn at the foot: what matters happens above. */
const LOWEST = 0.5

/** A rate over time in the height of a line of text; the numbers are beside it and in the chart. */
export function Sparkline({ points, days }: { points: readonly Rate[]; days: readonly string[] }) {
  const x = (day: string) =>
    days.length < 2 ? WIDTH - EDGE : EDGE + (days.indexOf(day) / (days.length - 1)) * (WIDTH - 2 * EDGE)
  const y = (rate: number) => HEIGHT - EDGE - (Math.max(0, rate - LOWEST) / (1 - LOWEST)) * (HEIGHT - 2 * EDGE)
  const at = points.map(({ key, rate }) => ({ x: round(x(key)), y: round(y(rate)) }))
  const last = at.at(-1)
  return (
    <svg class="spark" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <polyline points={at.map((point) => `${point.x},${point.y}`).join(' ')} />
      {last && <circle cx={last.x} cy={last.y} r={2} />}
    </svg>
  )
}

const round = (value: number) => Math.round(value * 10) / 10
