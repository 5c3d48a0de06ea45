export interface Answer {
  confidence: number
  correct: boolean
}

export interface CoveragePoint {
  precision: number
  /** Least confidence at which answers are this precise; above 1 when none is. */
  threshold: number
  /** Share of the answers at or above it. */
  coverage: number
}

/** Beyond any confidence: nothing is filled in when the precision is never reached. */
const NEVER = 1.01
/** A few right answers at the top prove nothing. */
const FEWEST = 20

/** For each precision the threshold that keeps it, over all answers at least as sure, with the largest coverage. */
export function coverageCurve(answers: readonly Answer[], precisions: readonly number[]): CoveragePoint[] {
  const sorted = answers.toSorted((a, b) => b.confidence - a.confidence)
  return precisions.map((precision) => {
    let right = 0
    let best: CoveragePoint = { precision, threshold: NEVER, coverage: 0 }
    sorted.forEach(({ confidence, correct }, index) => {
      if (correct) right++
      const told = index + 1
      const tied = sorted[told]?.confidence === confidence
      if (!tied && told >= Math.min(FEWEST, sorted.length) && right / told >= precision) {
        best = { precision, threshold: confidence, coverage: told / sorted.length }
      }
    })
    return best
  })
}

/** Expected calibration error over ten bins of equal count. */
export function calibrationError(answers: readonly Answer[], bins = 10): number {
  const sorted = answers.toSorted((a, b) => a.confidence - b.confidence)
  let error = 0
  for (let bin = 0; bin < bins; bin++) {
    const own = sorted.slice(Math.floor((bin * sorted.length) / bins), Math.floor(((bin + 1) * sorted.length) / bins))
    const confidence = own.reduce((sum, answer) => sum + answer.confidence, 0)
    const right = own.filter(({ correct }) => correct).length
    error += Math.abs(confidence - right)
  }
  return sorted.length === 0 ? 0 : error / sorted.length
}
