import { z } from 'zod'
import { type FieldName, type Form, fieldNames } from '../domain/form.ts'
import type { Suggestion } from '../domain/suggestion.ts'
import type { Component } from './doc.ts'
import { suggest } from './suggest.ts'

/** For one field, how often answers of a stated confidence were right: rising knots [stated, measured]. */
export const fieldCurvesSchema = z.strictObject({
  /** How many labelled calls the curves were measured on. */
  calls: z.number().int(),
  fields: z.partialRecord(
    z.enum(fieldNames as [FieldName, ...FieldName[]]),
    z.array(z.tuple([z.number(), z.number()])).min(1),
  ),
})
export type FieldCurves = z.infer<typeof fieldCurvesSchema>

/** Puts the confidence that rules state on the scale of what was measured. What an agent decided is left alone. */
export function createCalibrateFields({ fields }: FieldCurves): Component {
  return async (doc) => {
    const form: Form = { ...doc.form }
    for (const name of fieldNames) {
      const knots = fields[name]
      const suggestion = form[name] as Suggestion<unknown> | null
      if (!knots || !suggestion || suggestion.source === 'agent') continue
      const confidence = readOff(knots, suggestion.confidence)
      ;(form as Record<FieldName, unknown>)[name] = suggest({ ...suggestion, confidence })
    }
    return { ...doc, form }
  }
}

/** Linear between knots, flat outside them. */
export function readOff(knots: readonly (readonly [number, number])[], x: number): number {
  const first = knots[0]
  if (!first || x <= first[0]) return first?.[1] ?? x
  for (let index = 1; index < knots.length; index++) {
    const [left, right] = [knots[index - 1] as readonly [number, number], knots[index] as readonly [number, number]]
    if (x <= right[0]) return left[1] + ((right[1] - left[1]) * (x - left[0])) / (right[0] - left[0])
  }
  return knots.at(-1)?.[1] ?? x
}
