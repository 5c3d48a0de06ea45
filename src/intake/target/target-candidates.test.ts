import { expect, it } from 'vitest'
import type { Turn } from '../../domain/call.ts'
import { normalise } from '../../text/normalise.ts'
import type { ChosenPlace } from '../location/read-call-places.ts'
import { targetCandidates } from './target-candidates.ts'

const offered = (turns: readonly Turn[], ownName: string | null = null) =>
  targetCandidates({
    turns: turns.map(({ role, text }) => ({ role, ...normalise(text) })),
    registered: () => [],
    places: () => [],
    chosen: null,
    ownName,
  }).map(({ value }) => value)
const said = (text: string): Turn[] => [{ role: 'caller', text }]

it.each([
  ['我在悦动健身办的卡', '悦动健身'],
  ['有家店叫慢时光，不给退钱', '慢时光'],
  ['楼下那个叫老地方的烧烤，烟大', '老地方'],
  ['物业不管', '物业'],
  ['楼上六零二跑跳', '楼上602'],
  ['楼下老李家养狗', '楼下老李家'],
  ['三号楼一单元一零二养鸡', '3号楼1单元102'],
  ['京P七六零K三占着便道', '京P760K3'],
  ['我说的是捷顺开锁，多收了钱', '捷顺开锁'],
  ['开发商景瀚置业不认', '景瀚置业'],
  ['后来物业说不管，广厦家电也不管', '广厦家电'],
  ['饭馆叫“山水间”酒楼，在一层', '山水间酒楼'],
  ['区医保中心我去了两趟', '区医保中心'],
  ['京N，QK605，黑的', '京NQK605'],
  ['大伙儿都叫他余老三', '余老三'],
  ['姓戚的，戚老四，带班的', '戚老四'],
  ['房东老齐不退押金', '房东老齐'],
  ['楼上有动静，我家二零三，他家三零三', '楼上303'],
  ['一楼东边那户不让修', '一楼东边那户'],
  ['我家跟东院老许家隔一道墙', '东院老许家'],
  ['坐478路等了一个钟头', '478路'],
])('hears in %j %s', (text, target) => {
  expect(offered(said(text))).toContain(target)
})

it.each([
  ['短信上写着“已派单”', '已派单'],
  ['他说“要么我给你五百块钱”', '要么我给你五百块钱'],
  ['来过三回物业', '三回物业'],
  ['楼上有动静，我家二零三，他家七零八', '楼上708'],
])('hears in %j nobody called %s', (text, words) => {
  expect(offered(said(text))).not.toContain(words)
})

it('writes the house of a village by its number', () => {
  const turns = said('村东头，门牌一百一十三号').map(({ role, text }) => ({ role, ...normalise(text) }))
  const chosen = { name: '柳树村', address: '柳树村东头', evidence: [], atHome: false } as unknown as ChosenPlace
  const values = targetCandidates({ turns, registered: () => [], places: () => [], chosen, ownName: null })
  expect(values.map(({ value }) => value)).toContain('柳树村113号')
})

it('takes an answer to the question of who it is for a name', () => {
  const turns: Turn[] = [
    { role: 'agent', text: '店名叫什么？' },
    { role: 'caller', text: '喜相逢。' },
  ]
  expect(offered(turns)).toContain('喜相逢')
})

it('takes what the agent names once the caller agrees', () => {
  const agent: Turn = { role: 'agent', text: '您是要反映供电公司，对吗？' }
  expect(offered([agent, { role: 'caller', text: '对，就是它。' }])).toContain('供电公司')
  expect(offered([agent, { role: 'caller', text: '不是，我没说。' }])).not.toContain('供电公司')
})

it('never names the caller, and no telephone number for a door', () => {
  expect(offered(said('我叫王小满'), '王小满')).not.toContain('王小满')
  expect(
    offered([
      { role: 'agent', text: '您的电话？' },
      { role: 'caller', text: '一三六，五零二八' },
    ]),
  ).toEqual([])
})

it.each(['复姓，念「莫其」', '客服就回了一句“正在核实”'])('takes what %j quotes for speech, not for a name', (text) => {
  expect(offered(said(text))).toEqual([])
})
