import type { DailyHours, Grain, ResolvedTime } from '../domain/resolved-time.ts'
import { type CivilDay, civilDate, civilTime, isoInstant, monthSpan } from './civil-day.ts'
import { resolveDay } from './resolve-day.ts'
import { numberOf, resolveHours } from './resolve-hours.ts'
import type { MinuteSpan } from './time-span.ts'

interface Now {
  instant: Date
  day: CivilDay
  minute: number
}

interface Interval {
  start: { day: CivilDay; minute: number }
  end: { day: CivilDay; minute: number }
  grain: Grain
}

const DAY = 1440
const since = /^(?:自从|自打|打从|从打|从|打|自)(?:了)?/
/** What goes on between two times: 亮, 堵, 一直. No word of time has these characters. */
const meanwhile =
  '[^\\d零〇一二两三四五六七八九十年月号日天点分刻半钟周期拜旬底初末早晚午夜晨节秋冬夏春儿以之后前多伏]{0,3}?'
const untilNow = new RegExp(`${meanwhile}(?:到|至)(?:现在|今天|今儿|今|目前|眼下|这会儿)$`)
const fromTo = new RegExp(`^(.+?)${meanwhile}(?:到|至|-|~)(.+)$`)
const openEnd = /(?:以后|之后|过后|以来|往后|后|(?:就)?开始|起)$/
const before = /(?:以前|之前|前)$/
const filler = /(?:那天|那会儿|那阵子?|的时候|左右|前后|期间|当天|里)$/
const justNow = /^(?:刚才|刚刚|刚|方才|现在|这会儿|此刻|目前|正在|眼下|当下)/
const weekday = '一二三四五六日'
const byDay = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/**
 * Puts the words of a time on the calendar, seen from the instant of the call: 昨晚十点多, 上周三, 去年入冬到现在,
 * 每天早上六点, 腊月初八. Null for what no calendar settles (最近, 一下雨, 开学, 几个月). Past days are meant throughout.
 * Chinese time, UTC+8.
 */
export function resolveTime(words: string, instant: Date): ResolvedTime | null {
  const now: Now = { instant, ...civilTime(instant) }
  const plain = words.replace(/[\s，]/g, '').replace(/^(?:都得有|都有|得有|都快|都|大概|差不多|有|快)/, '')
  return recurring(plain, now) ?? lasting(plain, now) ?? ago(plain, now) ?? between(plain, now) ?? single(plain, now)
}

const iso = ({ day, minute }: { day: CivilDay; minute: number }) => isoInstant(day, minute)

function told({ start, end, grain }: Interval, ongoing = false): ResolvedTime {
  return { start: iso(start), end: ongoing ? null : iso(end), grain, ongoing, recurrence: null }
}

function single(words: string, now: Now): ResolvedTime | null {
  const begins = since.test(words) || openEnd.test(words)
  const bare = words.replace(since, '')
  const isBefore = before.test(bare)
  const interval = intervalOf(bare.replace(openEnd, '').replace(before, ''), now)
  if (!interval) return null
  if (isBefore)
    return { start: null, end: iso(interval.start), grain: interval.grain, ongoing: false, recurrence: null }
  return told(interval, begins)
}

/** 「从上周五到现在」, 「七月十二号到七月三十」, 「晚上六点亮到十一点半」. */
function between(words: string, now: Now): ResolvedTime | null {
  if (untilNow.test(words)) {
    const left = intervalOf(words.replace(untilNow, '').replace(since, '').replace(openEnd, ''), now)
    return left && told(left, true)
  }
  const match = fromTo.exec(words.replace(since, ''))
  if (!match) return null
  const left = intervalOf(match[1]!, now)
  if (!left) return null
  const hours = resolveHours(match[2]!)
  const right = resolveDay(match[2]!, now.day)
    ? intervalOf(match[2]!, now)
    : hours && onDay(hours, left.start.day, left)
  if (!right) return null
  return { ...told({ start: left.start, end: right.end, grain: right.grain }), ...(hours && { end: iso(right.start) }) }
}

