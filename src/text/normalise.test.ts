import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise, sourceSpan } from './normalise.ts'

const alphabet = [...'三號楼３8 ，,?:。我\u200b😀张\n\t—ｋ㎡①', '👨‍👩‍👧', '🇨🇳', '𬴂']

describe('normalise', () => {
  it.each([
    ['１３８００１３８０００', '13800138000'],
    ['我姓張，長安街', '我姓张，长安街'],
    ['几点?晚上10:30,快点!', '几点？晚上10:30，快点！'],
    ['住在\u200b三号楼\u0000😀了', '住在三号楼了'],
    ['三 号 楼 没 有 暖 气', '三号楼没有暖气'],
    ['138，0013', '138，0013'],
    ['晚上１０：３０', '晚上10:30'],
    ['没水了 从昨天开始', '没水了 从昨天开始'],
    ['12 号楼 3 单元', '12号楼3单元'],
    ['138 0013 8000', '138 0013 8000'],
    ['138—0013–8000', '138-0013-8000'],
    ['一共1,200元(不含税)', '一共1,200元（不含税）'],
  ])('reads %j as %j', (source, text) => {
    expect(normalise(source).text).toBe(text)
  })

  it('keeps the way back to the words as they were received', () => {
    const source = '您好😀\u200b，　我住在　天通苑　３號樓'
    const normalised = normalise(source)
    const start = normalised.text.indexOf('3号楼')
    const span = sourceSpan(normalised, start, start + 3)
    expect(source.slice(span.start, span.end)).toBe('３號樓')
  })

  it('gives every character a source that normalises to it, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...alphabet), { maxLength: 40 }), (parts) => {
        const source = parts.join('')
        const normalised = normalise(source)
        expect(normalised.origin.length).toBe(normalised.text.length + 1)
        for (let index = 0; index < normalised.text.length; index++) {
          const { start, end } = sourceSpan(normalised, index, index + 1)
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeLessThanOrEqual(source.length)
          expect(end).toBeGreaterThan(start)
          if (/[\u4e00-\u9fff]/.test(normalised.text[index]!)) {
            expect(normalise(source.slice(start, end)).text).toContain(normalised.text[index])
          }
        }
      }),
    )
  })
})
