export interface Interval {
  low: number
  high: number
}

const Z95 = 1.959963984540054

/** 95 % interval of a share. E. B. Wilson, JASA 22 (1927). */
export function wilson(right: number, total: number): Interval {
  if (total === 0) return { low: 0, high: 1 }
  const p = right / total
  const z2 = Z95 * Z95
  const centre = (p + z2 / (2 * total)) / (1 + z2 / total)
  const half = (Z95 / (1 + z2 / total)) * Math.sqrt((p * (1 - p)) / total + z2 / (4 * total * total))
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

/**
 * Two-sided exact McNemar test on paired outcomes: `gained` cases turned right, `lost` turned wrong.
 * Q. McNemar, Psychometrika 12 (1947). Gives the p-value.
 */
export function mcnemar(gained: number, lost: number): number {
  const n = gained + lost
  if (n === 0) return 1
  const k = Math.min(gained, lost)
  let term = 0.5 ** n
  if (term === 0) return normalTail(Math.abs(gained - lost) / Math.sqrt(n))
  let sum = term
  for (let i = 1; i <= k; i++) {
    term *= (n - i + 1) / i
    sum += term
  }
  return Math.min(1, 2 * sum)
}

/** Two-sided tail of the normal distribution (Abramowitz and Stegun 7.1.26, error below 1.5e-7). */
function normalTail(z: number): number {
  const t = 1 / (1 + 0.3275911 * (z / Math.SQRT2))
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  return poly * Math.exp((-z * z) / 2)
}

export interface Judged {
  confidence: number
  right: boolean
}

export interface ReliabilityBin {
  low: number
  high: number
  count: number
  confidence: number
  accuracy: number
}

/** Equal-width bins of confidence against accuracy. */
export function reliability(judged: readonly Judged[], bins = 10): ReliabilityBin[] {
  return Array.from({ length: bins }, (_, index) => {
    const inside = judged.filter(({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)) === index)
    const mean = (value: (item: Judged) => number) =>
      inside.length === 0 ? 0 : inside.reduce((sum, item) => sum + value(item), 0) / inside.length
    return {
      low: index / bins,
      high: (index + 1) / bins,
      count: inside.length,
      confidence: mean((item) => item.confidence),
      accuracy: mean((item) => Number(item.right)),
    }
  })
}

/** Expected calibration error: the gap between confidence and accuracy, weighted by bin size. Guo et al., ICML 2017. */
export function expectedCalibrationError(judged: readonly Judged[], bins = 10): number {
  if (judged.length === 0) return 0
  return reliability(judged, bins).reduce(
    (sum, bin) => sum + (bin.count / judged.length) * Math.abs(bin.confidence - bin.accuracy),
    0,
  )
}

export interface Coverage {
  precision: number
  /** Share of all cases answered above the threshold; 0 when no threshold reaches the precision. */
  coverage: number
  threshold: number | null
}

/** The largest share of cases that can be answered by confidence alone while the answers keep this precision. */
export function coverageAt(precision: number, judged: readonly Judged[], total = judged.length): Coverage {
  const sorted = judged.toSorted((a, b) => b.confidence - a.confidence)
  let best: Coverage = { precision, coverage: 0, threshold: null }
  let right = 0
  for (const [index, item] of sorted.entries()) {
    right += Number(item.right)
    const tied = sorted[index + 1]?.confidence === item.confidence
    if (!tied && right / (index + 1) >= precision)
      best = { precision, coverage: (index + 1) / total, threshold: item.confidence }
  }
  return best
}

/** Mean over the labels that occur of each label's F1. */
export function macroF1(pairs: readonly { predicted: string | null; expected: string }[]): number {
  const labels = new Set(pairs.map(({ expected }) => expected))
  let sum = 0
  for (const label of labels) {
    const tp = pairs.filter(({ predicted, expected }) => predicted === label && expected === label).length
    const predicted = pairs.filter((pair) => pair.predicted === label).length
    const expected = pairs.filter((pair) => pair.expected === label).length
    sum += tp === 0 ? 0 : (2 * tp) / (predicted + expected)
  }
  return labels.size === 0 ? 0 : sum / labels.size
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}
