import { expect, it } from 'vitest'
import { SyllableIndex } from './pinyin.ts'

it('hears homophones and common confusions as the same', () => {
  const syllables = new SyllableIndex()
  syllables.learn('章张仓苍')
  expect(syllables.sameSound('章', '张')).toBe(true)
  expect(syllables.sameSound('林', '凌')).toBe(true)
  expect(syllables.sameSound('司', '师')).toBe(true)
  expect(syllables.sameSound('章', '王')).toBe(false)
})

it('reads a character alone as it reads it among others', () => {
  const together = new SyllableIndex()
  together.learn('银行重庆长大')
  const alone = new SyllableIndex()
  for (const [a, b] of ['行杭', '重众', '长常'].map((pair) => [...pair] as [string, string])) {
    expect(together.sameSound(a, b)).toBe(alone.sameSound(a, b))
  }
})

it('does not hear letters and digits', () => {
  expect(new SyllableIndex().of('B')).toBe(-1)
})
