import { logistic } from '../model/calibration.ts'

export interface LogisticProblem {
  rows: readonly (readonly number[])[]
  targets: readonly boolean[]
  /** Where the weights are pulled to; zero by default. */
  towards?: LogisticLine
  strength?: number
}

export interface LogisticLine {
  weights: number[]
  bias: number
}

const STEPS = 60
const HALVINGS = 20

/** Ridge logistic regression on a handful of features, by Newton's method with halved steps where a whole one overshoots. */
export function fitLogistic({ rows, targets, towards, strength = 1 }: LogisticProblem): LogisticLine {
  const width = (rows[0]?.length ?? towards?.weights.length ?? 0) + 1
  const anchor = [...(towards?.weights ?? Array<number>(width - 1).fill(0)), towards?.bias ?? 0]
  let current = [...anchor]
  const loss = (line: readonly number[]) => {
    const pull = line.reduce((sum, weight, index) => sum + (strength * (weight - anchor[index]!) ** 2) / 2, 0)
    return rows.reduce((sum, row, at) => {
      const score = row.reduce((total, value, index) => total + value * line[index]!, line[width - 1]!)
      // log(1 + e^-x) without overflow, for the side that the target is on.
      const margin = targets[at] ? score : -score
      return sum + Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, -margin)
    }, pull)
  }
  for (let step = 0; step < STEPS; step++) {
    const gradient = current.map((weight, index) => strength * (weight - anchor[index]!))
    const curvature = current.map((_, index) => current.map((__, other) => (index === other ? strength : 0)))
    rows.forEach((row, at) => {
      const features = [...row, 1]
      const chance = logistic(features.reduce((sum, value, index) => sum + value * current[index]!, 0))
      const error = chance - (targets[at] ? 1 : 0)
      const spread = chance * (1 - chance)
      for (let index = 0; index < width; index++) {
        gradient[index]! += error * features[index]!
        for (let other = 0; other < width; other++)
          curvature[index]![other]! += spread * features[index]! * features[other]!
      }
    })
    const change = solve(curvature, gradient)
    const before = loss(current)
    let next = current
    for (let halving = 0, scale = 1; halving < HALVINGS; halving++, scale /= 2) {
      next = current.map((weight, index) => weight - scale * change[index]!)
      if (loss(next) <= before) break
    }
    const moved = Math.max(...next.map((weight, index) => Math.abs(weight - current[index]!)))
    current = next
    if (moved < 1e-9) break
  }
  return { weights: current.slice(0, -1), bias: current.at(-1)! }
}

/** Gauss–Jordan with pivoting; the matrix is positive definite. */
function solve(matrix: number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index]!])
  for (let column = 0; column < rows.length; column++) {
    let pivot = column
    for (let row = column + 1; row < rows.length; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row
    }
    const kept = rows[pivot]!
    rows[pivot] = rows[column]!
    rows[column] = kept
    for (let row = 0; row < rows.length; row++) {
      if (row === column) continue
      const factor = rows[row]![column]! / kept[column]!
      for (let index = column; index <= rows.length; index++) rows[row]![index]! -= factor * kept[index]!
    }
  }
  return rows.map((row, index) => row[rows.length]! / row[index]!)
}
