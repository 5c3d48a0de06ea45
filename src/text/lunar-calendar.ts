import type { CivilDay } from './civil-day.ts'

const DAY = 86_400_000
const MONTH = 29.530588
const ATTEMPTS = 6

export interface LunarDate {
  /** 1 to 12. */
  month: number
  leap: boolean
  day: number
}

/** The runtime carries the Chinese calendar (ICU), so that no library is needed. */
const calendar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })

/** Lunar month and day: 2026-02-17 is the first of the first month. */
export function lunarDate(day: CivilDay): LunarDate {
  const parts = calendar.formatToParts(new Date(day * DAY))
  const part = (type: string) => parts.find((item) => item.type === type)?.value ?? ''
  return { month: Number.parseInt(part('month'), 10), leap: /\D/.test(part('month')), day: Number(part('day')) }
}

/** The last day up to `latest` that bears this lunar date, or null for a thirtieth that the month may lack. */
export function lastLunarDay({ month, day }: Pick<LunarDate, 'month' | 'day'>, latest: CivilDay): CivilDay | null {
  const today = lunarDate(latest)
  const monthsBack = (today.month - month + 12) % 12
  for (const back of [monthsBack, monthsBack + 12, monthsBack + 13]) {
    const found = approach({ month, day }, Math.round(latest - back * MONTH - (today.day - day)))
    if (found !== null && found <= latest) return found
  }
  return null
}

/** Walks from a guess to the lunar date near it. */
function approach({ month, day }: Pick<LunarDate, 'month' | 'day'>, guess: CivilDay): CivilDay | null {
  let at = guess
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const there = lunarDate(at)
    if (there.month === month && there.day === day && !there.leap) return at
    const months = ((((month - there.month + 6) % 12) + 12) % 12) - 6
    at += Math.round(months * MONTH + (there.leap ? MONTH * Math.sign(months || -1) : 0)) + day - there.day
  }
  return null
}
