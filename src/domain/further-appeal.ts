import { z } from 'zod'
import { appealTypes, modes, tiers, turnSchema } from './call.ts'
import { evidenceSchema, suggestionSchema } from './suggestion.ts'

const text = suggestionSchema(z.string())

/** A further, independent matter in the same call, with what a case of its own would hold. */
export const furtherAppealSchema = z.object({
  category: text,
  appealType: suggestionSchema(z.enum(appealTypes)).nullable(),
  district: text.nullable(),
  street: text.nullable(),
  community: text.nullable(),
  address: text.nullable(),
  occurred: text.nullable(),
  target: text.nullable(),
  tier: suggestionSchema(z.enum(tiers)).nullable(),
  unit: text.nullable(),
  mode: suggestionSchema(z.enum(modes)).nullable(),
  title: text.nullable(),
  /** Where in the call it is told. */
  told: z.array(evidenceSchema),
  /** The call as it would be had only this been told: what a case of its own is opened with. */
  turns: z.array(turnSchema),
})
export type FurtherAppeal = z.infer<typeof furtherAppealSchema>
