import type { ResolvedTime } from '../domain/resolved-time.ts'
import { type CivilDay, civilDate, civilTime } from './civil-day.ts'

const weekdays: Readonly<Record<string, string>> = {
  MO: '一',
  TU: '二',
  WE: '三',
  TH: '四',
  FR: '五',
  SA: '六',
  SU: '日',
}
const frequencies: Readonly<Record<string, string>> = { DAILY: '每天', WEEKLY: '每周', MONTHLY: '每月', YEARLY: '每年' }

/** A resolved time for a person to read: 「2026年1月14日22:00至23:00」, 「2025年11月15日起」, 「每周六、日8:30至19:00」. */
export function describeTime({ start, end, grain, ongoing, recurrence }: ResolvedTime): string {
  if (recurrence) return describeRecurrence(recurrence)
  if (start === null) return end === null ? '' : `${dayWords(civilTime(new Date(end)).day)}以前`
  const from = civilTime(new Date(start))
  const fine = grain === 'minute' || grain === 'hour' || grain === 'part'
  if (ongoing) return `${dayWords(from.day)}${fine ? clock(from.minute) : ''}起`
  const to = civilTime(new Date(end ?? start))
  if (grain === 'minute' && minutesBetween(from, to) <= 1) return `${dayWords(from.day)}${clock(from.minute)}`
  if (fine)
    return `${dayWords(from.day)}${clock(from.minute)}至${to.day === from.day ? '' : dayWords(to.day)}${clock(to.minute)}`
  const last = to.day - 1
  if (last <= from.day) return dayWords(from.day)
  if (grain === 'year') return `${civilDate(from.day).year}年`
  if (grain === 'month' && civilDate(from.day).day === 1 && civilDate(to.day).day === 1) {
    const { year, month } = civilDate(from.day)
    return `${year}年${month}月`
  }
  return `${dayWords(from.day)}至${dayWords(last)}`
}

type DayTime = ReturnType<typeof civilTime>

const minutesBetween = (from: DayTime, to: DayTime) => (to.day - from.day) * 1440 + to.minute - from.minute

function dayWords(day: CivilDay): string {
  const { year, month, day: ofMonth } = civilDate(day)
  return `${year}年${month}月${ofMonth}日`
}

function clock(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
}

function describeRecurrence({ rule, hours }: NonNullable<ResolvedTime['recurrence']>): string {
  const parts = Object.fromEntries(rule.split(';').map((part) => part.split('=') as [string, string]))
  const days = parts.BYDAY?.split(',')
    .map((day) => weekdays[day])
    .join('、')
  const often = `${frequencies[parts.FREQ ?? ''] ?? ''}${days ?? ''}${parts.BYMONTHDAY ? `${parts.BYMONTHDAY}日` : ''}`
  if (!hours) return often
  const plain = (time: string) => time.replace(/^0(?=\d)/, '')
  return `${often}${plain(hours.from)}${hours.to === null ? '' : `至${plain(hours.to)}`}`
}
