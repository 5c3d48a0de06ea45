import { expect, it } from 'vitest'
import { type TitleParts, writeTitle } from './write-title.ts'

const parts: TitleParts = { type: '投诉', matter: '供暖不热', place: '云锦苑3号楼', target: null, said: '' }

it.each<[Partial<TitleParts>, string]>([
  [{}, '云锦苑3号楼供暖不热'],
  [{ place: '云锦苑3号楼2单元501室' }, '云锦苑3号楼供暖不热'],
  [{ target: '云锦苑物业' }, '云锦苑3号楼物业供暖不热'],
  [{ target: '飞腾驾校', matter: '驾校培训与退费', place: '', said: '驾校不退费' }, '飞腾驾校培训与退费'],
  [{ matter: '小区乱停车与私装地锁', said: '他自己装了个地锁' }, '云锦苑3号楼私装地锁'],
  [{ type: '咨询', matter: '办事流程咨询', place: '' }, '咨询办事流程'],
])('writes %j as %j', (given, title) => {
  expect(writeTitle({ ...parts, ...given })).toBe(title)
})

it('cuts the place, never the matter', () => {
  const place = '东马路小市场北门外第三排南侧大棚旁边的停车场'
  const title = writeTitle({ ...parts, place, target: '长长久久蔬菜批发有限公司', matter: '占道经营' })
  expect(title.length).toBeLessThanOrEqual(30)
  expect(title).toMatch(/占道经营$/)
})
