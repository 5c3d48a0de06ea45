import type { Call, Turn } from '../domain/call.ts'
import type {
  CallRecord,
  CaseEvent,
  CaseRecord,
  CaseValues,
  Edits,
  EventKind,
  PredictionRecord,
} from '../domain/case.ts'
import type { City } from '../domain/city.ts'
import { type Fault, JiesuError } from '../domain/errors.ts'
import { type FieldName, type Form, fieldNames } from '../domain/form.ts'
import type { Intake, Pipeline } from '../intake/pipeline.ts'
import type { Receipt, Store } from '../store/store.ts'
import { checkEdits } from './check-edits.ts'
import { checkLimits } from './limits.ts'
import type { Limits } from './services.ts'

/** Turns the answer to a request into the receipt that is written together with the change; undefined without a key. */
export type Seal = (answer: unknown) => Receipt | undefined

interface Request {
  actor: string
  seal?: Seal
}

export interface Desk {
  open(request: Request & { call: Call }): Promise<CallRecord>
  addTurns(request: Request & { id: string; turns: readonly Turn[] }): Promise<CallRecord>
  edit(
    request: Request & {
      id: string
      edits: Record<string, unknown>
      release: readonly FieldName[]
      version?: number | undefined
    },
  ): Promise<CallRecord>
  confirm(request: Request & { id: string; edits: Record<string, unknown> }): Promise<CaseRecord>
  discard(request: Request & { id: string; reason: string | null }): Promise<CallRecord>
  call(id: string): Promise<CallRecord>
}

export interface DeskOptions {
  city: City
  store: Store
  pipeline: Pipeline
  limits: Limits
  clock: () => Date
  /** A new case's number, unique. */
  caseNumber: (at: Date) => string
}

/** Fields without which a case cannot be sent anywhere. */
const REQUIRED: readonly FieldName[] = ['appealType', 'category', 'tier', 'unit', 'title']

/** What agents do with calls: take them, correct the form, confirm it into a case. Each is one atomic change. */
export function createDesk({ city, store, pipeline, limits, clock, caseNumber }: DeskOptions): Desk {
  const read = (call: Call, edits: Edits): Promise<Intake> =>
    pipeline(call, { now: call.startedAt ? new Date(call.startedAt) : clock(), edits })

  const existing = async (id: string): Promise<CallRecord> => {
    const record = await store.call(id)
    if (!record) throw new JiesuError('not_found', `没有来电「${id}」`, { faults: [{ path: 'id', message: id }] })
    return record
  }

  const stillOpen = async (id: string): Promise<CallRecord> => {
    const record = await existing(id)
    if (record.state === 'open') return record
    throw new JiesuError(
      'conflict',
      record.caseId ? `来电「${id}」已归入案件 ${record.caseId}，不能再改` : `来电「${id}」已作废`,
    )
  }

  const event = (kind: EventKind, actor: string, rest: Partial<CaseEvent>): CaseEvent => ({
    at: clock().toISOString(),
    actor,
    kind,
    callId: null,
    caseId: null,
    field: null,
    from: null,
    to: null,
    reason: null,
    model: null,
    ...rest,
  })

  /** What a language model was asked in earnest: not what it had answered before, nor what was never sent. */
  const questions = ({ callId, asked }: { callId: string; asked: Intake['asked'] }): CaseEvent[] =>
    asked
      .filter(({ attempts, cached }) => attempts > 0 && !cached)
      .map(({ callId: _call, prompt, model, merged, reason, ...rest }) =>
        event('fallback.asked', `llm:${model}`, {
          callId,
          to: { ...rest, prompt, taken: merged.filter(({ taken }) => taken).map(({ field }) => field) },
          reason,
          model: `${model} ${prompt}`,
        }),
      )

  const save = async (
    before: CallRecord,
    change: Partial<CallRecord>,
    { events, seal }: { events: CaseEvent[]; seal: Seal | undefined },
  ) => {
    const record: CallRecord = { ...before, ...change, version: before.version + 1, updatedAt: clock().toISOString() }
    await store.commit({ calls: [{ record, expected: before.version }], events, ...receiptOf(seal, record) })
    return record
  }

  return {
    call: existing,

    async open({ call, actor, seal }) {
      checkLimits(call.turns, limits)
      const at = clock().toISOString()
      const started: Call = { ...call, startedAt: call.startedAt ?? at }
      const { form, asked } = await read(started, {})
      const record: CallRecord = {
        id: call.id,
        state: 'open',
        version: 1,
        createdAt: at,
        updatedAt: at,
        call: started,
        form,
        edits: {},
        caseId: null,
      }
      const opened = event('call.opened', actor, {
        callId: call.id,
        to: { turns: call.turns.length },
        model: form.model.heads,
      })
      await store.commit({
        calls: [{ record, expected: 0 }],
        events: [opened, ...questions({ callId: call.id, asked })],
        ...receiptOf(seal, record),
      })
      return record
    },

    async addTurns({ id, turns, actor, seal }) {
      const before = await stillOpen(id)
      const call: Call = { ...before.call, turns: [...before.call.turns, ...turns] }
      checkLimits(call.turns, limits)
      const { form, asked } = await read(call, before.edits)
      return save(
        before,
        { call, form },
        {
          events: [
            event('call.turns', actor, { callId: id, to: { added: turns.length } }),
            ...questions({ callId: id, asked }),
          ],
          seal,
        },
      )
    },

    async edit({ id, edits, release, version, actor, seal }) {
      const before = await stillOpen(id)
      if (version !== undefined && version !== before.version)
        throw new JiesuError('conflict', `表单已是第 ${before.version} 版，您改的是第 ${version} 版，请刷新后再改`)
      const checked = checkEdits(edits, city)
      const kept = Object.entries({ ...before.edits, ...checked }).filter(
        ([field]) => !release.includes(field as FieldName),
      )
      const merged = Object.fromEntries(kept) as Edits
      const { form, asked } = await read(before.call, merged)
      const events = Object.entries(checked).map(([field, to]) =>
        event('call.edited', actor, {
          callId: id,
          field,
          from: before.form[field as FieldName]?.value ?? null,
          to,
          model: before.form.model.heads,
        }),
      )
      return save(before, { edits: merged, form }, { events: [...events, ...questions({ callId: id, asked })], seal })
    },

    async confirm({ id, edits, actor, seal }) {
      const before = await existing(id)
      if (before.state === 'confirmed' && before.caseId) return alreadyConfirmed(store, before.caseId)
      await stillOpen(id)
      const merged: Edits = { ...before.edits, ...checkEdits(edits, city) }
      const { form, asked } = await read(before.call, merged)
      const { form: predicted, prediction, asked: askedAgain } = await read(before.call, {})
      const values = valuesOf(form)
      checkComplete(values)
      const now = clock()
      const at = now.toISOString()
      const record: CaseRecord = {
        id: caseNumber(now),
        callId: id,
        state: 'pending',
        version: 1,
        openedAt: at,
        updatedAt: at,
        deadline: form.deadline,
        values,
        bounces: 0,
        returnedBy: [],
        attachedTo: null,
        model: form.model,
      }
      const confirmed: CallRecord = {
        ...before,
        state: 'confirmed',
        caseId: record.id,
        edits: merged,
        form,
        version: before.version + 1,
        updatedAt: at,
      }
      await store.commit({
        calls: [{ record: confirmed, expected: before.version }],
        cases: [{ record, expected: 0 }],
        index: [
          {
            caseId: record.id,
            text: searchText({ record, call: before.call, city }),
            vector: prediction?.vector ?? null,
          },
        ],
        predictions: compare({ predicted, record, at }),
        events: [
          event('case.opened', actor, { callId: id, caseId: record.id, to: values, model: form.model.heads }),
          ...questions({ callId: id, asked: [...asked, ...askedAgain] }),
        ],
        ...receiptOf(seal, record),
      })
      return record
    },

    async discard({ id, reason, actor, seal }) {
      const before = await stillOpen(id)
      return save(
        before,
        { state: 'discarded' },
        { events: [event('call.discarded', actor, { callId: id, reason })], seal },
      )
    },
  }
}

