import { hasPrefix, type Lexicon } from '../domain/lexicon.ts'
import { findTimes, type TimeExpression } from '../text/time-expression.ts'
import type { Component, IntakeDoc } from './doc.ts'
import { cite, fill, type Mention } from './evidence.ts'
import { categoryOf } from './location.ts'
import { suggest } from './suggest.ts'

interface Scored extends Mention {
  text: string
  score: number
  asked: boolean
}

const asksWhen = /什么时候|多久|多长时间|几点|哪天|哪一天|何时|几号|时间|多会儿|开始的|持续|啥时候|多少天|几天/
/** Dates printed on something, guarantees, birthdays. */
const printed =
  /保修|质保|保质期|有效期|生产|出厂|标志|检验|合同(?:写|上|约)|写(?:着|的|明)|身份证|档案|出生|生人|超过|规定|政策/
/** What the caller bought, signed or moved into, not what went wrong. */
const bought =
  /买(?:的|了|完)|办(?:的|了)(?:卡|张|个|年卡)?|签(?:的|了|完)|合同|交(?:的|了)(?:钱|费|定金|押金|款|全款)|租(?:的|了|期)|入住的|搬(?:来|进)|下(?:的)?单|订(?:的|了)|充(?:的|了|值)|报(?:的|了)?名|入职|装(?:的|修完)|购(?:买|的)|开(?:的)?户|年办|月办|份办|领(?:的)?证|盖的房|建的|建成|成立/
const reported =
  /打过|反映(?:过|了|的|给)|投诉(?:过|了|的|到)|举报(?:过|了)|报修|报(?:过|了)|找(?:过|了|的)|打(?:了)?(?:电话|12345|热线|110)|去过|去(?:了)?(?:一趟|问)|申请|催(?:过|了|办)|登记(?:过|了)|工单|答复|回复|回访|来(?:看|修)过|受理|交到|交上去|递(?:到|给|上)|报上去|报案|去的|留过言|打的|批|公示|贴(?:在|的)/
const promised =
  /(?:说|让|答应|承诺|要求|保证|告诉|通知)[^，。]{0,10}(?:内|之前|以内|给(?:我)?(?:办|修|退|解决)|来(?:修|人)|等)|工作日|才能|以内|之内|截止/
const contactTime = /(?:再打|给我打|联系我|方便接|接电话|打过来|回电|有空|上班|下班|开会|接孩子|在家)/
const living = /住了|干了|工作了|上班|工龄|结婚|岁|生活了|老住户|房龄|开了|经营|怀孕|生完|在一起|户口|结婚|恋爱/
const dragged = /(?:拖|等|没人管|没人理|没(?:给)?(?:答复|回复|办|解决)|推)(?:了)?/
const began =
  /^(?:[，]?(?:就|又|突然|才|都|一直|还|老|总)?(?:开始|停|坏|漏|没|断|吵|响|冒|塌|出现|发现|发生|有|爆|裂|掉|堵|淹|敲|放|唱|跳|跑|闹|装修|施工|欠|不))/

const daypart = /[早晚夜凌午晌傍晨]|点|[0-9][:：]/
const clockTime = /点|[:：][0-9]/
const dayNumber = /^(?:[0-9一二三四五六七八九十]{1,3}(?:号|日))$/

/** How much a phrase of this form says of when something happened, before its surroundings are looked at. */
function strength({ kind, text }: TimeExpression): number {
  switch (kind) {
    case 'span':
      return /到|至/.test(text) ? 4 : 3
    case 'recurring':
      if (/^(?:只要)?一/.test(text)) return daypart.test(text) ? 2.6 : 1.5
      if (/^每(?:年|个?月|次|逢|周|个?礼拜|个?星期)/.test(text)) return daypart.test(text) ? 2.6 : 1.3
      return daypart.test(text) ? 3.4 : 2.2
    case 'point':
      if (dayNumber.test(text)) return 1
      if (/^(?:最近|近期|近来|这阵|这段|那天|当天|那会儿|前一?阵|平时)/.test(text)) return 1.5
      if (/^(?:高考|中考|开学|放假|供暖季|冬天|夏天|春天|秋天|汛期|雨季|年底|年初|今年|往年)$/.test(text)) return 1.1
      return 2.4
    case 'now':
      if (/^(?:现在|眼下|此刻)$/.test(text)) return 1
      return /^(?:目前|当下|这时候)/.test(text) ? 0.5 : 2.4
    case 'daytime':
      return clockTime.test(text) ? 2 : 0.8
    case 'duration':
      if (/分钟|小时|钟头|刻钟|半天|半晌|长时间/.test(text)) return 1
      return /了$/.test(text) ? 2.4 : 1.7
    case 'future':
      return -3
  }
}

