import { z } from 'zod'
import { callSchema, goldSchema } from '../domain/call.ts'

/** One evaluation case: a call, what of its gold record is known, why it is there, and tags to slice by. */
export const evalCaseSchema = callSchema.extend({
  gold: goldSchema.partial(),
  /** Fields whose right answer is "unsure": null or 待核实, with a question where the caller can settle it. */
  unsure: z.array(z.string()).default([]),
  why: z.string().default(''),
  tags: z.record(z.string(), z.string()).default({}),
})
export type EvalCase = z.infer<typeof evalCaseSchema>

const gateSchema = z
  .strictObject({
    metric: z.string(),
    min: z.number().optional(),
    max: z.number().optional(),
    /** The reason for the number. */
    why: z.string().min(1),
  })
  .refine((gate) => gate.min !== undefined || gate.max !== undefined, '要写 min 或 max')
export type Gate = z.infer<typeof gateSchema>

export const suiteSchema = z.strictObject({
  title: z.string(),
  /** What a good number here means. */
  measures: z.string(),
  /** The fields that are scored; the others are only predicted. */
  fields: z.array(z.string()).min(1),
  gates: z.array(gateSchema).default([]),
  /** A suite made from another one by noise, instead of cases of its own. */
  derived: z
    .strictObject({ from: z.string(), seed: z.number().int(), rates: z.array(z.number().positive()).min(1) })
    .optional(),
})
export type SuiteDefinition = z.infer<typeof suiteSchema>

export interface Suite extends SuiteDefinition {
  name: string
  cases: EvalCase[]
}
