import { describe, expect, it } from 'vitest'
import { normalise } from '../../text/normalise.ts'
import { SyllableIndex } from '../../text/pinyin.ts'
import { readName } from './name.ts'

const syllables = new SyllableIndex()
/** Turns divided by `|`, the agent's marked by `A：`. */
const read = (talk: string) =>
  readName(
    talk.split('|').map((text) => ({
      role: text.startsWith('A：') ? 'agent' : 'caller',
      ...normalise(text.replace(/^A：/, '')),
    })),
    syllables,
  )
const nameIn = (talk: string) => read(talk).value

describe('the readers of a name, in their order', () => {
  it.each([
    ['我姓栾，叫栾红军', '栾红军', 'an introduction'],
    ['姓那，那英的那', '那某', 'a surname that no list has'],
    ["Hello，I'm Anna Petrova", 'Anna Petrova', 'a foreign name'],
    ['我是阿依古丽，阿依古丽·买买提', '阿依古丽·买买提', 'a name with a dot'],
    ['业委会的舒女士', '舒女士', 'a surname and title of its own'],
    ['我是行政的时经理，时候的时', '时某', 'a post'],
    ['王芳 13800001234', '王芳', 'a name typed beside the number'],
    ['A：您贵姓？|可以啊，李秀英', '李秀英', 'an answer after another answer'],
    ['A：您是王建国女士吗？|对', '王建国', 'a name read back'],
    ['退钱就行。尚，和尚的尚，尚雨桐', '尚雨桐', 'a name that nobody asked for'],
    ['我是他儿子，董磊', '董磊', 'a name beside a relation'],
    ['A：弓长张还是立早章？|后一个', '章某', 'one of two surnames offered'],
    ['A：姓名？|邓某某', '邓某', 'a given name withheld'],
    ['A：怎么称呼？|我们是宏图商贸公司的', '宏图商贸公司', 'a company without a person'],
  ])('reads %s as %s: %s', (talk, name) => {
    expect(nameIn(talk)).toBe(name)
  })

  it.each([
    ['房东姓史，叫史春生', 'a third party whose name goes on in the next clause'],
    ['A：店名？|叫动力火车健身', 'a shop'],
    ['A：借款平台叫易享贷是吗|对对', 'a company read back'],
    ['A：您贵姓？|我是经理', 'a post alone'],
  ])('does not take %s for the caller: %s', (talk) => {
    expect(nameIn(talk)).toBeNull()
  })
})

describe('what decides between readings', () => {
  it('records nobody who asks to stay anonymous, even beside a surname', () => {
    expect(read('A：您贵姓？|姓沙，匿名吧')).toMatchObject({ value: null, refused: true })
  })

  it('keeps the surname when only the given name is refused', () => {
    expect(nameIn('A：您姓什么？|姓张|A：张女士，名字方便说吗？|名字不用了')).toBe('张女士')
  })

  it('lets the caller correct the title that the agent used', () => {
    expect(nameIn('A：贵姓？|姓齐|A：齐先生|我是女的')).toBe('齐女士')
  })

  it('records 某 when the caller declines a title', () => {
    expect(nameIn('我姓毕，不用叫先生了小毕就行')).toBe('毕某')
  })

  it('takes the characters that the caller explained over those the recogniser wrote', () => {
    expect(nameIn('A：姓名？|蓝天的蓝，蓝小云，大小的小，云是草字头云朵的云')).toBe('蓝小芸')
  })

  it('is sure of a whole name only when its characters were explained or read back', () => {
    expect(read('A：姓名？|赵洪波').confidence).toBeLessThanOrEqual(0.9)
    expect(read('A：姓名？|赵洪波，洪水的洪，波浪的波').confidence).toBeGreaterThan(0.9)
  })
})
