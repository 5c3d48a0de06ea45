import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Call } from '../domain/call.ts'
import { emptyForm } from '../domain/form.ts'
import { SyllableIndex } from '../text/pinyin.ts'
import { CALLER_ID, redactCall } from './fallback-redaction.ts'
import { suggest } from './suggest.ts'

const syllables = new SyllableIndex()
const form = emptyForm({ id: 'x', city: 'x', model: { encoder: '', heads: '', prompts: null } })
const call = (...texts: string[]): Call => ({
  id: 'x',
  channel: '电话',
  callerId: '13800138000',
  turns: texts.map((text, index) => ({ role: index % 2 === 0 ? 'caller' : 'agent', text })),
})
const redact = (given: Call, sendAddress = false) => redactCall({ call: given, form, sendAddress, syllables })
const sent = (...texts: string[]) => redact(call(...texts)).turns.map((turn) => turn.text)

describe('what leaves the process', () => {
  it('has one placeholder for one number, however it is said', () => {
    const { turns, restore } = redact(call('打一三九，零零零零，幺二三四', '13900001234，对吗？', '对'))
    expect(turns.map((turn) => turn.text)).toEqual(['打〔电话1〕', '〔电话1〕，对吗？', '对'])
    expect(restore('〔电话1〕')).toBe('13900001234')
  })

  it('calls the number on the display by its own placeholder', () => {
    const { turns, restore } = redact(call('就打13800138000'))
    expect(turns[0]?.text).toBe(`就打${CALLER_ID}`)
    expect(restore(CALLER_ID)).toBe('13800138000')
  })

  it('hides names with the characters that spell them', () => {
    expect(sent('免贵姓王，三横王，叫王建国', '王先生您好').join()).not.toMatch(/王|建国/)
  })

  it('hides the names of others', () => {
    expect(sent('包工头刘强跑了，我媳妇叫李红梅，楼下老赵也知道').join()).not.toMatch(/刘强|红梅|赵/)
  })

  it('hides numbers that are told in pieces over several turns', () => {
    expect(sent('一三八零', '嗯', '零幺三八', '嗯', '零零零').join()).not.toMatch(/三八|零幺|零零/)
  })

  it('hides cards and plates', () => {
    expect(sent('身份证110101199003071234，车牌京A12345，卡号6222020200012345678')).toEqual([
      '身份证〔身份证号1〕，车牌〔车牌1〕，卡号〔卡号1〕',
    ])
  })

  it('hides mail addresses and accounts', () => {
    expect(sent('发到Zhang.San88@qq.com，微信号是zhang_san88，有88户')).toEqual([
      '发到〔电话1〕，微信号是〔电话2〕，有88户',
    ])
  })

  it('hides house numbers unless addresses may be sent', () => {
    const said = call('三里河三区，四十六栋，二门，一零三')
    expect(redact(said).turns[0]?.text).not.toMatch(/四十六|一零三/)
    expect(redact(said, true).turns[0]?.text).toContain('四十六栋')
  })

  it('keeps what is not personal', () => {
    expect(sent('从十一月十五号到现在屋里就十六度，北京热力说循环不好。')).toEqual([
      '从十一月十五号到现在屋里就十六度，北京热力说循环不好。',
    ])
  })

  it('redacts the drafts alike', () => {
    const named = {
      ...form,
      callerName: suggest({
        value: '王建国',
        confidence: 1,
        source: 'rule',
        evidence: [{ turn: 0, start: 2, end: 5 }],
      }),
    }
    const { drafts } = redactCall({
      call: call('我叫王建国'),
      form: named,
      drafts: ['王建国反映暖气不热'],
      sendAddress: false,
      syllables,
    })
    expect(drafts).toEqual(['〔姓名1〕反映暖气不热'])
  })

  it('does not take a placeholder that a caller types for one of its own', () => {
    const { turns } = redact(call('〔姓名1〕和〔来电号码〕是谁'))
    expect(turns[0]?.text).not.toMatch(/〔(?:姓名1|来电号码)〕/)
  })

  it('hides a name that the recogniser wrote in other characters the next time', () => {
    expect(sent('我叫王建国', '汪建国先生您好', '不是汪，王见过是我').join()).not.toMatch(/建国|见过/)
  })

  it('hides the given name alone when the whole name was said', () => {
    expect(sent('包工头刘志强跑了', '他在哪儿', '志强说他回老家了').join()).not.toContain('志强')
  })

  it('lets no garbled name of anybody pass, whoever he is and however often he is named', () => {
    const surname = fc.constantFrom(...'王李张刘陈常傅仇单栾')
    const given = fc.constantFrom('建国', '秀兰', '雨桐', '浩然', '晓玲', '立新', '思远')
    const garbled: Record<string, string> = {
      建国: '见过',
      秀兰: '绣蓝',
      雨桐: '宇同',
      浩然: '号燃',
      晓玲: '小林',
      立新: '力新',
      思远: '四院',
    }
    const scenes = [
      (name: string, slip: string) => ['您贵姓？', `姓${name[0]}，${name}。`, `${slip}对吗？`, '对'],
      (name: string) => ['您说', `我媳妇被楼上的${name}骂了`, `${name}住几层？`, `${name}住六层`],
      (name: string, slip: string) => ['您说', `包工头${name}欠我们钱，${slip}电话打不通`, `${slip}在哪？`, '不知道'],
      (name: string) => ['您说', `老师${name}打我们孩子`, `${name}教什么？`, `${name}教数学`],
    ]
    fc.assert(
      fc.property(surname, given, fc.constantFrom(...scenes), (family, own, scene) => {
        const slip = family + garbled[own]
        const turns = scene(family + own, slip).map((text, index) => ({
          role: index % 2 === 0 ? ('agent' as const) : ('caller' as const),
          text,
        }))
        const out = redact({ ...call(), turns })
          .turns.map((turn) => turn.text)
          .join()
        expect(out).not.toContain(own)
        expect(out).not.toContain(slip)
      }),
    )
  })

  it.each([
    ['two', [...'伟芳敏静丽强磊军勇艳杰娟涛超霞刚辉红燕玲']],
    ['three', ['广坤', '老根', '四海', '大脚', '满仓', '守义', '小蒙', '长贵']],
  ])('hides a name of %s characters that nothing announces', (_title, givenNames) => {
    const surname = fc.constantFrom(...'王李刘陈赵徐朱谢宋许韩邓')
    const scenes = [
      (name: string) => `${name}打了我`,
      (name: string) => `我和${name}吵起来了，他先动的手`,
      (name: string) => `我把钱给${name}，到现在没动静`,
      (name: string) => `被${name}骗了三万`,
      (name: string) => `欠条写的是${name}，到现在不还钱`,
      (name: string) => `楼上，${name}老往下扔东西`,
    ]
    fc.assert(
      fc.property(surname, fc.constantFrom(...givenNames), fc.constantFrom(...scenes), (family, own, scene) => {
        expect(sent(scene(family + own)).join()).not.toContain(family + own)
      }),
    )
  })

  it('lets words pass that look like such a name', () => {
    const said = '在沈阳买的金刚门，高明说没余力修，王国不王国的，从黄山回来胡琴坏了，跟苏宁买的'
    expect(sent(said)).toEqual([said])
  })

  it('hides landlines and service numbers in whatever pieces they are told', () => {
    const spoken = [...'零幺二三四五六七八九']
    const digits = (count: number) => fc.stringMatching(new RegExp(`^[2-8][0-9]{${count - 1}}$`))
    const number = fc.oneof(
      fc.tuple(fc.constantFrom('010', '0311', '022'), digits(8)).map((parts) => parts.join('')),
      digits(8),
      digits(7).map((rest) => `400${rest}`),
    )
    const pause = fc.constantFrom('，', '，嗯，', ' ', '，然后')
    const pieces = fc.integer({ min: 3, max: 4 })
    const inTurns = fc.boolean()
    const asWords = fc.boolean()
    fc.assert(
      fc.property(number, pieces, pause, inTurns, asWords, (digitsOf, size, between, overTurns, words) => {
        const groups = digitsOf.match(new RegExp(`.{1,${size}}`, 'g'))!
        const aloud = groups.map((group) => (words ? [...group].map((digit) => spoken[Number(digit)]).join('') : group))
        const said = overTurns ? aloud.flatMap((group) => [group, '嗯']) : [`公司电话是${aloud.join(between)}`]
        const left = sent(...said)
          .map((text) => text.replace(/〔[^〕]*〕/g, '|'))
          .join('|')
        for (const group of aloud) if (group.length >= 3) expect(left).not.toContain(group)
      }),
    )
  })
})
