import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SyllableIndex } from '../text/pinyin.ts'
import { findEveryPersonalData, findPersonalData, redact } from './redact.ts'

const masked = (text: string) => redact([text], findPersonalData([text]))[0]

it.each([
  ['打我手机一三八，零零幺幺，二二三三', '打我手机〔电话〕'],
  ['身份证110101199003071234，您记一下', '身份证〔身份证号〕，您记一下'],
  ['卡号６２２２０２０２０００１２３４５６７８', '卡号〔卡号〕'],
  ['车是京A12345，天天堵门', '车是〔车牌〕，天天堵门'],
  ['座机010-6543 2100', '座机〔电话〕'],
  ['从十一月十五号到现在都十六度', '从十一月十五号到现在都十六度'],
])('masks %j as %j', (text, expected) => {
  expect(masked(text)).toBe(expected)
})

it('leaves no mobile number that was written in digits', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), fc.constantFrom('', ' ', '，打', '电话'), (digits, before) => {
      expect(masked(`我的${before}${digits}。`)).not.toContain(digits)
    }),
  )
})

it('masks what the form was filled from', () => {
  const texts = ['我姓王，叫王秀兰']
  const name = {
    value: '王秀兰',
    confidence: 1,
    level: 'auto' as const,
    source: 'rule' as const,
    evidence: [{ turn: 0, start: 5, end: 8 }],
    alternatives: [],
  }
  expect(redact(texts, findPersonalData(texts, { callerName: name, phone: null, address: null }))).toEqual([
    '我姓王，叫〔姓名〕',
  ])
})

it('masks names and doors of a call that has no form', () => {
  const turns = [
    { role: 'agent' as const, text: '您贵姓？' },
    { role: 'caller' as const, text: '　免贵姓王，叫王秀兰，住三号楼二单元五零二，我邻居廖浩然也知道' },
    { role: 'agent' as const, text: '汪绣蓝女士，已登记。' },
  ]
  const texts = turns.map(({ text }) => text)
  const hidden = redact(texts, findEveryPersonalData(turns, new SyllableIndex())).join()
  expect(hidden).not.toMatch(/秀兰|绣蓝|浩然|五零二/)
  expect(hidden).toContain('已登记')
})
