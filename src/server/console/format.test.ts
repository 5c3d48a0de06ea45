import { expect, it } from 'vitest'
import { createFormat } from './format.ts'
import { translator } from './texts.ts'

const now = new Date('2026-11-25T06:00:00Z')
const chinese = createFormat({ language: 'zh-CN', utcOffset: 8, t: translator('zh-CN') })
const english = createFormat({ language: 'en', utcOffset: 8, t: translator('en') })

it('writes times as the city has them, with the year only when it is another', () => {
  expect(chinese.time('2026-11-24T18:05:00Z', now)).toBe('11月25日 02:05')
  expect(chinese.time('2025-12-31T15:59:00Z', now)).toBe('2025年12月31日 23:59')
  expect(english.time('2026-11-24T18:05:00Z', now)).toBe('25 Nov 02:05')
})

it('writes a day without its year', () => {
  expect(chinese.day('2026-11-05')).toBe('11月5日')
  expect(english.day('2026-11-05')).toBe('5 Nov')
})

it.each([
  ['2026-11-25T06:00:30Z', '剩 不到 1 分钟'],
  ['2026-11-25T06:59:00Z', '剩 59 分钟'],
  ['2026-11-25T07:52:00Z', '剩 1 小时 52 分'],
  ['2026-11-26T05:59:00Z', '剩 23 小时'],
  ['2026-11-28T06:00:00Z', '剩 3 天'],
  ['2026-11-25T03:00:00Z', '超 3 小时'],
])('says of %s %s', (deadline, text) => {
  expect(chinese.remaining(deadline, now)).toBe(text)
})

it('writes numbers and shares in the reader’s form', () => {
  expect(chinese.number(12345)).toBe('12,345')
  expect(chinese.percent(0.9534)).toBe('95.3%')
  expect([0.0004, 0.42, 0.999].map(chinese.confidence)).toEqual(['<1%', '42%', '>99%'])
})
