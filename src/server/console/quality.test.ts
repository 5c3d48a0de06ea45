import { expect, it } from 'vitest'
import type { AcceptanceRow } from '../../store/store.ts'
import { binsOf, coverageAt, coverageCurve, driftOf, ratesBy } from './quality.ts'

const row = (over: Partial<AcceptanceRow>): AcceptanceRow => ({
  day: '2026-01-05',
  field: 'category',
  category: '01',
  bin: 9,
  model: 'h',
  total: 10,
  accepted: 10,
  ...over,
})

it('adds up days and models into one rate a field', () => {
  const rows = [
    row({ accepted: 8 }),
    row({ day: '2026-01-06', model: 'h2' }),
    row({ field: 'unit', total: 4, accepted: 1 }),
  ]
  expect(ratesBy(rows, (item) => item.field)).toEqual([
    { key: 'category', total: 20, accepted: 18, rate: 0.9 },
    { key: 'unit', total: 4, accepted: 1, rate: 0.25 },
  ])
})

it('says how much could be filled in at a precision, from the surest down', () => {
  const curve = coverageCurve(binsOf([row({ bin: 9 }), row({ bin: 8, accepted: 9 }), row({ bin: 3, accepted: 2 })]))
  expect(curve.map((point) => Math.round(point.precision * 100))).toEqual([100, 95, 70])
  expect(coverageAt(0.95, curve)).toBeCloseTo(2 / 3)
  expect(coverageAt(0.7, curve)).toBe(1)
})

it('does not claim a precision that is never reached', () => {
  expect(coverageAt(0.95, coverageCurve(binsOf([row({ accepted: 5 })])))).toBeNull()
})

it('finds no drift in the same mix and much in another', () => {
  const training = { '01': 0.5, '02': 0.5 }
  const same = [
    { category: '01', total: 7 },
    { category: '02', total: 7 },
  ]
  expect(driftOf(same, training).index).toBeCloseTo(0)
  const other = driftOf([{ category: '03', total: 7 }], training)
  expect(other.index).toBeGreaterThan(0.25)
  expect(other.rows.find((item) => item.category === '03')).toEqual({ category: '03', recent: 1, training: 0 })
})
