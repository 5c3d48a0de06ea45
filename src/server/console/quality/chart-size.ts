import type { Drift } from './rates.ts'

/** In pixels of the page. A telephone gets a narrower drawing and not a smaller one, so that its words stay legible. */
export interface ChartSize {
  width: number
  height: number
}

export const WIDE: ChartSize = { width: 560, height: 280 }
export const NARROW_WIDTH = 324

/** One pair of bars a category. */
export const driftHeight = ({ rows }: Drift): number => 40 + 26 * rows.length

const ICON = 30
const GAP = 10
const CHINESE = 12
const LATIN = 7

const widthOf = (name: string) => [...name].reduce((sum, letter) => sum + (letter > '\u2e7f' ? CHINESE : LATIN), ICON)

/** How many lines the names above a plot take. */
export function legendLines(names: readonly string[], width: number): number {
  let [lines, used] = [1, 0]
  for (const name of names) {
    const own = widthOf(name) + GAP
    if (used > 0 && used + own > width) [lines, used] = [lines + 1, 0]
    used += own
  }
  return lines
}
