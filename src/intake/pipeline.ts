import type { Call } from '../domain/call.ts'
import type { Edits } from '../domain/case.ts'
import { emptyForm, type FieldName, type Form, type FormFields, type ModelVersion } from '../domain/form.ts'
import type { Suggestion } from '../domain/suggestion.ts'
import type { CallPrediction } from '../model/call-classifier.ts'
import type { Component, IntakeDoc } from './doc.ts'
import type { Asked } from './fallback-asked.ts'

export interface IntakeOptions {
  /** When the call takes place; 昨晚 and deadlines count from here. */
  now: Date
  /** What an agent has decided: it stands in the form as it is and no component touches it. */
  edits?: Edits
}

export interface Intake {
  form: Form
  prediction: CallPrediction | null
  /** What a language model was asked; empty without one. */
  asked: readonly Asked[]
}

/** Reads a call as far as it has come. Called again with more turns it gives the updated form. */
export type Pipeline = (call: Call, options: IntakeOptions) => Promise<Intake>

export interface PipelineOptions {
  city: string
  model: ModelVersion
  components: readonly Component[]
}

export function createPipeline({ city, model, components }: PipelineOptions): Pipeline {
  return async (call, { now, edits = {} }) => {
    let doc: IntakeDoc = {
      call,
      now,
      turns: [],
      prediction: null,
      locked: new Set(Object.keys(edits) as FieldName[]),
      form: { ...emptyForm({ id: call.id, city, model }), ...decided(edits) },
    }
    if (!isSpoken(call)) return { form: doc.form, prediction: null, asked: [] }
    for (const component of components) doc = await component(doc)
    return { form: doc.form, prediction: doc.prediction, asked: doc.asked ?? [] }
  }
}

/** Until the caller has said something there is nothing to fill in, whatever silence is most often about. */
function isSpoken({ turns }: Call): boolean {
  return turns.some(({ role, text }) => role === 'caller' && /[\p{L}\p{N}]/u.test(text))
}

function decided(edits: Edits): Partial<FormFields> {
  const entries = Object.entries(edits).map(([field, value]) => [field, value === null ? null : agentSays(value)])
  return Object.fromEntries(entries) as Partial<FormFields>
}

const agentSays = <T>(value: T): Suggestion<T> => ({
  value,
  confidence: 1,
  level: 'auto',
  source: 'agent',
  evidence: [],
  alternatives: [],
})
