import type { Language, Translate } from './texts.ts'

const HOUR = 3_600_000
/** Below this many hours the minutes matter. */
const EXACT_HOURS = 6
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export interface Format {
  /** 11月25日 14:05; with the year when it is not this year. */
  time(iso: string, now: Date): string
  /** 2026-11-25 → 11月25日 */
  day(date: string): string
  /** 2026年11月25日 14:05 */
  fullTime(iso: string): string
  /** 剩 3 小时, 超 2 天 */
  remaining(deadline: string, now: Date): string
  number(value: number): string
  /** As a model says it, in whole percent: never none and never all, which no model knows. */
  confidence(share: number): string
  /** 0.953 → 95.3% */
  percent(share: number, digits?: number): string
}

/** Dates and numbers as the reader writes them. Times are the city's, whatever the clock of the browser says. */
export function createFormat({
  language,
  utcOffset,
  t,
}: {
  language: Language
  utcOffset: number
  t: Translate
}): Format {
  const local = (iso: string) => new Date(Date.parse(iso) + utcOffset * HOUR)
  const clock = (at: Date) => at.toISOString().slice(11, 16)
  const day = (at: Date, year: boolean) => {
    if (language === 'zh-CN')
      return `${year ? `${at.getUTCFullYear()}年` : ''}${at.getUTCMonth() + 1}月${at.getUTCDate()}日`
    return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}${year ? ` ${at.getUTCFullYear()}` : ''}`
  }
  return {
    time(iso, now) {
      const at = local(iso)
      return `${day(at, at.getUTCFullYear() !== local(now.toISOString()).getUTCFullYear())} ${clock(at)}`
    },
    day: (date) => day(new Date(date), false),
    fullTime: (iso) => `${day(local(iso), true)} ${clock(local(iso))}`,
    remaining(deadline, now) {
      const left = Date.parse(deadline) - now.getTime()
      return t(left >= 0 ? 'time.left' : 'time.over', { time: span(Math.abs(left), t) })
    },
    confidence(share) {
      const whole = Math.round(share * 100)
      return whole < 1 ? '<1%' : whole > 99 ? '>99%' : `${whole}%`
    },
    number: (value) => new Intl.NumberFormat(language).format(value),
    percent: (share, digits = 1) =>
      new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(share),
  }
}

function span(milliseconds: number, t: Translate): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 1) return t('time.now')
  if (minutes < 60) return t('time.minutes', { n: minutes })
  if (minutes < EXACT_HOURS * 60 && minutes % 60 > 0)
    return t('time.hoursMinutes', { n: Math.floor(minutes / 60), m: minutes % 60 })
  if (minutes < 48 * 60) return t('time.hours', { n: Math.floor(minutes / 60) })
  return t('time.days', { n: Math.floor(minutes / 1440) })
}
