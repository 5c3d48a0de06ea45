import { z } from 'zod'
import { callSchema } from './call.ts'
import { type FieldName, fieldNames, formSchema, modelVersionSchema } from './form.ts'

/** Fields with one value that an agent confirms and a dispatcher works with. */
export const caseValuesSchema = z.object({
  appealType: z.string().nullable(),
  category: z.string().nullable(),
  callerName: z.string().nullable(),
  phone: z.string().nullable(),
  district: z.string().nullable(),
  street: z.string().nullable(),
  community: z.string().nullable(),
  address: z.string().nullable(),
  occurred: z.string().nullable(),
  target: z.string().nullable(),
  tier: z.string().nullable(),
  unit: z.string().nullable(),
  mode: z.string().nullable(),
  repeat: z.boolean().nullable(),
  title: z.string().nullable(),
  summary: z.string().nullable(),
  cooperating: z.array(z.string()),
  secondary: z.array(z.string()),
})
export type CaseValues = z.infer<typeof caseValuesSchema>

/** An agent's edits of a call: what was typed or accepted, by field name. These fields are locked against the pipeline. */
export type Edits = Record<string, string | boolean | null>

/** `confirmed` made a case, `attached` belongs to one that was already there; both name it in `caseId`. */
export const callStates = ['open', 'confirmed', 'attached', 'discarded'] as const
export type CallState = (typeof callStates)[number]

export const callRecordSchema = z.object({
  id: z.string(),
  state: z.enum(callStates),
  /** Counts the writes: a writer who read an older version is refused. */
  version: z.number().int(),
  createdAt: z.string(),
  updatedAt: z.string(),
  call: callSchema,
  form: formSchema,
  edits: z.record(z.string(), z.union([z.string(), z.boolean(), z.null()])),
  caseId: z.string().nullable(),
})
export type CallRecord = z.infer<typeof callRecordSchema>

/** 待派 | 已派 | 退回 | 提级 | 并入 another case. */
export const caseStates = ['pending', 'dispatched', 'returned', 'escalated', 'attached'] as const
export type CaseState = (typeof caseStates)[number]

export const caseRecordSchema = z.object({
  id: z.string(),
  callId: z.string(),
  state: z.enum(caseStates),
  version: z.number().int(),
  openedAt: z.string(),
  updatedAt: z.string(),
  /** ISO instant; set once, a return does not restart it. */
  deadline: z.string().nullable(),
  values: caseValuesSchema,
  /** How often units have sent it back. */
  bounces: z.number().int().nonnegative(),
  /** The units that sent it back, in their order. */
  returnedBy: z.array(z.string()),
  attachedTo: z.string().nullable(),
  model: modelVersionSchema,
})
export type CaseRecord = z.infer<typeof caseRecordSchema>

export const eventKinds = [
  'call.opened',
  'call.turns',
  'call.edited',
  'call.attached',
  'call.detached',
  'call.discarded',
  'case.opened',
  'case.accepted',
  'case.changed',
  'case.returned',
  'case.escalated',
  'case.attached',
  'case.undone',
  'fallback.asked',
] as const
export type EventKind = (typeof eventKinds)[number]

/** One line of the append-only log: who, when, what, from what to what, why, by which model. */
export const eventSchema = z.object({
  at: z.string(),
  actor: z.string(),
  kind: z.enum(eventKinds),
  callId: z.string().nullable(),
  caseId: z.string().nullable(),
  field: z.string().nullable(),
  from: z.unknown(),
  to: z.unknown(),
  reason: z.string().nullable(),
  model: z.string().nullable(),
})
export type CaseEvent = z.infer<typeof eventSchema>
export const storedEventSchema = eventSchema.extend({ seq: z.number().int() })
export type StoredEvent = z.infer<typeof storedEventSchema>

/** What was predicted beside what a person decided. */
export interface PredictionRecord {
  caseId: string
  field: FieldName
  predicted: unknown
  confidence: number | null
  level: string | null
  source: string | null
  final: unknown
  accepted: boolean
  category: string | null
  model: string
  at: string
}

export const emptyCaseValues = (): CaseValues => ({
  ...(Object.fromEntries(fieldNames.map((name) => [name, null])) as Omit<CaseValues, 'cooperating' | 'secondary'>),
  cooperating: [],
  secondary: [],
})
