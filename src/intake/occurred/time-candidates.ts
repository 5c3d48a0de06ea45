import type { NormalisedTurn } from '../../text/normalise.ts'
import { findTimes, type TimeExpression, type TimeKind } from '../../text/time-expression.ts'
import type { Mention } from '../evidence.ts'

/**
 * How the words were cut. `plain`: the expression itself; `bare`: without 左右 or 开始; `begun`: with the 开始 that
 * follows; `event`: with the event that dates it (上礼拜下完雨); `joined`: two times as one (今年和去年).
 */
export type TimeCut = 'plain' | 'bare' | 'begun' | 'event' | 'joined'

/** Words that may be when the matter happened. */
export interface TimeCandidate extends Mention {
  text: string
  kind: TimeKind | 'event'
  cut: TimeCut
}

/** A habit without an hour says no time: 天天, 成天. */
const bareHabit = /^(?:天天儿?|天儿天儿|成天|整天|见天儿?|每次|每回|每逢|一入|每天|整宿|夜夜|当天|那天|那会儿|以后)$/
const hedge = /^(?:都得有|都有|得有|都快|都|大概|差不多|有)/
const vague = /(?:左右|的时候|那会儿|那阵儿?|(?<=月)里|(?:就)?开始|起|整|里|(?<=现在)正在?)$/
/** 「晚上十点以后」 of 「晚上十点以后就开始，一直到早晨五点」. */
const beforeItWentOn = /^[^，]{2,}?(?=(?:就)?(?:开始|起)?，)/
const begins = /^(?:就)?开始/
const joiner = /^(?:和|跟|、)?$/
/** What closes an event that dates something: 修完路, 那场雨, 换了阀门以后. */
const eventEnd =
  '(?:以后|之后|过后|以来|后(?=[，。就]|$)|的时候|那会儿|那阵儿?|那天|那几天|当天|当晚|那晚|那[场阵次回][^，。！？；\\s]{0,4}[雨雪风]|起(?=[，。就]|$)|开始(?=[，。就]|$)|前(?=[，。就]|$))'
const sinceThen = '(?:一直)?(?:到(?:现在|今天)|至今)'
/** An event after a time, the shorter readings first. */
const eventsAfter = [
  `[^，。！？；\\s]{1,12}?${eventEnd}`,
  `[^，。！？；\\s]{1,12}?${eventEnd}${sinceThen}`,
  '[^，。！？；\\s]{0,4}?完[^，。！？；\\s就一了的，]',
  '[^，。！？；\\s]{0,4}?完[^，。！？；\\s就一了的，]{2}(?=[，。就一]|$)',
  '那?[场阵]?大?暴?[雨雪风](?![里天季])',
  '(?:下雪|下雨|刮风|降温|停电|停水|供暖|来暖气)',
].map((source) => new RegExp(`^(?:${source})`))
const eventAlone =
  /(?:(?:自从|打从|从|自|打)[^，。！？；\s]{2,14}?(?:起(?=[，。就]|$)|开始|以后|之后|那天|以来|那会儿|到(?:现在|今天))|(?<=[，。！？；\s]|^)[^，。！？；\s]{2,9}?(?:那天|那会儿|以后|之后|的时候|当天|当晚|那几天))/g
const lastsUntil = /^[^，。！？；\s的]{1,2}到$/

/** Everything in the caller's turns that could be written down as the time, longest cuts included, in order. */
export function timeCandidates(turns: readonly NormalisedTurn[]): TimeCandidate[] {
  return turns.flatMap(({ role, text }, turn) => (role === 'caller' ? inTurn(text, turn) : []))
}

function inTurn(text: string, turn: number): TimeCandidate[] {
  const times = findTimes(text)
  const found: TimeCandidate[] = []
  const add = (kind: TimeCandidate['kind'], cut: TimeCut, start: number, end: number) => {
    if (end <= start || found.some((other) => other.start === start && other.end === end)) return
    const words = text.slice(start, end)
    if (!bareHabit.test(words)) found.push({ turn, start, end, text: words, kind, cut })
  }
  times.forEach((time, index) => {
    const start = time.start + (hedge.exec(time.text)?.[0].length ?? 0)
    const end = time.text.endsWith('的') ? time.end - 1 : time.end
    add(time.kind, 'plain', start, end)
    const vagueness = vague.exec(text.slice(start, end))
    if (vagueness) add(time.kind, 'bare', start, end - vagueness[0].length)
    else add(time.kind, 'begun', start, end + (begins.exec(text.slice(end))?.[0].length ?? -end))
    for (const pattern of eventsAfter)
      add(time.kind, 'event', start, end + (pattern.exec(text.slice(end))?.[0].length ?? -end))
    const head = beforeItWentOn.exec(text.slice(start, end))
    if (head) add(time.kind, 'bare', start, start + head[0].length)
    const next = times[index + 1]
    if (next) addJoined(text, { time: { ...time, start, end }, next, add })
  })
  for (const match of text.matchAll(eventAlone)) {
    const end = match.index + match[0].length
    if (!times.some((time) => time.start < end && match.index < time.end)) add('event', 'event', match.index, end)
  }
  return found
}

interface Joining {
  time: TimeExpression
  next: TimeExpression
  add: (kind: TimeCandidate['kind'], cut: TimeCut, start: number, end: number) => void
}

/** 「今年和去年」, 「今天一天」, 「礼拜五清早，五点来钟」, 「晚上六点亮到十一点半」. */
function addJoined(text: string, { time, next, add }: Joining): void {
  const between = text.slice(time.end, next.start)
  if (joiner.test(between) || (next.kind === 'daytime' && between === '，'))
    add(time.kind, 'joined', time.start, next.end)
  else if (lastsUntil.test(between)) add('span', 'joined', time.start, next.end)
}
