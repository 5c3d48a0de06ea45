import { z } from 'zod'

/** How finely a time was told. */
export const grains = ['minute', 'hour', 'part', 'day', 'week', 'month', 'season', 'year'] as const
export type Grain = (typeof grains)[number]

const timeOfDay = z.string().regex(/^\d{2}:\d{2}$/)

/** A told time on the calendar, seen from the instant of the call. */
export const resolvedTimeSchema = z.object({
  /** ISO 8601 with offset: not before this. Null: no beginning was told. */
  start: z.string().nullable(),
  /** Before this; null where it still goes on. */
  end: z.string().nullable(),
  grain: z.enum(grains),
  /** Lasts until the call. */
  ongoing: z.boolean(),
  /** How it comes back: a rule of RFC 5545, and the hours of the day; `to` may lie on the next day. */
  recurrence: z
    .object({ rule: z.string(), hours: z.object({ from: timeOfDay, to: timeOfDay.nullable() }).nullable() })
    .nullable(),
})
export type ResolvedTime = z.infer<typeof resolvedTimeSchema>
export type DailyHours = NonNullable<NonNullable<ResolvedTime['recurrence']>['hours']>
