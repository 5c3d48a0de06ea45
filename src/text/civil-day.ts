/** A day of the calendar, counted from 1970-01-01 as 0. */
export type CivilDay = number

const DAY = 86_400_000
/** All of China keeps this time; there is no summer time. */
const OFFSET = 8 * 3_600_000

export function civilDay(year: number, month: number, day: number): CivilDay {
  return Date.UTC(year, month - 1, day) / DAY
}

export interface CivilDate {
  year: number
  /** 1 to 12. */
  month: number
  day: number
  /** Monday is 1, Sunday 7. */
  weekday: number
}

export function civilDate(day: CivilDay): CivilDate {
  const date = new Date(day * DAY)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() || 7,
  }
}

/** The day and the minute of it at an instant. */
export function civilTime(instant: Date): { day: CivilDay; minute: number } {
  const local = instant.getTime() + OFFSET
  const day = Math.floor(local / DAY)
  return { day, minute: Math.floor((local - day * DAY) / 60_000) }
}

/** `2026-01-14T22:00+08:00`; minutes may run past the day. */
export function isoInstant(day: CivilDay, minute: number): string {
  return `${new Date(day * DAY + minute * 60_000).toISOString().slice(0, 16)}+08:00`
}

/** First days of a month and of the next; months may run past the year. */
export function monthSpan(year: number, month: number): [CivilDay, CivilDay] {
  return [civilDay(year, month, 1), civilDay(year, month + 1, 1)]
}
