import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Bin, CoveragePoint, Drift, Rate } from './quality.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer])

/** Drawn on the server as SVG: the browser gets pictures and no chart code. */
export interface ChartStyle {
  dark: boolean
  width: number
  height: number
}

const COLOURS = {
  light: { ink: '#56616d', line: '#d6dce2', main: '#1b5e8c', second: '#b98332', third: '#4f7f52' },
  dark: { ink: '#a3aeb9', line: '#333c46', main: '#7db8e4', second: '#eab566', third: '#8fc793' },
}
/** Without quotation marks: the renderer writes it into an attribute. */
const FONT = 'PingFang SC, Microsoft YaHei, Noto Sans CJK SC, WenQuanYi Zen Hei, sans-serif'
const percent = { formatter: (value: number) => `${Math.round(value * 100)}%` }

function draw(style: ChartStyle, option: (colours: (typeof COLOURS)['light']) => EChartsCoreOption): string {
  const colours = COLOURS[style.dark ? 'dark' : 'light']
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: style.width, height: style.height })
  chart.setOption({
    animation: false,
    color: [colours.main, colours.second, colours.third],
    textStyle: { fontFamily: FONT, color: colours.ink },
    grid: { left: 48, right: 16, top: 28, bottom: 28 },
    ...option(colours),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

type Colours = (typeof COLOURS)['light']
const axis = ({ ink, line }: Colours) => ({
  axisLabel: { color: ink },
  axisLine: { lineStyle: { color: line } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: line } },
})
const share = (colours: Colours, min = 0) => {
  const base = axis(colours)
  return { ...base, type: 'value', min, max: 1, axisLabel: { ...base.axisLabel, ...percent } }
}

/** Acceptance by day, for a few fields. */
export function acceptanceOverTime(
  series: readonly { name: string; days: readonly Rate[] }[],
  style: ChartStyle,
): string {
  const days = [...new Set(series.flatMap((item) => item.days.map((day) => day.key)))].sort()
  return draw(style, (colours) => ({
    legend: { top: 0, textStyle: { color: colours.ink } },
    xAxis: { ...axis(colours), type: 'category', data: days.map((day) => day.slice(5)) },
    yAxis: share(colours),
    series: series.map(({ name, days: own }) => ({
      name,
      type: 'line',
      connectNulls: true,
      symbolSize: 6,
      data: days.map((day) => own.find((item) => item.key === day)?.rate ?? null),
    })),
  }))
}

/** How often suggestions were kept, by how sure they were; on the dashed line the two are the same. */
export function calibration(bins: readonly Bin[], style: ChartStyle): string {
  return draw(style, (colours) => ({
    xAxis: share(colours),
    yAxis: share(colours),
    series: [
      {
        type: 'line',
        symbol: 'none',
        silent: true,
        lineStyle: { type: 'dashed', color: colours.ink, width: 1 },
        data: [
          [0, 0],
          [1, 1],
        ],
      },
      { type: 'line', symbolSize: 8, color: colours.main, data: bins.map((bin) => [bin.confidence, bin.rate]) },
    ],
  }))
}

/** What share can be filled in (across) at what precision (up). */
export function coverage(curve: readonly CoveragePoint[], style: ChartStyle): string {
  const least = Math.min(0.9, ...curve.map((point) => point.precision))
  return draw(style, (colours) => ({
    xAxis: share(colours),
    yAxis: share(colours, Math.floor(least * 10) / 10),
    series: [
      { type: 'line', symbolSize: 8, data: curve.map((point) => [point.coverage, point.precision]) },
      {
        type: 'line',
        symbol: 'none',
        silent: true,
        lineStyle: { type: 'dashed', color: colours.second, width: 1 },
        data: [
          [0, 0.95],
          [1, 0.95],
        ],
      },
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
    legend: { top: 0, textStyle: { color: colours.ink } },
    grid: { left: 104, right: 24, top: 32, bottom: 24 },
    xAxis: { ...share(colours), max: undefined },
    yAxis: { ...axis(colours), type: 'category', inverse: true, data: rows.map((row) => names.category(row.category)) },
    series: [
      { name: names.recent, type: 'bar', data: rows.map((row) => row.recent) },
      { name: names.training, type: 'bar', data: rows.map((row) => row.training) },
    ],
  }))
}
