import { z } from 'zod'

/** UTF-16 offsets into `turns[turn].text` of the call as it was received; `end` is exclusive. */
export const evidenceSchema = z.object({
  turn: z.number().int().nonnegative(),
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
})
export type Evidence = z.infer<typeof evidenceSchema>

export const levels = ['auto', 'suggest', 'review'] as const
export type Level = (typeof levels)[number]
export const sources = ['rule', 'model', 'llm', 'agent'] as const
export type Source = (typeof sources)[number]

export interface Alternative<T> {
  value: T
  confidence: number
}

/** What jiesu proposes for one field. `alternatives` are best first and leave `value` out. */
export interface Suggestion<T> {
  value: T
  confidence: number
  level: Level
  source: Source
  evidence: Evidence[]
  alternatives: Alternative<T>[]
}

export function suggestionSchema<T extends z.ZodType>(value: T) {
  return z.object({
    value,
    confidence: z.number().min(0).max(1),
    level: z.enum(levels),
    source: z.enum(sources),
    evidence: z.array(evidenceSchema),
    alternatives: z.array(z.object({ value, confidence: z.number().min(0).max(1) })),
  })
}
