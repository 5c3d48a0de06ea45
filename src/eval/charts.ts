import { BarChart, HeatmapChart, LineChart } from 'echarts/charts'
import { GridComponent, TitleComponent, VisualMapComponent } from 'echarts/components'
import type { EChartsCoreOption } from 'echarts/core'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { ReliabilityBin } from './statistics.ts'
import type { TradePoint } from './trade.ts'

use([LineChart, BarChart, HeatmapChart, GridComponent, TitleComponent, VisualMapComponent, SVGRenderer])

const INK = '#444'
const BLUE = '#2f6f9f'

function svg(option: EChartsCoreOption, { width, height }: { width: number; height: number }): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({ animation: false, textStyle: { fontFamily: 'system-ui, sans-serif', color: INK }, ...option })
  const text = chart.renderToSVGString()
  chart.dispose()
  return text
}

/** Confidence against accuracy; the diagonal is perfect calibration. */
export function reliabilityChart(bins: readonly ReliabilityBin[], title: string): string {
  const filled = bins.filter((bin) => bin.count > 0)
  return svg(
    {
      title: { text: title, left: 'center', textStyle: { fontSize: 12 } },
      grid: { left: 36, right: 12, top: 30, bottom: 28 },
      xAxis: { type: 'value', min: 0, max: 1 },
      yAxis: { type: 'value', min: 0, max: 1 },
      series: [
        {
          type: 'line',
          data: [
            [0, 0],
            [1, 1],
          ],
          symbol: 'none',
          lineStyle: { type: 'dashed', color: '#aaa' },
        },
        {
          type: 'line',
          data: filled.map((bin) => [bin.confidence, bin.accuracy]),
          symbolSize: 7,
          itemStyle: { color: BLUE },
        },
      ],
    },
    { width: 240, height: 220 },
  )
}

/** What share of cases is answered (x) at what precision (y), from the surest answer down. */
export function coverageChart(points: readonly [number, number][], title: string): string {
  return svg(
    {
      title: { text: title, left: 'center', textStyle: { fontSize: 12 } },
      grid: { left: 40, right: 12, top: 30, bottom: 28 },
      xAxis: { type: 'value', min: 0, max: 1 },
      yAxis: { type: 'value', min: 0.5, max: 1 },
      series: [{ type: 'line', data: points, symbol: 'none', itemStyle: { color: BLUE } }],
    },
    { width: 240, height: 220 },
  )
}

export interface Confusion {
  labels: readonly string[]
  /** [expected, predicted, count] by index into `labels`. */
  cells: readonly [number, number, number][]
}

/** Expected down, predicted across. */
export function confusionChart({ labels, cells }: Confusion): string {
  const size = Math.max(300, Math.min(1100, 140 + labels.length * 34))
  const most = Math.max(1, ...cells.map(([, , count]) => count))
  return svg(
    {
      grid: { left: 110, right: 10, top: 10, bottom: 110 },
      xAxis: { type: 'category', data: labels, axisLabel: { rotate: 60, fontSize: 11, interval: 0 } },
      yAxis: { type: 'category', data: labels, inverse: true, axisLabel: { fontSize: 11, interval: 0 } },
      visualMap: { min: 0, max: most, show: false, inRange: { color: ['#f4f7fa', '#8fb7d3', '#1d4f76'] } },
      series: [
        {
          type: 'heatmap',
          data: cells.map(([expected, predicted, count]) => [predicted, expected, count]),
          label: { show: true, fontSize: 10 },
        },
      ],
    },
    { width: size, height: size },
  )
}

/** Accuracy (y) against the share of cases asked about (x), a point a threshold. */
export function tradeChart(curve: readonly TradePoint[], title: string): string {
  return svg(
    {
      title: { text: title, left: 'center', textStyle: { fontSize: 12 } },
      grid: { left: 44, right: 12, top: 30, bottom: 28 },
      xAxis: { type: 'value', min: 0, max: 1 },
      yAxis: { type: 'value', scale: true },
      series: [
        {
          type: 'line',
          data: curve.map((point) => [point.asked, point.accuracy]),
          symbolSize: 6,
          itemStyle: { color: BLUE },
        },
      ],
    },
    { width: 240, height: 220 },
  )
}
