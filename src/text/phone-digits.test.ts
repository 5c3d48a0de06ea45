import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDigitRuns } from './phone-digits.ts'

const spoken = ['零', '幺', '二', '三', '四', '五', '六', '七', '八', '九']

/** Says a run of equal digits as 三个八 now and then, and puts a pause anywhere. */
function say(digits: string, pauses: readonly string[], repeats: boolean): string {
  let said = ''
  let index = 0
  for (let step = 0; index < digits.length; step++) {
    const digit = digits[index]!
    let length = 1
    while (digits[index + length] === digit) length++
    if (repeats && length > 1 && length < 5) {
      said += `${['', '', '两', '三', '四'][length]}个${spoken[Number(digit)]}`
      index += length
    } else {
      said += spoken[Number(digit)]
      index++
    }
    if (index < digits.length) said += pauses[step % pauses.length] ?? ''
  }
  return said
}

describe('digits of telephone numbers', () => {
  it('reads back any mobile number said the spoken way', () => {
    const number = fc.stringMatching(/^1[3-9]\d{9}$/)
    const pauses = fc.array(fc.constantFrom('', '', '，', '、', ' ', '嗯，', '然后'), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(number, pauses, fc.boolean(), (digits, breaks, repeats) => {
        const runs = findDigitRuns(`我的电话是${say(digits, breaks, repeats)}，您记一下`)
        expect(runs.map((run) => run.digits)).toEqual([digits])
      }),
    )
  })

  it.each([
    ['幺三九，零幺幺三，三个八二', ['13901138882']],
    ['一百八十六，二十四，三十五，俩六，八零', ['1862435' + '66' + '80']],
    ['138-0011-2233转803', ['13800112233', '803']],
    ['我住三号楼二单元', []],
    ['幺三六然后四个零，后面是五个七', ['136000077777']],
    ['洞幺洞六二三四五六七八', ['01062345678']],
  ])('reads %s', (text, digits) => {
    expect(findDigitRuns(text).map((run) => run.digits)).toEqual(digits)
  })

  it('points at the words that it read', () => {
    const text = '打我手机，幺三八，零零一二，三四五六，谢谢'
    const [run] = findDigitRuns(text)
    expect(text.slice(run!.start, run!.end)).toBe('幺三八，零零一二，三四五六')
  })
})
