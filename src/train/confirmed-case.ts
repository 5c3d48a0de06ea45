import { z } from 'zod'
import { callSchema } from '../domain/call.ts'
import type { UnitRegistry } from '../domain/unit.ts'
import { roleOf } from '../domain/unit-role.ts'
import type { Experience } from '../intake/unit-experience.ts'

/** A line of `/api/feedback.jsonl`: what was suggested beside what people settled on. More fields may be in it. */
export const confirmedCaseSchema = callSchema.extend({
  gold: z.object({ category: z.string().nullable(), unit: z.string().nullable() }),
  predicted: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
  /** Units that sent the case back. */
  returnedBy: z.array(z.string()).default([]),
})
export type ConfirmedCase = z.infer<typeof confirmedCaseSchema>

/** Where confirmed cases of each category ended, and whom they were taken from: suggested but overruled, or sent back. */
export function countExperience(cases: readonly ConfirmedCase[], units: UnitRegistry): Experience {
  const experience: Experience = {}
  const roleAt = (id: unknown) => {
    const unit = typeof id === 'string' ? units.get(id) : undefined
    return unit ? roleOf(unit) : null
  }
  for (const { gold, predicted, returnedBy } of cases) {
    const final = roleAt(gold.unit)
    if (gold.category === null || final === null) continue
    const roles = experience[gold.category] ?? {}
    experience[gold.category] = roles
    const count = (role: string) => {
      const counts = roles[role] ?? { settled: 0, moved: 0 }
      roles[role] = counts
      return counts
    }
    count(final).settled++
    const left = new Set([predicted.unit?.value, ...returnedBy].map(roleAt))
    for (const role of left) if (role !== null && role !== final) count(role).moved++
  }
  return experience
}
