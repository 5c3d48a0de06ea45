import { expect, it } from 'vitest'
import { findTimes } from './time-expression.ts'

const times = (text: string) => findTimes(text).map((time) => `${time.kind}:${time.text}`)

it.each([
  ['从十一月十五号到现在就没热过', ['span:从十一月十五号到现在']],
  ['刚才我买菜回来就冒', ['now:刚才']],
  ['昨儿晚上十一点多开始吵', ['point:昨儿晚上十一点多']],
  ['每天早上六点就放歌', ['recurring:每天早上六点']],
  ['天天半夜两三点还敲', ['recurring:天天半夜两三点']],
  ['九月份到现在', ['span:九月份到现在']],
  ['仨月没开支了', ['duration:仨月']],
  ['买房九年了，到现在没房本', ['duration:九年了', 'now:现在']],
  ['大前天晚上十点来钟从国贸打车', ['point:大前天晚上十点来钟']],
  ['得有半个小时了', ['duration:得有半个小时了']],
  ['上礼拜三下午停的', ['point:上礼拜三下午']],
  ['去年入冬到现在', ['span:去年入冬到现在']],
  ['三号楼二单元五零二', []],
  ['一下雨就往屋里灌', ['recurring:一下雨']],
  ['2023年5月交的钱', ['point:2023年5月']],
  ['打上个月初开始的', ['span:打上个月初开始']],
])('finds in %j %j', (text, expected) => {
  expect(times(text)).toEqual(expected)
})
