import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise } from '../../text/normalise.ts'
import { readPhone } from './phone.ts'

const callerId = '13311112222'
/** Turns divided by `|`, the agent's marked by `A：`. */
const read = (talk: string, display: string | null = callerId) =>
  readPhone(
    talk.split('|').map((text) => ({
      role: text.startsWith('A：') ? 'agent' : 'caller',
      ...normalise(text.replace(/^A：/, '')),
    })),
    display,
  )

describe('one number', () => {
  it.each([
    ['A：电话？|幺三三，幺二幺二，三四三|A：还差一位吧？|哦，三四三九', '13312123439', 'its end said again'],
    ['A：电话？|幺五幺，零零零二，幺九幺，还有个六', '15100021916', 'one more digit'],
    ['A：电话？|幺三九，中间四个零，后面三个八一个六', '13900008886', 'counted digits'],
    ['A：电话是一八三零一零一零二零四，对吗？|不是零四，是零三', '18301010203', 'a swap'],
    ['A：您电话用13811000074？|换了，换成一九八，零零一二，三四零零', '19800123400', 'a changed number'],
    ['A：您贵姓？|姓萧，打家里的六九三幺幺二零八', '69311208', 'the telephone at home'],
  ])('reads %s as %s: %s', (talk, digits) => {
    expect(read(talk).value).toBe(digits)
  })

  it('knows the line that is spoken on by its last eight digits', () => {
    const display = '01069310207'
    expect(read('A：电话？|打家里这个，六九三幺零二零七', display).value).toBe(display)
    expect(read('A：回电打座机吗？|对，六九三幺零二零七', display).value).toBe(display)
    expect(read('A：电话？|六九三幺零二零七', display).value).toBe('69310207')
    expect(read('A：电话？|打家里的，六九三幺零二零八', display).value).toBe('69310208')
  })

  it.each(['电话也别让他们打给我', '千万别往回打', '名字不留，也别往这个号上打', '我这号您能看见，可千万别打'])(
    'keeps no number after %s',
    (words) => {
      expect(read(`A：您方便留个联系方式吗？|${words}`).value).toBeNull()
    },
  )

  it('takes no house number for a telephone', () => {
    expect(read('A：您住几号楼？|几号楼就免了吧').value).toBe(callerId)
  })

  it('reads back any mobile number said in groups over turns', () => {
    const spoken = '零幺二三四五六七八九'
    fc.assert(
      fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), fc.constantFrom([3, 7], [3, 5, 8], [4, 8]), (digits, cuts) => {
        const parts = [0, ...cuts].map((from, index) => digits.slice(from, cuts[index]))
        const said = parts.map((part) => [...part].map((digit) => spoken[Number(digit)]).join(''))
        expect(read(`A：您的电话？|${said.join('|A：嗯，您说|')}`).value).toBe(digits)
      }),
    )
  })
})

describe('whose number', () => {
  it.each([
    ['网上卖假药的，他留的手机号是一七一六八八零零零一二|A：您贵姓？|姓裴', 'the seller'],
    ['房东姓钱，电话一三九九九九九八八八八，他不退押金', 'the landlord'],
    ['有个电话天天骚扰我，号码是九五幺三二七七零零', 'who pesters him'],
  ])('calls back on the display when %s is about another: %s', (talk) => {
    expect(read(talk).value).toBe(callerId)
  })

  it('goes by a label of its own after talk of a card', () => {
    expect(read('A：卡号和电话方便提供吗？|卡号就不发了，电话15611820937', null).value).toBe('15611820937')
  })
})

describe('which of several', () => {
  const two = '一个幺三五零零零零幺二三四，一个我闺女的幺三六零零零零五六七八'

  it.each([
    [`A：电话？|${two}，优先打我闺女的`, '13600005678'],
    [`A：电话？|${two}，打第二个吧`, '13600005678'],
    [`A：电话？|${two}，第二个不常用`, '13500001234'],
    [`A：电话？|${two}`, '13500001234'],
    ['A：电话？|打这个电话，要是不通打我姐的，一三二四一六七零零八六', callerId],
    ['A：电话？|总机是八四五零六零零零，我手机是这个来电|A：优先打哪个？|手机吧', callerId],
  ])('reads %s as %s', (talk, digits) => {
    expect(read(talk).value).toBe(digits)
  })
})

describe('no number', () => {
  it('keeps the display when only the name was refused', () => {
    expect(read('A：贵姓？|不留').value).toBe(callerId)
  })

  it('keeps the display when the caller points at it instead of saying a number', () => {
    expect(read('A：怎么称呼？|不留了，你有号').value).toBe(callerId)
  })

  it('keeps none when the caller wants no call', () => {
    expect(read('A：留个电话？|不用，电话也别记了').value).toBeNull()
  })
})
