import { describe, expect, it } from 'vitest'
import { findUnlistedNames, restOfName } from './unlisted-names.ts'

const names = (text: string, borders: number[] = []) => findUnlistedNames(text, borders).map((name) => name.text)

describe('names that the gazetteer does not have', () => {
  it.each([
    ['楼盘叫锦澜一号院', ['锦澜一号院']],
    ['我爷爷在槐安护理院', ['槐安护理院']],
    ['位于东苇三条', ['东苇三条']],
    ['大兴庄镇，周村，中街', ['周村']],
    ['我们小区没人管', []],
    ['这条路全是坑', []],
    ['您说的是哪条路', []],
    ['往南八百米路西', []],
    ['顺义一个中学的食堂', []],
  ])('of %j are %j', (text, expected) => {
    expect(names(text)).toEqual(expected)
  })

  it('begin behind the district that stands in front of them', () => {
    expect(names('昌平的佳莲小区', [2])).toEqual(['佳莲小区'])
    expect(names('小汤山镇松鹤护理院', [4])).toEqual(['松鹤护理院'])
  })

  it('point at their own characters', () => {
    const text = '就在，锦澜一号院那儿'
    const [name] = findUnlistedNames(text, [])
    expect(text.slice(name!.start, name!.end)).toBe(name!.text)
  })
})

describe('the rest of a longer name', () => {
  it('is the road that is named after the place', () => {
    expect(restOfName('文慧园北路有个坑', { at: 3, afterArea: false })).toBe('北路')
    expect(restOfName('文慧园路口', { at: 3, afterArea: false })).toBe('')
  })

  it('is the institution only after a district, street or area', () => {
    expect(restOfName('八角小学门口', { at: 2, afterArea: true })).toBe('小学')
    expect(restOfName('龙锦苑小学', { at: 3, afterArea: false })).toBe('')
  })
})
