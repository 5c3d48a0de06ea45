import { type CivilDay, civilDate, civilDay, monthSpan } from './civil-day.ts'
import { lastLunarDay } from './lunar-calendar.ts'
import { numberOf } from './resolve-hours.ts'
import { isSolarTerm, lastSolarTerm } from './solar-term.ts'
import { digitOf } from './spoken-number.ts'
import type { DaySpan } from './time-span.ts'

const daysBack: readonly (readonly [RegExp, number])[] = [
  [/^大前[天儿]/, 3],
  [/^前[天儿日]/, 2],
  [/^(?:昨|夜个?儿|头天)/, 1],
  [/^今(?=天|儿|日|个|早|晚|晨|夜)/, 0],
]
/** Feasts by the sun's calendar, and by the moon's (negative: days before the first of the first month). */
const solarFeasts: readonly (readonly [RegExp, number, number])[] = [
  [/^元旦/, 1, 1],
  [/^三八/, 3, 8],
  [/^五一/, 5, 1],
  [/^六一(?!八)/, 6, 1],
  [/^六一八/, 6, 18],
  [/^(?:国庆|十一(?![月点号日天]))/, 10, 1],
  [/^双十一/, 11, 11],
  [/^双十二/, 12, 12],
]
const lunarFeasts: readonly (readonly [RegExp, number, number])[] = [
  [/^(?:春节|过年|大年初一)/, 1, 1],
  [/^(?:元宵|正月十五)/, 1, 15],
  [/^(?:端午|五月节)/, 5, 5],
  [/^七夕/, 7, 7],
  [/^(?:中秋|八月节|八月十五)/, 8, 15],
  [/^重阳/, 9, 9],
  [/^腊八/, 12, 8],
  [/^小年/, 12, 23],
]
const newYearsEve = /^(?:除夕|大?年三十)/
const lunarMonths: Readonly<Record<string, number>> = { 正月: 1, 冬月: 11, 腊月: 12 }
const lunarDay =
  /^(正月|冬月|腊月|大年)?(?:初([一二三四五六七八九十])|(二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十))/
