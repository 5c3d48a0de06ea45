import { expect, it } from 'vitest'
import { findMisheardMobiles } from './misheard-digits.ts'

it('hears digits that the recogniser wrote as other words', () => {
  expect(findMisheardMobiles('电话幺三吧灵灵幺二三是五六').map((run) => run.digits)).toEqual(['13800123456'])
})

it('hears none in talk that only sounds like digits', () => {
  expect(findMisheardMobiles('我就是要三十个人去留一下')).toEqual([])
})

it('leaves a number of true digits to the reader of digits', () => {
  expect(findMisheardMobiles('幺三八零零幺二三四五六')).toEqual([])
})
