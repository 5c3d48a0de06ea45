import type { NormalisedTurn } from '../../../text/normalise.ts'
import type { Mention } from '../../evidence.ts'

const company =
  /(?:我们?(?:这边)?是|这边是|代表|这里是|我是)?([\u4e00-\u9fffA-Za-z0-9（）]{2,16}?(?:公司|集团|厂|酒店|超市|事务所|工作室|商贸|科技|物流|餐饮|贸易|传媒|文化|食品|医药|建材|装饰|设计|中心|合作社|饭店|餐厅|店))(?:的|啊|呀|[，。！]|$)/
const lead = /^(?:我们?(?:这边)?是|这边是|我们?|代表|就|是|写|记|您就写|就写|就记|一家)+/

/** The company for which the caller speaks, looked for backwards from the turn in which he gave no name of his own. */
export function callingCompany(turns: readonly NormalisedTurn[], from: number): Mention | null {
  for (let turn = from; turn >= 0; turn--) {
    const { role, text } = turns[turn]!
    const match = role === 'caller' ? company.exec(text) : null
    const name = (match?.[1] ?? '').replace(lead, '')
    // 「村里有个厂，叫…」: of whom he speaks, not for whom.
    if (!match || name.length < 4 || /^(?:叫|要|举报|投诉|反映)/.test(name)) continue
    const start = match.index + match[0].indexOf(name)
    return { turn, start, end: start + name.length }
  }
  return null
}