/** Hours on the day of what came before them; the second of two hours lies after the first. */
function onDay(hours: MinuteSpan, day: CivilDay, after: Interval): Interval {
  const first = after.start.minute
  const shift = [0, 720, DAY].find((minutes) => hours.from + minutes > first) ?? 0
  return intervalOn(day, { ...hours, from: hours.from + shift, to: hours.to + shift })
}

function intervalOn(day: CivilDay, { from, to, grain }: MinuteSpan): Interval {
  return { start: { day, minute: from }, end: { day, minute: to }, grain }
}

function intervalOf(words: string, now: Now): Interval | null {
  const bare = words.replace(filler, '')
  if (justNow.test(bare)) {
    const at = { day: now.day, minute: now.minute }
    return { start: at, end: { day: now.day, minute: now.minute + 1 }, grain: 'minute' }
  }
  const day = resolveDay(bare, now.day)
  const hours = resolveHours(day ? day.rest : bare)
  if (day && hours && day.to - day.from === 1) return latestNight(intervalOn(day.from, hours), now)
  if (day) return { start: { day: day.from, minute: 0 }, end: { day: day.to, minute: 0 }, grain: day.grain }
  if (!hours) return null
  // Hours without a day: the last that have begun.
  const today = intervalOn(now.day, hours)
  const back = [0, 1, 2].find((days) => (now.day - days) * DAY + hours.from <= now.day * DAY + now.minute) ?? 1
  return {
    ...today,
    start: { day: now.day - back, minute: hours.from },
    end: { day: now.day - back, minute: hours.to },
  }
}

/** 「今天半夜两点」, told in the morning, is the night that has just been. */
function latestNight(interval: Interval, now: Now): Interval {
  const begun = interval.start.day * DAY + interval.start.minute <= now.day * DAY + now.minute
  if (begun || interval.start.minute < DAY) return interval
  const earlier = ({ day, minute }: Interval['start']) => ({ day: day - 1, minute })
  return { ...interval, start: earlier(interval.start), end: earlier(interval.end) }
}

const unitMinutes: readonly (readonly [RegExp, number, Grain])[] = [
  [/^分钟$/, 1, 'minute'],
  [/^刻钟$/, 15, 'minute'],
  [/^(?:个)?(?:小时|钟头)$/, 60, 'hour'],
  [/^(?:天|宿|晚上|个晚上|晚)$/, DAY, 'day'],
  [/^(?:个)?(?:周|礼拜|星期)$/, 7 * DAY, 'day'],
]
const amount =
  /^(半|一|两|俩|仨|[0-9]{1,3}|[二三四五六七八九十百]{1,4})(?:来|多)?(个)?(半)?(?:来|多)?(分钟|刻钟|小时|钟头|天|宿|个晚上|晚上|晚|周|礼拜|星期|月|年)(半)?(?:多|来)?/

function monthsBack(day: CivilDay, months: number): CivilDay {
  const whole = Math.floor(months)
  const { year, month, day: ofMonth } = civilDate(day)
  const [first, next] = monthSpan(year, month - whole)
  return Math.min(first + ofMonth, next) - 1 - (months > whole ? 15 : 0)
}

