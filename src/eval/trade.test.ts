import { expect, it } from 'vitest'
import { tradeCurve } from './trade.ts'

it('shows what asking below each threshold brings', () => {
  const rows = [
    { local: 0.1, localRight: false, askedRight: true },
    { local: 0.3, localRight: true, askedRight: false },
    { local: 0.9, localRight: true, askedRight: true },
    { local: 0.95, localRight: false, askedRight: false },
  ]
  expect(tradeCurve(rows, 1, 2)).toEqual([
    { threshold: 0, asked: 0, accuracy: 0.5, gain: 0 },
    { threshold: 0.5, asked: 0.5, accuracy: 0.5, gain: 0 },
    { threshold: 1, asked: 1, accuracy: 0.5, gain: 0 },
  ])
  expect(tradeCurve(rows, 0.2, 1).at(-1)).toEqual({ threshold: 0.2, asked: 0.25, accuracy: 0.75, gain: 0.25 })
})
