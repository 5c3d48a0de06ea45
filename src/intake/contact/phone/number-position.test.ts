import { expect, it } from 'vitest'
import { numberPosition } from './number-position.ts'

it.each([
  ['不对，后四位是', { from: 'end', count: 4 }],
  ['前三位是', { from: 'start', count: 3 }],
  ['中间四位我说错了，是', { from: 'start', count: 4, offset: 3 }],
  ['倒数第二位是', { from: 'end', count: 1, offset: 2 }],
  ['第五位是', { from: 'start', count: 1, offset: 4 }],
  ['我的电话是', null],
])('reads %s', (words, position) => {
  expect(numberPosition(words)).toEqual(position)
})
