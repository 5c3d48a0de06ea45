import type { Grain } from '../domain/resolved-time.ts'
import type { CivilDay } from './civil-day.ts'

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
