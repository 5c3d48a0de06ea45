import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digitOf, readCardinal, toArabic } from './spoken-number.ts'

const spokenDigits = '零一二三四五六七八九'

/** How a number below a hundred thousand is said in full. */
function say(value: number): string {
  if (value === 0) return '零'
  let said = ''
  let gap = false
  let rest = value
  for (const [power, name] of [
    [10000, '万'],
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(rest / power)
    rest %= power
    if (digit === 0) {
      gap = said !== ''
      continue
    }
    said += `${gap ? '零' : ''}${said === '' && power === 10 && digit === 1 ? '' : spokenDigits[digit]}${name}`
    gap = false
  }
  return said
}

describe('spoken numbers', () => {
  it('reads back any number that is said in full', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (value) => {
        expect(readCardinal(say(value))).toBe(value)
      }),
      { examples: [[10_001], [10_000], [90_010]], numRuns: 2000 },
    )
  })

  it('reads back any string of digits that is said one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }), (digits) => {
        const said = digits.map((digit) => (digit === 1 ? '幺' : spokenDigits[digit])).join('')
        expect(toArabic(said)).toBe(digits.join(''))
      }),
    )
  })

  it.each([
    ['十二', '12'],
    ['二十', '20'],
    ['五零二', '502'],
    ['一一零二', '1102'],
    ['一百二', '120'],
    ['一百零三', '103'],
    ['十二零三', '1203'],
    ['两千三', '2300'],
    ['一万二', '12000'],
    ['018', '018'],
  ])('reads %s as %s', (spoken, arabic) => {
    expect(toArabic(spoken)).toBe(arabic)
  })

  it.each(['', '十百', '三楼', '百', '二十十'])('does not read %j as a number', (spoken) => {
    expect(toArabic(spoken)).toBeNull()
  })

  it('knows the digits of the telephone', () => {
    expect([...'幺两洞拐勾'].map(digitOf)).toEqual([1, 2, 0, 7, 9])
  })
})
