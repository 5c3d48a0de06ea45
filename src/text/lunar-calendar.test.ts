import { expect, it } from 'vitest'
import { civilDay } from './civil-day.ts'
import { lastLunarDay, lunarDate } from './lunar-calendar.ts'

it('knows the first day of a lunar year', () => {
  expect(lunarDate(civilDay(2026, 2, 17))).toEqual({ month: 1, leap: false, day: 1 })
})

it('knows a leap month', () => {
  expect(lunarDate(civilDay(2025, 7, 25))).toEqual({ month: 6, leap: true, day: 1 })
})

it.each([
  // 腊八 before the 2026 festival.
  [12, 8, [2026, 2, 20], [2026, 1, 26]],
  // Not yet come this winter: last year's.
  [12, 8, [2026, 1, 15], [2025, 1, 7]],
  [8, 15, [2026, 1, 15], [2025, 10, 6]],
  [5, 5, [2025, 7, 1], [2025, 5, 31]],
  [1, 1, [2026, 2, 17], [2026, 2, 17]],
  [6, 20, [2025, 12, 1], [2025, 7, 14]],
] as const)('finds lunar %i-%i before %j on %j', (month, day, [year, m, d], expected) => {
  expect(lastLunarDay({ month, day }, civilDay(year, m, d))).toBe(civilDay(expected[0], expected[1], expected[2]))
})
