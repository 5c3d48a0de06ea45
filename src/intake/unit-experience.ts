import { z } from 'zod'

/** How confirmed cases of a category ended, by the role of the unit. */
const rolesSchema = z.record(
  z.string(),
  z.strictObject({
    /** Cases that ended with it. */
    settled: z.number().int().nonnegative(),
    /** Cases that were suggested to it, or given to it, and ended with another. */
    moved: z.number().int().nonnegative(),
  }),
)

/** Category code → role → counts. */
export const experienceSchema = z.record(z.string(), rolesSchema)
export type Experience = z.infer<typeof experienceSchema>

export interface UnitExperience {
  /** Share of confirmed like cases that ended with the unit, and that were taken from it, 0..1. */
  settled: number
  moved: number
}

/** So many cases are imagined that say nothing: one confirmed case proves little. */
const SHRINK = 4

/** What confirmed cases of the categories in question say of a role, weighed by the categories' probability. */
export function experienceOf(
  role: string,
  { categories, experience }: { categories: readonly { value: string; confidence: number }[]; experience: Experience },
): UnitExperience {
  const sum: UnitExperience = { settled: 0, moved: 0 }
  const listed = categories.reduce((total, { confidence }) => total + confidence, 0) || 1
  for (const { value, confidence } of categories) {
    const roles = experience[value]
    if (!roles) continue
    const total = Object.values(roles).reduce((count, { settled }) => count + settled, 0) + SHRINK
    sum.settled += ((confidence / listed) * (roles[role]?.settled ?? 0)) / total
    sum.moved += ((confidence / listed) * (roles[role]?.moved ?? 0)) / total
  }
  return sum
}
