import { expect, it } from 'vitest'
import { normalise } from '../../text/normalise.ts'
import { timeCandidates } from './time-candidates.ts'

const offered = (text: string, role: 'caller' | 'agent' = 'caller') =>
  timeCandidates([{ role, ...normalise(text) }]).map((candidate) => candidate.text)

it.each([
  ['从上周三开始的，味儿特别大', ['从上周三开始', '从上周三']],
  ['上礼拜下完雨就塌了', ['上礼拜', '上礼拜下完雨']],
  ['今天早上六点堵到现在', ['今天早上六点堵到现在']],
  ['晚上六点亮到十一点半', ['晚上六点亮到十一点半']],
  ['今年和去年的租金都没给', ['今年', '今年和去年', '去年']],
  ['礼拜二清早，六点来钟，他就来了', ['礼拜二清早，六点来钟']],
  ['从上礼拜三停电那天到现在没人修', ['从上礼拜三停电那天到现在']],
  ['夜里十一点以后就开始，一直到早晨五点', ['夜里十一点以后']],
  ['打上礼拜降温他就睡这儿', ['打上礼拜降温']],
  ['大概三天了吧', ['三天了']],
  ['从换了新水泵以后就嗡嗡响', ['从换了新水泵以后']],
  ['我住五楼', []],
  ['天天吵', []],
])('offers for %j %j', (text, expected) => {
  expect(offered(text)).toEqual(expect.arrayContaining(expected))
  if (expected.length === 0) expect(offered(text)).toEqual([])
})

it('reads the caller alone', () => {
  expect(offered('您是昨天打的电话吗', 'agent')).toEqual([])
})
