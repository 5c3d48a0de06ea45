import { expect, it } from 'vitest'
import { toDemand, toThirdPerson } from './third-person.ts'

it.each([
  ['我妈让狗给咬了', '其母亲让狗给咬了'],
  ['我们小区地下车位空着一大半', '小区地下车位空着一大半'],
  ['我报修了五回', '其报修了五回'],
  ['俺家后山墙滴水', '其家后山墙滴水'],
  ['商家不肯退给我钱', '商家不肯退还钱'],
  ['楼道灯坏了', '楼道灯坏了'],
])('writes %s of the caller as %s', (said, written) => {
  expect(toThirdPerson(said)).toBe(written)
})

it.each([
  ['能不能给剪剪', '希望剪剪'],
  ['你们给查查这个账', '查查这个账'],
  ['我就要求把钱退给我', '要求把钱退还'],
])('takes the politeness out of %s', (said, written) => {
  expect(toDemand(said)).toBe(written)
})
