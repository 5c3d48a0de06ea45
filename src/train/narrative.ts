import { z } from 'zod'
import { appealTypes, tiers } from '../domain/call.ts'

/** Where a matter happens, so that a place of the right kind can be put to it. */
export const narrativePlaces = [
  'home',
  'building',
  'compound',
  'village',
  'road',
  'shop',
  'office',
  'site',
  'school',
  'hospital',
  'station',
  'park',
  'online',
  'none',
] as const

/** What one caller says about one matter, without place, name or phone: the seed of generated training calls. */
export const narrativeSchema = z.strictObject({
  id: z.string().min(1),
  category: z.string().regex(/^\d{6}$/),
  appealType: z.enum(appealTypes),
  text: z.string().min(20).max(300),
  where: z.enum(narrativePlaces),
  occurred: z.string().nullable(),
  /** Whom it is about, as said; `@物业` takes the name of the compound before it. */
  target: z.string().nullable(),
  /** Colloquial, indirect, or close to a neighbouring category. */
  hard: z.boolean(),
  repeat: z.boolean(),
  /** Where facts raise or lower the category's own tier. */
  tier: z.enum(tiers).optional(),
})
export type Narrative = z.infer<typeof narrativeSchema>
