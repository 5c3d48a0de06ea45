import { expect, it } from 'vitest'
import { findNameLike } from './name-like.ts'

const found = (text: string) => findNameLike(text).map(({ start, end }) => text.slice(start, end))

it('finds whole names that nothing introduces', () => {
  expect(found('被楼上的廖浩然骂了，老师何秀兰也在')).toEqual(['廖浩然', '何秀兰'])
})

it('leaves talk and places alone', () => {
  expect(found('从十一月到现在，高空抛物，文慧园路的马路牙子，金融街')).toEqual([])
})
