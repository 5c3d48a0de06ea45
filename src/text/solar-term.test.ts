import { expect, it } from 'vitest'
import { civilDay } from './civil-day.ts'
import { lastSolarTerm, solarTermDay } from './solar-term.ts'

it.each([
  ['冬至', 2025, [2025, 12, 21]],
  ['清明', 2026, [2026, 4, 5]],
  ['立秋', 2025, [2025, 8, 7]],
  ['夏至', 2024, [2024, 6, 21]],
  ['立春', 2026, [2026, 2, 4]],
  ['立冬', 2025, [2025, 11, 7]],
] as const)('%s of %i falls on %j', (term, year, [y, m, d]) => {
  expect(solarTermDay(term, year)).toBe(civilDay(y, m, d))
})

it('takes the last one that has been', () => {
  expect(lastSolarTerm('立冬', civilDay(2026, 1, 15))).toBe(civilDay(2025, 11, 7))
})
