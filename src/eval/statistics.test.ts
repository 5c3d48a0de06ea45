import { describe, expect, it } from 'vitest'
import { coverageAt, expectedCalibrationError, macroF1, mcnemar, quantile, wilson } from './statistics.ts'

describe('intervals and tests', () => {
  it('gives the Wilson interval of 8 in 10', () => {
    const { low, high } = wilson(8, 10)
    expect(low).toBeCloseTo(0.4902, 3)
    expect(high).toBeCloseTo(0.9433, 3)
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
  })

  it('gives the exact McNemar p-value', () => {
    expect(mcnemar(0, 0)).toBe(1)
    expect(mcnemar(5, 5)).toBe(1)
    expect(mcnemar(10, 2)).toBeCloseTo(0.03857, 4)
    expect(mcnemar(2, 10)).toBeCloseTo(0.03857, 4)
  })

  it('stays finite and small for thousands of one-sided changes', () => {
    const p = mcnemar(3000, 100)
    expect(p).toBeGreaterThanOrEqual(0)
    expect(p).toBeLessThan(1e-6)
  })
})

describe('calibration', () => {
  it('is zero when confidence is accuracy, and the gap otherwise', () => {
    const even = Array.from({ length: 10 }, (_, i) => ({ confidence: 0.75, right: i % 4 !== 0 }))
    expect(expectedCalibrationError(even)).toBeCloseTo(0.05, 5)
    expect(expectedCalibrationError([{ confidence: 0.9, right: false }])).toBeCloseTo(0.9, 5)
    expect(expectedCalibrationError([])).toBe(0)
  })

  it('finds how much can be answered at a precision, ties together', () => {
    const judged = [0.9, 0.9, 0.8, 0.7].map((confidence, i) => ({ confidence, right: i !== 1 }))
    expect(coverageAt(0.95, judged)).toEqual({ precision: 0.95, coverage: 0, threshold: null })
    expect(coverageAt(0.75, judged)).toEqual({ precision: 0.75, coverage: 1, threshold: 0.7 })
    expect(
      coverageAt(
        1,
        [
          { confidence: 0.9, right: true },
          { confidence: 0.5, right: false },
        ],
        4,
      ),
    ).toEqual({ precision: 1, coverage: 0.25, threshold: 0.9 })
  })
})

it('averages F1 over the labels that occur', () => {
  expect(
    macroF1([
      { predicted: 'a', expected: 'a' },
      { predicted: 'a', expected: 'b' },
    ]),
  ).toBeCloseTo((2 / 3 + 0) / 2, 6)
})

it('reads quantiles off the sorted values', () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2)
  expect(quantile([], 0.5)).toBe(0)
})
