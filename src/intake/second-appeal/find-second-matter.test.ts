import { describe, expect, it } from 'vitest'
import type { Turn } from '../../domain/call.ts'
import { normalise } from '../../text/normalise.ts'
import { findSecondMatters } from './find-second-matter.ts'

function find(call: Turn[]) {
  return findSecondMatters({ call, turns: call.map(({ role, text }) => ({ role, ...normalise(text) })) })
}
const caller = (text: string): Turn => ({ role: 'caller', text })
const agent = (text: string): Turn => ({ role: 'agent', text })
const lamp = '我们胡同口那盏路灯灭了半个月了，晚上黑得看不见路。'

describe('a further matter in a call', () => {
  it.each([
    '还有个事儿，楼下烧烤摊天天占着便道。',
    '对了，再跟您反映一个，楼下烧烤摊天天占着便道。',
    '第二个是楼下烧烤摊天天占着便道。',
    '顺便投诉一下，楼下烧烤摊天天占着便道。',
  ])('is announced by %s', (words) => {
    const [matter] = find([caller(lamp), caller(words)])
    expect(matter?.announced).toBe(true)
    expect(matter?.alone[1]?.text).toContain('烧烤摊')
    expect(matter?.rest[0]?.text).toBe(lamp)
    expect(matter?.rest[1]?.text).not.toContain('烧烤摊')
  })

  it('begins within a turn, at the offset as received', () => {
    const text = `${lamp} 还有个事儿,楼下烧烤摊占道。`
    const [matter] = find([caller(text)])
    expect(text.slice(matter!.start)).toMatch(/^还有个事儿/)
    expect(matter!.rest[0]!.text + matter!.alone[0]!.text).toBe(text)
  })

  it('may answer the agent without a word of announcement', () => {
    const [matter] = find([caller(lamp), agent('还有其他问题吗？'), caller('有，楼下烧烤摊天天占着便道。')])
    expect(matter?.turn).toBe(2)
  })

  it('ends where the agent turns to the person of the caller', () => {
    const call = [
      caller(lamp),
      caller('另外楼下烧烤摊天天占着便道。'),
      agent('您贵姓？'),
      caller('我姓郭，城郭的郭，打这个电话。'),
    ]
    expect(find(call)[0]?.alone[3]?.text).toBe('')
  })

  it.each([
    [caller(lamp), agent('还有别的事吗？'), caller('没有了，谢谢您。')],
    [caller(lamp), caller('还有个烧烤摊的事，那个算了，不提了。')],
    [caller(lamp), caller('还有孩子老人要走这条路呢。')],
  ])('is not found where nothing more is asked for', (...call) => {
    expect(find(call)).toEqual([])
  })
})
