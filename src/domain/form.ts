import { z } from 'zod'
import { appealTypes, modes, tiers } from './call.ts'
import { furtherAppealSchema } from './further-appeal.ts'
import { resolvedTimeSchema } from './resolved-time.ts'
import { evidenceSchema, suggestionSchema } from './suggestion.ts'

const text = suggestionSchema(z.string())

/** The fields that hold one suggestion or null, in the order in which an agent reads them. */
export const formFieldsSchema = z.object({
  appealType: suggestionSchema(z.enum(appealTypes)).nullable(),
  category: text.nullable(),
  callerName: text.nullable(),
  phone: text.nullable(),
  district: text.nullable(),
  street: text.nullable(),
  community: text.nullable(),
  address: text.nullable(),
  occurred: text.nullable(),
  target: text.nullable(),
  tier: suggestionSchema(z.enum(tiers)).nullable(),
  unit: text.nullable(),
  mode: suggestionSchema(z.enum(modes)).nullable(),
  repeat: suggestionSchema(z.boolean()).nullable(),
  title: text.nullable(),
  summary: text.nullable(),
})
export type FormFields = z.infer<typeof formFieldsSchema>
export type FieldName = keyof FormFields
export const fieldNames = Object.keys(formFieldsSchema.shape) as FieldName[]
export type FieldValue<F extends FieldName> = NonNullable<FormFields[F]>['value']

export const reasonSchema = z.object({
  field: z.string(),
  text: z.string(),
  evidence: z.array(evidenceSchema),
})
export type Reason = z.infer<typeof reasonSchema>

/** A past case near this one. `similarity` is the cosine of the two call vectors. */
export const precedentSchema = z.object({
  caseId: z.string(),
  title: z.string(),
  category: z.string().nullable(),
  /** Who answers for it now, after any return. */
  unit: z.string().nullable(),
  /** Units that sent it back. */
  returnedBy: z.array(z.string()),
  street: z.string().nullable(),
  openedAt: z.string(),
  similarity: z.number(),
  /** The same matter from the same place, still in its window: probably one case. */
  duplicate: z.boolean(),
})
export type Precedent = z.infer<typeof precedentSchema>

/** What a person must look at: why, and (when a caller can settle it) the question to ask. */
export const reviewSchema = z.object({
  field: z.string(),
  reason: z.string(),
  question: z.string().optional(),
})
export type Review = z.infer<typeof reviewSchema>

export const modelVersionSchema = z.object({
  encoder: z.string(),
  heads: z.string(),
  prompts: z.string().nullable(),
})
export type ModelVersion = z.infer<typeof modelVersionSchema>

export const formSchema = z.object({
  id: z.string(),
  city: z.string(),
  model: modelVersionSchema,
  ...formFieldsSchema.shape,
  cooperating: z.array(text),
  secondary: z.array(text),
  /** The further appeals of `secondary` with fields of their own; forms kept from before have none. */
  further: z.array(furtherAppealSchema).default([]),
  deadline: z.string().nullable(),
  /** `occurred` on the calendar; null where no calendar settles it. */
  occurredAt: resolvedTimeSchema.nullable().default(null),
  reasons: z.array(reasonSchema),
  precedents: z.array(precedentSchema),
  needsReview: z.array(reviewSchema),
})
export type Form = z.infer<typeof formSchema>

export function emptyForm(identity: Pick<Form, 'id' | 'city' | 'model'>): Form {
  const fields = Object.fromEntries(fieldNames.map((name) => [name, null])) as FormFields
  return {
    ...identity,
    ...fields,
    cooperating: [],
    secondary: [],
    further: [],
    deadline: null,
    occurredAt: null,
    reasons: [],
    precedents: [],
    needsReview: [],
  }
}
