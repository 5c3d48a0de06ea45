import { describe, expect, it } from 'vitest'
import { UnigramTokeniser } from './tokenise.ts'

const vocabulary = {
  pieces: ['[UNK]', '暖', '气', '不', '热', '暖气', '气不', '0', 'a'],
  scores: [-10, -4, -4, -3, -4, -5, -9, -3, -5],
  unknown: 0,
}
const pieces = (text: string) => [...new UnigramTokeniser(vocabulary).encode(text)].map((id) => vocabulary.pieces[id])

describe('UnigramTokeniser', () => {
  it('takes the split with the highest summed score', () => {
    expect(pieces('暖气不热')).toEqual(['暖气', '不', '热'])
  })

  it('folds width, case and digits first', () => {
    expect(pieces('Ａ7９')).toEqual(['a', '0', '0'])
  })

  it('gives one unknown for each unit it does not know and nothing for spaces', () => {
    expect(pieces('暖 气\n楼')).toEqual(['暖', '气', '[UNK]'])
  })

  it('splits texts longer than its first buffers', () => {
    expect(pieces('暖气不热'.repeat(800))).toHaveLength(2400)
  })

  it('gives no piece for the empty text', () => {
    expect(pieces('')).toEqual([])
  })

  it('scores the best split without one piece', () => {
    expect(new UnigramTokeniser(vocabulary).scoreWithout('暖气', 5)).toBe(-8)
  })
})
