import { expect, it } from 'vitest'
import { describeTime } from './describe-time.ts'
import { resolveTime } from './resolve-time.ts'

const call = new Date('2026-01-15T10:00:00+08:00')

it.each([
  ['昨晚十点多', '2026年1月14日22:00至23:00'],
  ['昨晚十一点多', '2026年1月14日23:00至2026年1月15日0:00'],
  ['刚才', '2026年1月15日10:00'],
  ['上周三', '2026年1月7日'],
  ['上周末', '2026年1月10日至2026年1月11日'],
  ['上个月', '2025年12月'],
  ['去年', '2025年'],
  ['去年入冬到现在', '2025年11月7日起'],
  ['从今天早上六点到现在', '2026年1月15日6:00起'],
  ['元旦前', '2026年1月1日以前'],
  ['每天早上六点', '每天6:00'],
  ['每周六周日从早上八点半到晚上七点', '每周六、日8:30至19:00'],
  ['每个月十五号', '每月15日'],
])('%s reads %s', (words, expected) => {
  expect(describeTime(resolveTime(words, call)!)).toBe(expected)
})
