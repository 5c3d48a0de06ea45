import { z } from 'zod'

const date = z.iso.date()

/** When a city works, and how long each tier lasts. Written in the city's standard time, which has no summer time. */
export const calendarSchema = z.strictObject({
  /** Hours ahead of UTC. */
  utcOffset: z.number().min(-12).max(14),
  /** Hours run through nights and holidays. Days are calendar days; one that would end on a day off ends on the next working day. */
  tiers: z.record(
    z.string(),
    z.union([z.strictObject({ hours: z.number().positive() }), z.strictObject({ days: z.number().int().positive() })]),
  ),
  /** Days off beside Saturdays and Sundays. */
  holidays: z.array(date),
  /** Saturdays and Sundays that are worked. */
  workdays: z.array(date),
})
export type Calendar = z.infer<typeof calendarSchema>

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The instant by which a case of this tier must be answered, as ISO; null for a tier that the calendar does not know. */
export function deadlineOf(tier: string, from: Date, calendar: Calendar): string | null {
  const length = calendar.tiers[tier]
  if (!length) return null
  if ('hours' in length) return new Date(from.getTime() + length.hours * HOUR).toISOString()
  let end = from.getTime() + length.days * DAY
  while (isDayOff(end, calendar)) end += DAY
  return new Date(end).toISOString()
}

function isDayOff(instant: number, { utcOffset, holidays, workdays }: Calendar): boolean {
  const local = new Date(instant + utcOffset * HOUR)
  const day = local.toISOString().slice(0, 10)
  if (holidays.includes(day)) return true
  const weekend = local.getUTCDay() === 0 || local.getUTCDay() === 6
  return weekend && !workdays.includes(day)
}
