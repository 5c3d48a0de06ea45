import { describe, expect, it } from 'vitest'
import { calibrationSchema, createCalibration, measureCalibration } from './fallback-calibration.ts'

const version = { model: 'm', prompts: 'p' }
const conservativeGuess = { disagrees: 0.4, fills: 0.5 }
const unmeasured = { conservativeGuess, measured: null, cells: [] }
const measured = {
  conservativeGuess,
  measured: { at: '2026-01-01', ...version, suites: ['s'], cases: 100 },
  cells: [{ field: 'category', relation: 'disagrees' as const, low: 0.2, high: 0.4, right: 81, count: 90 }],
}

describe('the chance that the model is right', () => {
  it('is held low until it was measured: agreement adds nothing, dissent only points', () => {
    const calibration = createCalibration(unmeasured, version)
    expect(calibration({ field: 'category', relation: 'agrees', local: 0.7 })).toBe(0.7)
    expect(calibration({ field: 'category', relation: 'disagrees', local: 0.3 })).toBe(0.4)
    expect(calibration({ field: 'callerName', relation: 'fills', local: 0 })).toBe(0.5)
  })

  it('moves to what was measured as answers are counted', () => {
    const calibration = createCalibration(measured, version)
    expect(calibration({ field: 'category', relation: 'disagrees', local: 0.3 })).toBeCloseTo((81 + 4) / 100)
    expect(calibration({ field: 'category', relation: 'disagrees', local: 0.5 })).toBe(0.4)
  })

  it.each([{ model: 'other' }, { prompts: 'other' }])('forgets a measurement made with %j', (change) => {
    const calibration = createCalibration(measured, { ...version, ...change })
    expect(calibration({ field: 'category', relation: 'disagrees', local: 0.3 })).toBe(0.4)
  })
})

it('takes no table whose guesses could fill in a field', () => {
  const bold = { ...unmeasured, conservativeGuess: { disagrees: 0.4, fills: 0.9 } }
  expect(calibrationSchema.safeParse(unmeasured).success).toBe(true)
  expect(calibrationSchema.safeParse(bold).success).toBe(false)
})

it('counts judged answers by field, relation and local confidence', () => {
  const judged = [
    { field: 'category', relation: 'disagrees' as const, local: 0.25, right: true },
    { field: 'category', relation: 'disagrees' as const, local: 0.39, right: false },
    { field: 'category', relation: 'agrees' as const, local: 1, right: true },
  ]
  expect(measureCalibration(judged)).toEqual([
    { field: 'category', relation: 'agrees', low: 0.8, high: 1, right: 1, count: 1 },
    { field: 'category', relation: 'disagrees', low: 0.2, high: 0.4, right: 1, count: 2 },
  ])
})
