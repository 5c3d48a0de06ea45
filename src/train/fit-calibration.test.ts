import { describe, expect, it } from 'vitest'
import { seededRandom } from '../domain/random.ts'
import { calibrate } from '../model/calibration.ts'
import { calibrationError, coverageCurve } from './coverage-curve.ts'
import { fitCalibration, type HeldOut } from './fit-calibration.ts'
import { fitLogistic } from './fit-logistic.ts'

/** Three labels whose scores are honest log-odds, blown up or flattened by `factor`. */
function heldOut(count: number, factor: number): HeldOut[] {
  const random = seededRandom(5)
  return Array.from({ length: count }, () => {
    const scores = Float64Array.from({ length: 3 }, () => random() * 4)
    const shares = calibrate(scores, { sharpness: 1, slope: 1, offset: 0 })
    const drawn = random()
    const right = drawn < shares[0]! ? 0 : drawn < shares[0]! + shares[1]! ? 1 : 2
    return { scores: scores.map((score) => score * factor), right: [right] }
  })
}

describe('fitCalibration', () => {
  it.each([0.2, 5])('brings scores that are off by a factor of %s back to honest probabilities', (factor) => {
    const calibration = fitCalibration(heldOut(3000, factor))
    const answers = heldOut(3000, factor).map(({ scores, right }) => {
      const shares = calibrate(scores, calibration)
      const confidence = Math.max(...shares)
      return { confidence, correct: right.includes(shares.indexOf(confidence)) }
    })
    expect(calibrationError(answers)).toBeLessThan(0.03)
  })

  it('leaves scores alone when nothing is held out', () => {
    expect(fitCalibration([])).toEqual({ sharpness: 1, slope: 1, offset: 0 })
  })
})

describe('calibrate', () => {
  it('gives probabilities that sum to one and keeps the first answer first', () => {
    const shares = calibrate(Float64Array.of(2, 1.9, 0), { sharpness: 3, slope: 0.1, offset: -3 })
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
    expect(shares[0]).toBeGreaterThanOrEqual(shares[1]!)
  })
})

describe('fitLogistic', () => {
  it('finds the log-odds of a constant', () => {
    const targets = Array.from({ length: 1000 }, (_, index) => index % 4 === 0)
    const { bias } = fitLogistic({ rows: targets.map(() => []), targets, strength: 1e-6 })
    expect(bias).toBeCloseTo(Math.log(1 / 3), 4)
  })

  it('stays finite where the classes part cleanly far from zero', () => {
    const rows = Array.from({ length: 400 }, (_, index) => [index < 200 ? -14 : 14])
    const { weights, bias } = fitLogistic({
      rows,
      targets: rows.map(([value]) => value! > 0),
      towards: { weights: [1], bias: 0 },
    })
    expect(weights[0]).toBeGreaterThan(0)
    expect(Math.abs(bias)).toBeLessThan(5)
  })
})

describe('coverageCurve', () => {
  const answers = Array.from({ length: 100 }, (_, index) => ({ confidence: 1 - index / 100, correct: index < 50 }))

  it('takes the lowest threshold that keeps the precision', () => {
    const [point] = coverageCurve(answers, [1])
    expect(point).toMatchObject({ coverage: 0.5 })
    expect(point!.threshold).toBeCloseTo(0.51)
  })

  it('fills nothing in when the precision is never reached', () => {
    expect(
      coverageCurve(
        answers.map(({ confidence }) => ({ confidence, correct: false })),
        [0.9],
      )[0]!.threshold,
    ).toBeGreaterThan(1)
  })
})