const week = /^(上上|上|这|本|头)?(?:一)?个?(?:周|礼拜|星期)([一二三四五六日天末1-7])?/
const weekdays = '一二三四五六日'
const month = /^(?:(上上|上|这|本|头)(?:一)?个?月(?:份)?|([0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?)/
const dayOfMonth = /^([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:号|日|(?=$))/
const partOfMonth = /^月?(初|上旬|中旬|下旬|底|末)/
const year = /^(今年|去年|前年|大前年|头年|本年|([0-9]{4}|[0-9]{2}|[零〇一二三四五六七八九]{2,4})年)/
const yearsBack: Readonly<Record<string, number>> = { 今年: 0, 本年: 0, 去年: 1, 头年: 1, 前年: 2, 大前年: 3 }
/** First month and number of months. */
const seasons: readonly (readonly [RegExp, number, number])[] = [
  [/^春(?:天|上)/, 3, 3],
  [/^夏天/, 6, 3],
  [/^秋天|^到秋/, 9, 3],
  [/^冬天/, 12, 3],
]
const seasonStarts: readonly (readonly [RegExp, '立春' | '立夏' | '立秋' | '立冬'])[] = [
  [/^开春/, '立春'],
  [/^入夏/, '立夏'],
  [/^入秋/, '立秋'],
  [/^入冬/, '立冬'],
]

export interface ReadDay extends DaySpan {
  /** What follows the words of the day. */
  rest: string
}

const span = (from: CivilDay, to: CivilDay, grain: DaySpan['grain'], rest: string): ReadDay => ({
  from,
  to,
  grain,
  rest,
})

/** The day, week, month, season or year that words open with, as the last one up to `today`; null when none. */
export function resolveDay(words: string, today: CivilDay): ReadDay | null {
  return (
    nearDay(words, today) ??
    weekOf(words, today) ??
    feast(words, today) ??
    lunarOf(words, today) ??
    yearOf(words, today) ??
    monthOf(words, { today })
  )
}

function nearDay(words: string, today: CivilDay): ReadDay | null {
  for (const [pattern, back] of daysBack) {
    const match = pattern.exec(words)
    if (match)
      return span(today - back, today - back + 1, 'day', words.slice(match[0].length).replace(/^[个儿天日]+/, ''))
  }
  return null
}

function weekOf(words: string, today: CivilDay): ReadDay | null {
  const match = week.exec(words)
  if (!match) return null
  const [all, which, weekday] = match
  const rest = words.slice(all.length)
  const monday = today - civilDate(today).weekday + 1
  const first = monday - (which === '上上' ? 14 : which === '上' || which === '头' ? 7 : 0)
  if (weekday === '末') return span(first + 5, first + 7, 'day', rest)
  if (weekday === undefined) return which === undefined ? null : span(first, first + 7, 'week', rest)
  const index =
    weekday >= '1' && weekday <= '7' ? Number(weekday) - 1 : weekdays.indexOf(weekday === '天' ? '日' : weekday)
  const day = first + index
  const past = which === undefined && day > today ? day - 7 : day
  return span(past, past + 1, 'day', rest)
}

function lunarOf(words: string, today: CivilDay): ReadDay | null {
  const match = lunarDay.exec(words)
  if (match && (match[1] !== undefined || match[2] !== undefined)) {
    const [all, named, early, late] = match
    const day = early === undefined ? numberOf(late!.replace('廿', '二十')) : numberOf(early)
    const found =
      named === '大年' && day === 30
        ? newYear(today) - 1
        : lastLunarDay({ month: named === undefined || named === '大年' ? 1 : lunarMonths[named]!, day: day! }, today)
    // A day of a month that was not named is known only to the caller.
    if (named === undefined || found === null) return null
    return span(found, found + 1, 'day', words.slice(all.length))
  }
  const named = /^(正月|冬月|腊月)/.exec(words)?.[0]
  const from = named && lastLunarDay({ month: lunarMonths[named]!, day: 1 }, today)
  return named && from ? span(from, from + 30, 'month', words.slice(2)) : null
}

function newYear(today: CivilDay): CivilDay {
  // The eve may be the last day of all: look a day ahead.
  return lastLunarDay({ month: 1, day: 1 }, today + 1) ?? today
}

function yearOf(words: string, today: CivilDay): ReadDay | null {
  const match = year.exec(words)
  if (!match) return null
  const [all, name, digits] = match
  const told = digits === undefined ? civilDate(today).year - yearsBack[name!]! : yearNumber(digits, today)
  const rest = words.slice(all.length).replace(/^的/, '')
  const latest = civilDay(told, 12, 31)
  const within =
    feast(rest, latest) ??
    monthOf(rest, { today: latest, year: told }) ??
    partOfYear(rest, told) ??
    seasonOf(rest, told)
  return within ?? span(civilDay(told, 1, 1), civilDay(told + 1, 1, 1), 'year', rest)
}

function yearNumber(digits: string, today: CivilDay): number {
  const value = Number([...digits].map((digit) => digitOf(digit)).join(''))
  if (value >= 1000) return value
  const { year: current } = civilDate(today)
  return value <= current % 100 ? current - (current % 100) + value : current - (current % 100) - 100 + value
}

function partOfYear(words: string, told: number): ReadDay | null {
  const match = /^(?:年)?(初|底|末|上半年|下半年)/.exec(words)
  if (!match) return null
  const [from, to] = { 初: [1, 3], 底: [11, 13], 末: [11, 13], 上半年: [1, 7], 下半年: [7, 13] }[match[1] as '初']
  return span(civilDay(told, from!, 1), civilDay(told, to!, 1), 'season', words.slice(match[0].length))
}

function seasonOf(words: string, told: number): ReadDay | null {
  for (const [pattern, first, count] of seasons) {
    const match = pattern.exec(words)
    if (match)
      return span(civilDay(told, first, 1), civilDay(told, first + count, 1), 'season', words.slice(match[0].length))
  }
  return null
}

/** A month, and a day or part of it; without a year the last that has begun. */
function monthOf(words: string, { today, year: told }: { today: CivilDay; year?: number }): ReadDay | null {
  const match = month.exec(words)
  const now = civilDate(today)
  if (!match) {
    const alone = told === undefined ? /^([0-9]{1,2}|[一二三四五六七八九十]{1,3})[号日]/.exec(words) : null
    if (!alone) return null
    const day = numberOf(alone[1]!)
    return day === null
      ? null
      : dayIn({ year: now.year, month: day <= now.day ? now.month : now.month - 1 }, day, words.slice(alone[0].length))
  }
  const [all, which, number] = match
  const rest = words.slice(all.length)
  if (which !== undefined) {
    const back = which === '上上' ? 2 : which === '这' || which === '本' ? 0 : 1
    return inMonth({ year: now.year, month: now.month - back }, rest)
  }
  const value = numberOf(number!)
  if (value === null || value < 1 || value > 12) return null
  if (told !== undefined) return inMonth({ year: told, month: value }, rest)
  const thisYear = inMonth({ year: now.year, month: value }, rest)
  return thisYear && thisYear.from <= today ? thisYear : inMonth({ year: now.year - 1, month: value }, rest)
}

interface MonthOfYear {
  year: number
  month: number
}

function inMonth(at: MonthOfYear, rest: string): ReadDay | null {
  const [from, to] = monthSpan(at.year, at.month)
  const part = partOfMonth.exec(rest)
  if (part) {
    const [first, last] = {
      初: [0, 10],
      上旬: [0, 10],
      中旬: [10, 20],
      下旬: [20, to - from],
      底: [to - from - 7, to - from],
      末: [to - from - 7, to - from],
    }[part[1] as '初']
    return span(from + first!, from + last!, 'week', rest.slice(part[0].length))
  }
  const told = dayOfMonth.exec(rest)
  const day = told && numberOf(told[1]!)
  return told && day ? dayIn(at, day, rest.slice(told[0].length)) : span(from, to, 'month', rest)
}

function dayIn(at: MonthOfYear, day: number, rest: string): ReadDay | null {
  const [from, to] = monthSpan(at.year, at.month)
  return day >= 1 && day <= to - from ? span(from + day - 1, from + day, 'day', rest) : null
}

function feast(words: string, today: CivilDay): ReadDay | null {
  const on = (day: CivilDay | null, length: number) =>
    day === null ? null : span(day, day + 1, 'day', words.slice(length))
  if (newYearsEve.test(words)) return on(newYear(today) - 1, newYearsEve.exec(words)![0].length)
  for (const [pattern, month, day] of solarFeasts) {
    const match = pattern.exec(words)
    if (!match) continue
    const { year: current } = civilDate(today)
    const thisYear = civilDay(current, month, day)
    return on(thisYear <= today ? thisYear : civilDay(current - 1, month, day), match[0].length)
  }
  for (const [pattern, month, day] of lunarFeasts) {
    const match = pattern.exec(words)
    if (match) return on(lastLunarDay({ month, day }, today), match[0].length)
  }
  for (const [pattern, term] of seasonStarts) {
    const match = pattern.exec(words)
    if (match) return on(lastSolarTerm(term, today), match[0].length)
  }
  const name = words.slice(0, 2)
  return isSolarTerm(name) ? on(lastSolarTerm(name, today), 2) : null
}
