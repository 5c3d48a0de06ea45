import type { CallRecord, CaseRecord, Edits, PredictionRecord, StoredEvent } from '../../domain/case.ts'
import { type FieldName, type Form, fieldNames } from '../../domain/form.ts'
import type { Services } from '../services.ts'

/** One case with all that a person needs to decide about it. */
export interface Dossier {
  record: CaseRecord
  call: CallRecord | null
  history: StoredEvent[]
  /** Later calls about the same matter, which agents gave to this case. */
  attached: CallRecord[]
  predictions: PredictionRecord[]
  /** What jiesu would suggest today for the form as it stands: unit, runners-up, reasons, like cases. */
  advice: Form | null
}

/** Null where there is no such case. */
export async function readDossier(id: string, services: Services): Promise<Dossier | null> {
  const { store } = services
  const record = await store.case(id)
  if (!record) return null
  const [call, history, predictions] = await Promise.all([
    store.call(record.callId),
    store.history({ callId: record.callId, caseId: id }),
    store.predictions(id),
  ])
  const attached = await Promise.all(attachedCalls(history).map((callId) => store.call(callId)))
  const advice = call ? await advise({ record, call, predictions }, services) : null
  return { record, call, history, attached: attached.filter((other) => other !== null), predictions, advice }
}

/** Calls that were attached and not taken back. */
function attachedCalls(history: readonly StoredEvent[]): string[] {
  const calls = new Set<string>()
  for (const { kind, callId } of history) {
    if (kind === 'call.attached' && callId) calls.add(callId)
    if (kind === 'call.detached' && callId) calls.delete(callId)
  }
  return [...calls]
}

/** Fields whose runners-up lead to other units. */
const DECISIVE: readonly FieldName[] = ['category', 'district', 'street']

/**
 * Who answers is asked anew with the confirmed form. Where people kept what the model had said, the model may say it
 * again: only so does it bring its doubts and runners-up along. Should it say something else today, the form stands.
 */
async function advise(
  { record, call, predictions }: Pick<Dossier, 'record' | 'predictions'> & { call: CallRecord },
  { pipeline, clock }: Services,
): Promise<Form> {
  const agreed = predictions.filter((row) => row.accepted && DECISIVE.includes(row.field)).map((row) => row.field)
  const ask = async (open: readonly FieldName[]) =>
    (await pipeline(call.call, { now: clock(), edits: settled(record, ['unit', 'mode', ...open]) })).form
  const form = await ask(agreed)
  return agreed.every((field) => (form[field]?.value ?? null) === record.values[field]) ? form : ask([])
}

const settled = ({ values }: CaseRecord, open: readonly FieldName[]): Edits =>
  Object.fromEntries(fieldNames.filter((field) => !open.includes(field)).map((field) => [field, values[field]]))
