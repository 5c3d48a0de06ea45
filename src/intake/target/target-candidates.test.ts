import { expect, it } from 'vitest'
import type { Turn } from '../../domain/call.ts'
import { normalise } from '../../text/normalise.ts'
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
  ['坐478路等了一个钟头', '478路'],
])('hears in %j %s', (text, target) => {
  expect(offered(said(text))).toContain(target)
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
