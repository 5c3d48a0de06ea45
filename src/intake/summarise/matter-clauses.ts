import type { NormalisedTurn } from '../../text/normalise.ts'
import { sourceSpan } from '../../text/normalise.ts'
import type { Mention } from '../evidence.ts'
import type { PersonalData } from '../redact.ts'

/** One clause of what the caller said about the matter, without fillers. */
export interface Clause extends Mention {
  text: string
  score: number
}

const fillers =
  /^(?:嗯+|啊|哎呀?|唉|呃|额|诶|喂|那个|就是说?|然后|反正|您说|你说|您看|你看|我跟您(?:说|讲|反映)(?:啊)?|我跟你说|其实|当然|所以说|完了|那|这个|哦|噢|对|好|行|哈)+/
const trailing = /(?:啊|呀|吧|呢|嘛|哈|哎|呗|哦|您知道吗?|是吧|对吧|行吗|好吗)+$/
const noise =
  /^(?:您好|你好|喂|谢谢|感谢|麻烦|不客气|再见|拜拜|没了|没有了?|好的?|行|可以|知道了|明白|对+|是的?|没错|嗯+|喂.{0,3})|12345|贵姓|免贵|我姓|我叫|怎么称呼|电话|手机|号码|回访|联系我|打我|这个号|(?:弓长|立早|耳东|木子|三横)|字旁|草字头|的[\u4e00-\u9fff]$/
const feeling =
  /气死|烦死|急死|受不了|太过分|缺德|什么玩意|不是人|王八|混蛋|他妈|妈的|傻|骂|丧良心|没天理|可气|窝火|憋屈|崩溃|疯了|求求|求您|您行行好|赶紧的?|快点|特别急|着急|马上|立刻|再不管|曝光|媒体|我就(?:去|要|找)/
const demand =
  /希望|要求|请(?:你们|您|帮|政府|相关|尽快|协调)|想让|能不能(?:给|帮|管|让|派|解决)|给(?:我们?)?(?:解决|处理|修|协调)|管管|给个说法|退(?:钱|款|费|押金)|赔/
const facts =
  /[0-9一二三四五六七八九十百千两]|没|不|坏|漏|停|堵|吵|臭|断|裂|掉|欠|拖|扣|涨|骗|占|拆|盖|塌|淹|冒|烧|咬|打|罚|关门|失联|拒/

export interface MatterOptions {
  personal: readonly PersonalData[]
  weight: (mention: Mention) => number
}

/** The caller's clauses that tell the matter, in order, those that say most scored highest. */
export function readMatter(turns: readonly NormalisedTurn[], { personal, weight }: MatterOptions): Clause[] {
  const clauses: Clause[] = []
  const seen = new Set<string>()
  for (const [turn, normalised] of turns.entries()) {
    if (normalised.role !== 'caller') continue
    for (const match of normalised.text.matchAll(/[^，。！？；\s]+/g)) {
      const mention = { turn, start: match.index, end: match.index + match[0].length }
      const text = match[0].replace(fillers, '').replace(trailing, '')
      if (text.length < 4 || seen.has(text) || isPersonal(normalised, mention, personal)) continue
      seen.add(text)
      clauses.push({ ...mention, text, score: scoreOf(text, turn) + weight(mention) * 0.8 })
    }
  }
  return clauses
}

function isPersonal(turn: NormalisedTurn, mention: Mention, personal: readonly PersonalData[]): boolean {
  const span = sourceSpan(turn, mention.start, mention.end)
  return personal.some((item) => item.turn === mention.turn && item.start < span.end && span.start < item.end)
}

function scoreOf(text: string, turn: number): number {
  let score = 1 - turn * 0.04
  if (noise.test(text)) score -= 3
  if (feeling.test(text)) score -= 2
  if (demand.test(text)) score += 0.6
  if (facts.test(text)) score += 0.5
  if (text.length > 8) score += 0.3
  return score
}
