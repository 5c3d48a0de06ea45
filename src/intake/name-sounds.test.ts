import { expect, it } from 'vitest'
import { SyllableIndex } from '../text/pinyin.ts'
import { soundAlikeSpans } from './name-sounds.ts'

const syllables = new SyllableIndex()

it('finds a name in other characters of the same sound', () => {
  expect(soundAlikeSpans('他说汪建国，不是王见过', '王建国', syllables)).toEqual([
    { start: 2, end: 5 },
    { start: 8, end: 11 },
  ])
})

it('takes two characters for a name only when one of them is the same', () => {
  expect(soundAlikeSpans('李丽来了，里里外外', '李莉', syllables)).toEqual([{ start: 0, end: 2 }])
})
