import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { type ChartSize, legendLines } from './chart-size.ts'
import type { Bin, CoveragePoint, Drift, Rate } from './rates.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer])

/** Drawn on the server as SVG: the browser gets pictures and no chart code. */
export interface ChartStyle extends ChartSize {
  dark: boolean
  /** A day of the axis, as the reader writes it. */
  day: (date: string) => string
}

const LIGHT = {
  ink: '#56616d',
  line: '#d6dce2',
  lines: ['#1b5e8c', '#a8641a', '#2f7a4b', '#8a4a8f', '#b23a3a'],
}
const DARK: typeof LIGHT = {
  ink: '#a3aeb9',
  line: '#333c46',
  lines: ['#7db8e4', '#eab566', '#8fc793', '#d3a2d8', '#f09a94'],
}
type Colours = typeof LIGHT
/** Lines are told apart without colour, too. Hollow ones would be white in the dark. */
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'path://M4,0H6V4H10V6H6V10H4V6H0V4H4Z']
/** Without quotation marks: the renderer writes it into an attribute. */
const FONT = 'PingFang SC, Microsoft YaHei, Noto Sans CJK SC, WenQuanYi Zen Hei, sans-serif'
const GRID = { left: 48, right: 24, top: 36, bottom: 28 }
const percent = { formatter: (value: number) => `${Math.round(value * 100)}%` }

function draw(style: ChartStyle, option: (colours: Colours) => EChartsCoreOption): string {
  const colours = style.dark ? DARK : LIGHT
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: style.width, height: style.height })
  chart.setOption({
    animation: false,
    color: colours.lines,
    textStyle: { fontFamily: FONT, color: colours.ink },
    grid: GRID,
    ...option(colours),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

const axis = ({ ink, line }: Colours) => ({
  axisLabel: { color: ink },
  axisLine: { lineStyle: { color: line } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: line } },
  nameTextStyle: { color: ink },
})
const share = (colours: Colours, min = 0) => {
  const base = axis(colours)
  return { ...base, type: 'value', min, max: 1, axisLabel: { ...base.axisLabel, ...percent } }
}
/** The names above the plot, which gives way where they take more than one line. */
function legend({ ink }: Colours, names: readonly string[], { width }: ChartStyle) {
  return {
    legend: { top: 0, textStyle: { color: ink }, data: [...names] },
    grid: { ...GRID, top: GRID.top + 24 * (legendLines(names, width) - 1) },
  }
}
/** A line that marks something and is no data. */
const marking = (colour: string, data: readonly (readonly [number, number])[]) => ({
  type: 'line',
  symbol: 'none',
  silent: true,
  lineStyle: { type: 'dashed', color: colour, width: 1 },
  data,
})

/** Rates by day or week, one line a name. */
export function ratesOverTime(series: readonly { name: string; points: readonly Rate[] }[], style: ChartStyle): string {
  const days = [...new Set(series.flatMap((item) => item.points.map((point) => point.key)))].sort()
  return draw(style, (colours) => ({
    ...legend(
      colours,
      series.map(({ name }) => name),
      style,
    ),
    xAxis: { ...axis(colours), type: 'category', data: days.map(style.day) },
    yAxis: share(colours),
    series: series.map(({ name, points }, index) => ({
      name,
      type: 'line',
      connectNulls: true,
      symbol: SYMBOLS[index % SYMBOLS.length],
      symbolSize: 7,
      data: days.map((day) => points.find((point) => point.key === day)?.rate ?? null),
    })),
  }))
}

/** How often suggestions were kept (up), by how sure they were (across); on the dashed line the two are the same. */
export function calibration(bins: readonly Bin[], style: ChartStyle): string {
  const largest = Math.max(1, ...bins.map((bin) => bin.total))
  return draw(style, (colours) => ({
    xAxis: share(colours),
    yAxis: share(colours),
    series: [
      marking(colours.ink, [
        [0, 0],
        [1, 1],
      ]),
      {
        type: 'line',
        symbol: 'circle',
        // The area says how many suggestions a point stands for.
        symbolSize: (_value: unknown, { dataIndex }: { dataIndex: number }) =>
          5 + 13 * Math.sqrt((bins[dataIndex]?.total ?? 0) / largest),
        color: colours.lines[0],
        data: bins.map((bin) => [bin.confidence, bin.rate]),
      },
    ],
  }))
}

interface ThresholdNames {
  precision: string
  coverage: string
}

/** Precision and coverage (up) of filling in everything from a threshold (across) on; marks 95 % and the threshold in force. */
export function thresholdCurve(
  curve: readonly CoveragePoint[],
  { names, auto }: { names: ThresholdNames; auto: number | null },
  style: ChartStyle,
): string {
  const points = curve.toSorted((a, b) => a.confidence - b.confidence)
  return draw(style, (colours) => ({
    ...legend(colours, [names.precision, names.coverage], style),
    xAxis: share(colours),
    yAxis: share(colours),
    series: [
      {
        name: names.precision,
        type: 'line',
        symbol: 'circle',
        symbolSize: 7,
        data: points.map((point) => [point.confidence, point.precision]),
      },
      {
        name: names.coverage,
        type: 'line',
        symbol: 'rect',
        symbolSize: 6,
        data: points.map((point) => [point.confidence, point.coverage]),
      },
      marking(colours.ink, [
        [0, 0.95],
        [1, 0.95],
      ]),
      ...(auto !== null && auto <= 1
        ? [
            marking(colours.lines[2] ?? colours.ink, [
              [auto, 0],
              [auto, 1],
            ]),
          ]
        : []),
    ],
  }))
}

interface DriftNames {
  category: (code: string) => string
  recent: string
  training: string
}

export function drift({ rows }: Drift, names: DriftNames, style: ChartStyle): string {
  return draw(style, (colours) => ({
    ...legend(colours, [names.recent, names.training], style),
    grid: { left: 104, right: 24, top: 32, bottom: 24 },
    xAxis: { ...share(colours), max: undefined },
    yAxis: { ...axis(colours), type: 'category', inverse: true, data: rows.map((row) => names.category(row.category)) },
    series: [
      { name: names.recent, type: 'bar', data: rows.map((row) => row.recent) },
      { name: names.training, type: 'bar', data: rows.map((row) => row.training) },
    ],
  }))
}