/** A habit without an hour says no time: 天天, 成天. */
const bareHabit = /^(?:天天儿?|天儿天儿|成天|整天|见天儿?|每次|每回|每逢|一入|每天|整宿|夜夜|当天|那天|那会儿|以后)$/

/** When the matter happened or began, in the caller's words. */
export function createOccurred({ lexicon }: { lexicon: Lexicon }): Component {
  return async (doc) => {
    const type = doc.form.appealType?.value
    const none =
      type === '咨询' ||
      type === '表扬' ||
      type === '建议' ||
      hasPrefix(lexicon.categories.outOfScope, categoryOf(doc)) ||
      hasPrefix(lexicon.categories.progress, categoryOf(doc))
    if (none) return fill(doc, { occurred: null })
    const ranked = rank(doc)
    const [best, second] = ranked
    if (!best || best.score < 0.9) return fill(doc, { occurred: null })
    const margin = best.score - (second?.score ?? 0)
    const confidence =
      (second === undefined ? 0.85 : margin > 1 ? 0.75 : 0.55) - (best.score < 1.7 ? 0.15 : 0) + (best.asked ? 0.04 : 0)
    return fill(doc, {
      occurred: suggest({
        value: best.text,
        confidence,
        source: 'rule',
        evidence: cite(doc, [best]),
        alternatives: ranked.slice(1, 3).map((other) => ({ value: other.text, confidence: 0.15 })),
      }),
    })
  }
}

function rank(doc: IntakeDoc): Scored[] {
  const scored: Scored[] = []
  for (const [turn, { role, text }] of doc.turns.entries()) {
    if (role !== 'caller') continue
    const question = doc.turns[turn - 1]?.role === 'agent' ? doc.turns[turn - 1]!.text : ''
    for (const time of findTimes(text)) {
      const cleaned = clean(time)
      if (cleaned === null) continue
      const asked = asksWhen.test(question)
      const score = weigh(text, time, asked) - turn * 0.03 - time.start * 0.001
      if (!scored.some((other) => other.text === cleaned.text)) scored.push({ turn, ...cleaned, score, asked })
    }
  }
  return scored.sort((a, b) => b.score - a.score)
}

function weigh(text: string, time: TimeExpression, asked: boolean): number {
  const head = Math.max(...['，', '。', '？', '！', ' '].map((mark) => text.lastIndexOf(mark, time.start - 1))) + 1
  const tail = /[，。？！\s]/.exec(text.slice(time.end))
  const before = text.slice(head, time.start)
  const after = text.slice(time.end, tail ? time.end + tail.index : text.length)
  const clause = before + after
  let score = strength(time)
  if (asked) score += 1.2
  if (began.test(text.slice(time.end, time.end + 6)) || /^(?:就)?开始/.test(text.slice(time.end))) score += 0.5
  if (/^(?:就)?开始/.test(text.slice(time.end)) && time.kind === 'point') score += 1.2
  // A stretch that lasts until now is the matter's own, whatever else its clause says.
  const firm = time.kind === 'span' || (time.kind === 'recurring' && daypart.test(time.text)) ? 0.4 : 1
  if (bought.test(clause)) score -= 2.2 * firm
  if (reported.test(clause)) score -= 2.6 * firm
  if (printed.test(clause)) score -= 2
  if (promised.test(clause) && (time.kind === 'duration' || time.kind === 'future' || /内|前|以内/.test(after)))
    score -= 2
  if (contactTime.test(clause) && time.kind !== 'recurring') score -= 1.8
  if (living.test(clause)) score -= time.kind === 'duration' ? 2 : 0.6
  if (time.kind === 'duration' && dragged.test(clause)) score -= 0.9
  if (
    /(?:才|就|都)?(?:能|会|要|得)(?:到)?$/.test(before) ||
    /(?:几号|什么时候|多久|多长时间|能不能|会不会)/.test(clause)
  )
    score -= 1
  if (
    time.kind === 'point' &&
    /(?:路|街|巷|胡同|地区|楼|门前|到)[，]?$/.test(text.slice(Math.max(0, time.start - 4), time.start)) &&
    dayNumber.test(time.text)
  )
    score -= 2
  if (time.kind === 'now' && /^(?:在)?(?:哪|住|的(?:政策|规定|问题))/.test(after)) score -= 1
  return score
}

/** Without what only says that the speaker is not sure. */
function clean(time: TimeExpression): { start: number; end: number; text: string } | null {
  const hedge = /^(?:都得有|都有|得有|都快|都|大概|差不多|有)/.exec(time.text)?.[0].length ?? 0
  const text = time.text.slice(hedge).replace(/的$/, '')
  if (text === '' || bareHabit.test(text)) return null
  return { start: time.start + hedge, end: time.start + hedge + text.length, text }
}
