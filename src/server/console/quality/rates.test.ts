import { expect, it } from 'vitest'
import type { AcceptanceRow } from '../../../store/store.ts'
import { binsOf, coverageAt, coverageCurve, driftOf, mixBefore, ratesBy, seriesBy, weekly } from './rates.ts'

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

it('follows a rate over the week up to each day, days without suggestions left out', () => {
  const rows = [
    row({ day: '2026-01-01', accepted: 0 }),
    row({ day: '2026-01-07', accepted: 8 }),
    row({ day: '2026-01-08', accepted: 10 }),
  ]
  expect(weekly(rows).map(({ key, total, rate }) => [key, total, rate])).toEqual([
    ['2026-01-01', 10, 0],
    ['2026-01-07', 20, 0.4],
    ['2026-01-08', 20, 0.9],
  ])
})

it('draws the series with the most suggestions first', () => {
  const rows = [row({}), row({ field: 'unit', total: 30, accepted: 15 })]
  expect(seriesBy(rows, (item) => item.field).map(({ key }) => key)).toEqual(['unit', 'category'])
})

it('knows the mix of the period before from the longer one', () => {
  const longer = [
    { category: '01', total: 9 },
    { category: '02', total: 4 },
  ]
  expect(mixBefore(longer, [{ category: '02', total: 4 }])).toEqual([{ category: '01', total: 9 }])
})