/** A confirmation sent twice (a lost answer, a double click) is answered with the case that it made the first time. */
async function alreadyConfirmed(store: Store, caseId: string): Promise<CaseRecord> {
  const record = await store.case(caseId)
  if (!record) throw new JiesuError('not_found', `没有案件「${caseId}」`)
  return record
}

export function receiptOf(seal: Seal | undefined, answer: unknown): { receipt?: Receipt } {
  const receipt = seal?.(answer)
  return receipt ? { receipt } : {}
}

export function valuesOf(form: Form): CaseValues {
  const single = Object.fromEntries(fieldNames.map((name) => [name, form[name]?.value ?? null]))
  return {
    ...(single as Omit<CaseValues, 'cooperating' | 'secondary'>),
    cooperating: form.cooperating.map((item) => item.value),
    secondary: form.secondary.map((item) => item.value),
  }
}

function checkComplete(values: CaseValues): void {
  const faults: Fault[] = REQUIRED.filter((field) => values[field] === null).map((field) => ({
    path: `edits.${field}`,
    message: '必填，请在确认前补上',
  }))
  if (faults.length > 0) throw new JiesuError('invalid_input', '还有必填项没有内容，不能确认', { faults })
}

function compare({ predicted, record, at }: { predicted: Form; record: CaseRecord; at: string }): PredictionRecord[] {
  return fieldNames.map((field) => {
    const suggestion = predicted[field]
    const final = record.values[field]
    return {
      caseId: record.id,
      field,
      predicted: suggestion?.value ?? null,
      confidence: suggestion?.confidence ?? null,
      level: suggestion?.level ?? null,
      source: suggestion?.source ?? null,
      final,
      accepted: (suggestion?.value ?? null) === final,
      category: record.values.category,
      model:
        suggestion?.source === 'llm' ? `${predicted.model.heads} ${predicted.model.prompts}` : predicted.model.heads,
      at,
    }
  })
}

export function searchText({ record, call, city }: { record: CaseRecord; call: Call; city: City }): string {
  const { values } = record
  const names = [
    ...(values.category ? city.taxonomy.path(values.category) : []),
    city.units.get(values.unit ?? '')?.name,
    city.units.district(values.district ?? '')?.name,
    city.units.street(values.street ?? '')?.name,
  ]
  const said = call.turns.map((turn) => turn.text)
  return [
    record.id,
    values.title,
    values.summary,
    values.callerName,
    values.phone,
    values.address,
    values.target,
    ...names,
    ...said,
  ]
    .filter(Boolean)
    .join('\n')
}
