import { describe, expect, it } from 'vitest'
import { type BinaryProblem, fitBinary } from './dual-coordinate-descent.ts'
import { packRows } from './sparse-rows.ts'

const vectors = [
  [1, 0.1],
  [0.9, 0.3],
  [0.2, 1],
  [0.1, 0.8],
].map((values) => ({ indices: Uint32Array.of(0, 1), values: Float32Array.from(values) }))
const rows = packRows(vectors, { columns: 2, bias: 1 })
const problem: BinaryProblem = {
  rows,
  signs: Int8Array.of(1, 1, -1, -1),
  costs: new Float32Array(4).fill(1),
  seed: 3,
  tolerance: 1e-7,
  maxPasses: 5000,
}

/** ½|w|² + Σ cost · max(0, 1 − sign · w·x)² */
function objective(weights: Float32Array): number {
  const margins = vectors.map(({ values }) => values[0]! * weights[0]! + values[1]! * weights[1]! + weights[2]!)
  const loss = margins.reduce((sum, margin, row) => sum + Math.max(0, 1 - problem.signs[row]! * margin) ** 2, 0)
  return weights.reduce((sum, weight) => sum + (weight * weight) / 2, 0) + loss
}

describe('fitBinary', () => {
  it('reaches the minimum of its objective: no small step lowers it', () => {
    const weights = fitBinary(problem)
    for (let index = 0; index < weights.length; index++) {
      for (const step of [-1e-2, 1e-2]) {
        const moved = weights.map((weight, at) => (at === index ? weight + step : weight))
        expect(objective(moved)).toBeGreaterThan(objective(weights))
      }
    }
  })

  it('comes to the same minimum from another order', () => {
    const other = fitBinary({ ...problem, seed: 99 })
    fitBinary(problem).forEach((weight, index) => {
      expect(other[index]).toBeCloseTo(weight, 4)
    })
  })

  it('is bit for bit alike on the same seed', () => {
    expect(fitBinary(problem)).toEqual(fitBinary(problem))
  })

  it('comes to the same minimum from where a like problem ended, and tells where it ended itself', () => {
    const alphas = new Float64Array(4)
    fitBinary({ ...problem, costs: Float32Array.of(1, 0, 1, 1), alphas })
    expect(alphas[1]).toBe(0)
    const warm = fitBinary({ ...problem, alphas })
    fitBinary(problem).forEach((weight, index) => {
      expect(warm[index]).toBeCloseTo(weight, 4)
    })
    expect(alphas[1]).toBeGreaterThan(0)
  })

  it('leaves out rows of no cost', () => {
    const flipped = { ...problem, signs: Int8Array.of(1, 1, -1, 1), costs: Float32Array.of(1, 1, 1, 0) }
    const weights = fitBinary(flipped)
    expect(weights[1]! * 0.8 + weights[0]! * 0.1 + weights[2]!).toBeLessThan(0)
  })
})
