import { expect, it } from 'vitest'
import { findDigitSwaps } from './digit-swaps.ts'

it('reads 不是三是八 and 是八不是三 alike', () => {
  for (const text of ['不是三，是八', '是八不是三'])
    expect(findDigitSwaps(text)).toEqual([{ wrong: '3', right: '8', start: 0, end: text.length }])
})

it('swaps only digits of equal number', () => {
  expect(findDigitSwaps('不是三，是八八')).toEqual([])
})
