import type { CivilDay } from './civil-day.ts'

/** How finely a time was told. */
export type Grain = 'minute' | 'hour' | 'part' | 'day' | 'week' | 'month' | 'season' | 'year'

/** Hours of the day, `HH:mm`; `to` may lie on the next day, and is null where only one hour was named. */
export interface DailyHours {
  from: string
  to: string | null
}

/** A told time on the calendar. */
export interface ResolvedTime {
  /** ISO 8601 with offset: not before this. Null: no beginning was told. */
  start: string | null
  /** Before this; null where it still goes on. */
  end: string | null
  grain: Grain
  /** Lasts until the call. */
  ongoing: boolean
  /** How it comes back: a recurrence rule of RFC 5545 and the hours of the day. */
  recurrence: { rule: string; hours: DailyHours | null } | null
}

/** Days from `from` up to, not including, `to`. */
export interface DaySpan {
  from: CivilDay
  to: CivilDay
  grain: Grain
}

/** Minutes of a day; those of the next day run on past 1440. */
export interface MinuteSpan {
  from: number
  to: number
  grain: Grain
}
