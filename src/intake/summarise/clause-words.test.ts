import { describe, expect, it } from 'vitest'
import { isBeside, isDemand, isFeeling, withoutFillers } from './clause-words.ts'

describe('withoutFillers', () => {
  it.each([
    ['哎我跟您说就是水管漏了啊', '水管漏了'],
    ['我要投诉对门养了三条狗', '对门养了三条狗'],
    ['好几个井盖都没了', '好几个井盖都没了'],
    ['楼下那个酒吧', '楼下那个酒吧'],
    ['那您得来看看', '您得来看看'],
  ])('leaves of %j %j', (said, left) => {
    expect(withoutFillers(said)).toBe(left)
  })
})

describe('isBeside', () => {
  it.each(['我姓王', '电话就打这个', '木字旁的那个', '别让他知道是我', '我六十八了', '可算打通12345了'])(
    '%j is',
    (clause) => {
      expect(isBeside(clause)).toBe(true)
    },
  )
  it.each(['手机被人从兜里掏走了', '物业电话没人接', '回访说我满意', '停了三天电'])('%j is not', (clause) => {
    expect(isBeside(clause)).toBe(false)
  })
})

it.each([
  ['希望尽快修好', true],
  ['让他把多收的退我', true],
  ['给个说法', true],
  ['派出所要求先做登记', false],
  ['商家一直不给退钱', false],
  ['他把锁换了', false],
])('takes %j for a demand: %s', (clause, demand) => {
  expect(isDemand(clause)).toBe(demand)
})

it('knows what is only felt', () => {
  expect(isFeeling('这不是气死人吗')).toBe(true)
  expect(isFeeling('暖气片不热')).toBe(false)
})
