import type { Turn } from '../../domain/call.ts'
import { type NormalisedTurn, sourceSpan } from '../../text/normalise.ts'

/** A stretch of the call in which a further matter may be told. */
export interface SecondMatter {
  /** Where it begins: a caller's turn and the offset into it as received. */
  turn: number
  start: number
  /** The call's turns with nothing but the stretch in them; same indices. */
  alone: Turn[]
  /** The call's turns without the stretch; same indices. */
  rest: Turn[]
  /** The first words say that something else follows: 还有个事儿, 第二个; not merely 另外, 还有. */
  announced: boolean
}

const thing = '(?:事儿?|问题|情况|诉求)'
const announcing = new RegExp(
  `(?:还|再|另)(?:外)?有[^，。]{0,3}(?:一)?[个件桩码][^，。]{0,4}${thing}|(?:还|再|另外?)(?:有)?一?[个件桩码](?:${thing}|[，。]|就是|是)|(?:再|顺便|顺带|捎带(?:手)?)[^，。]{0,4}(?:反映|说|提|问|投诉|举报|补充|报|记|问问)|还(?:想|要|得)(?:再)?(?:跟您|给您|向您|麻烦您)?[^，。]{0,2}(?:反映|说|提|问|投诉|举报|补充|报|记)|第二(?:[个件桩]|就是|是|呢|，)|(?:对了|哦对)[^。]{0,4}(?:还|再|另)|别的${thing}|不相干|(?:另|还)一(?:个|件|码)${thing}?`,
)
const passing =
  /另外|还有(?!人|点|些|几|多久|没有|什么|多少|谁|孩子|老人|效|可能|机会|一(?:个|两)?(?:月|星期|礼拜|年|天|半))|再(?:就是|有)|顺便|顺带|捎带|对了|其次|一并|连带着?/
const cue = new RegExp(`${announcing.source}|${passing.source}`, 'g')
/** One of these is in every cue: most turns need no closer look. */
const anchor = /还|另|再|顺|捎|第二|对了|别的|一并|其次|连带|不相干/
const agentInvites =
  /还有(?:其他|别的|什么)|其他(?:的)?(?:问题|诉求|方面|事)|别的(?:事|问题|诉求)|还(?:要|需要)(?:反映|帮)/
const nothingMore = /^[，。！、\s嗯啊哦呃那个]*(?:没|不|就这|暂时|行|好|谢|可以|拜拜|再见)/
const aboutPerson = /贵姓|姓名|称呼|怎么称|电话|号码|联系|回访|手机|登记|核对|尾号/
const takenBack =
  /(?:那个|这个|刚才那|后(?:头|面)那)[^，。]{0,4}(?:算了|不提了|不说了|不反映)|先不(?:说|提)|算了不(?:说|提)/

/** Characters below which nothing is told. */
const SHORTEST = 9
/** Turns of the caller in one stretch. */
const LONGEST = 3
const MOST = 2

export interface FindSecondMattersOptions {
  /** As received. */
  call: readonly Turn[]
  /** The same, normalised. */
  turns: readonly NormalisedTurn[]
}

/** Stretches that words like 还有个事儿 begin, or that answer 还有别的问题吗; at most two, the announced ones first. */
export function findSecondMatters({ call, turns }: FindSecondMattersOptions): SecondMatter[] {
  const first = turns.findIndex(({ role }) => role === 'caller')
  const found = turns.flatMap(({ role, text }, turn): SecondMatter[] => {
    if (role !== 'caller') return []
    const before = turns[turn - 1]
    if (before?.role === 'agent' && agentInvites.test(before.text) && !nothingMore.test(text))
      return cut({ call, turns, turn, at: 0, announced: true })
    if (!anchor.test(text)) return []
    return [...text.matchAll(cue)].flatMap((match) =>
      turn === first && match.index < SHORTEST
        ? []
        : cut({ call, turns, turn, at: match.index, announced: announcing.test(match[0]) }),
    )
  })
  return found.sort((a, b) => Number(b.announced) - Number(a.announced)).slice(0, MOST)
}

interface Cut extends FindSecondMattersOptions {
  turn: number
  /** Offset into the normalised text. */
  at: number
  announced: boolean
}

/** Parts the call there; the stretch goes on until the agent turns to the caller's person. */
function cut({ call, turns, turn, at, announced }: Cut): SecondMatter[] {
  const begin = turns[turn]!
  const start = at === 0 ? 0 : sourceSpan(begin, at, at + 1).start
  const within = new Set([turn])
  let told = begin.text.slice(at)
  for (let next = turn + 1; next < turns.length && within.size < LONGEST; next++) {
    const { role, text } = turns[next]!
    if (role === 'agent' && (aboutPerson.test(text) || agentInvites.test(text))) break
    if (role === 'caller' && (text.length >= SHORTEST || told.length < SHORTEST * 2)) {
      within.add(next)
      told += text
    }
  }
  if (told.length < SHORTEST || takenBack.test(told)) return []
  const part = (keep: (index: number) => string): Turn[] => call.map(({ role }, index) => ({ role, text: keep(index) }))
  return [
    {
      turn,
      start,
      announced,
      alone: part((index) =>
        index === turn ? call[index]!.text.slice(start) : within.has(index) ? call[index]!.text : '',
      ),
      rest: part((index) =>
        index === turn ? call[index]!.text.slice(0, start) : within.has(index) ? '' : call[index]!.text,
      ),
    },
  ]
}
