import { expect, it } from 'vitest'
import { findBareNames } from './fallback-bare-names.ts'

const names = (text: string) => findBareNames(text).map(({ start, end }) => text.slice(start, end))

it.each([
  ['昨天张伟打了我一顿', ['张伟']],
  ['店关门了，请尽快处理。于红 13800001111', ['于红']],
  ['退我充的本金。欧阳春生，电话已留', []],
  ['请回电，联系电话 13800001111', []],
])('finds in %s the names %j', (text, expected) => {
  expect(names(text)).toEqual(expect.arrayContaining(expected))
  if (expected.length === 0) expect(names(text)).toEqual([])
})