/** The instant so long before the call; null for 几天 and the like. */
function backBy(words: string, now: Now): { at: Interval['start']; grain: Grain; rest: string } | null {
  const bare = words.replace(/^(?:连着|这|整整?)/, '')
  const match = amount.exec(bare)
  if (!match) return null
  const [all, number, , half, unit, halfAfter] = match
  const count = number === '半' ? 0.5 : numberOf(number!.replace(/两|俩/, '二').replace('仨', '三'))
  if (count === null) return null
  const amountTold = count + (half || halfAfter ? 0.5 : 0)
  if (unit === '月' || unit === '年')
    return {
      at: { day: monthsBack(now.day, unit === '年' ? amountTold * 12 : amountTold), minute: 0 },
      grain: 'month',
      rest: bare.slice(all.length),
    }
  const length = unitMinutes.find(([pattern]) => pattern.test(unit!))
  if (!length) return null
  const minutes = Math.round(amountTold * length[1])
  const at = now.day * DAY + now.minute - minutes
  const grain = length[2]
  const start = {
    day: Math.floor(at / DAY),
    minute: grain === 'minute' || grain === 'hour' ? at - Math.floor(at / DAY) * DAY : 0,
  }
  return { at: start, grain, rest: bare.slice(all.length) }
}

/** 「三天了」: begun three days ago and going on. */
function lasting(words: string, now: Now): ResolvedTime | null {
  const back = backBy(words, now)
  if (!back || !/^了?$/.test(back.rest)) return null
  return { start: iso(back.at), end: null, grain: back.grain, ongoing: true, recurrence: null }
}

/** 「十分钟前」, 「三天以前」. */
function ago(words: string, now: Now): ResolvedTime | null {
  const back = backBy(words, now)
  if (!back || !/^(?:以|之)?前$/.test(back.rest)) return null
  const length = { minute: 1, hour: 60, day: DAY, month: 30 * DAY }[back.grain as 'day']
  return told({ start: back.at, end: { ...back.at, minute: back.at.minute + length }, grain: back.grain })
}

const every =
  /^(?:每(?:到|逢)?|一到)?(?:(天天儿?|天|日|(?=[早晚夜上下中清傍凌半]))|(?:个)?(周|礼拜|星期)([一二三四五六日天末])?(?:(?:和|、)?(?:周|礼拜|星期)?([一二三四五六日天]))?|(周末)|(?:个)?(月)([0-9]{1,2}|[一二三四五六七八九十]{1,3})?[号日]?|(年))/

/** 「每天早上六点」, 「每周六周日从早上八点半到晚上七点」. */
function recurring(words: string, now: Now): ResolvedTime | null {
  if (!/^(?:每|天天|一到(?:周末|晚上|半夜|早|夜)|周末)/.test(words)) return null
  const match = every.exec(words)
  const rule = match && ruleOf(match)
  if (!match || !rule) return null
  return {
    start: null,
    end: null,
    grain: 'part',
    ongoing: true,
    recurrence: { rule, hours: hoursOf(words.slice(match[0].length), now) },
  }
}

function ruleOf([, daily, weekly, first, second, weekend, monthly, monthday, yearly]: RegExpExecArray): string | null {
  if (daily !== undefined) return 'FREQ=DAILY'
  if (weekend || first === '末') return 'FREQ=WEEKLY;BYDAY=SA,SU'
  if (weekly) {
    const days = [first, second].flatMap((day) => (day ? [byDay[weekday.indexOf(day === '天' ? '日' : day)]] : []))
    return days.length > 0 ? `FREQ=WEEKLY;BYDAY=${days.join(',')}` : 'FREQ=WEEKLY'
  }
  if (monthly) {
    const day = monthday === undefined ? null : numberOf(monthday)
    return day === null ? 'FREQ=MONTHLY' : `FREQ=MONTHLY;BYMONTHDAY=${day}`
  }
  return yearly ? 'FREQ=YEARLY' : null
}

function hoursOf(words: string, now: Now): DailyHours | null {
  const [first = '', second] = words.replace(since, '').split(/(?:到|至)/)
  const from = resolveHours(first)
  if (!from) return null
  const left = intervalOn(now.day, from)
  const to = second === undefined ? null : resolveHours(second)
  const right = to && onDay(to, now.day, left).start.minute
  const end = right ?? (from.grain === 'part' ? from.to : null)
  return { from: timeOfDay(from.from), to: end === null ? null : timeOfDay(end) }
}

function timeOfDay(minute: number): string {
  const inDay = minute % DAY
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`
}
