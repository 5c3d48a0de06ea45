import type { CaseEvent, CaseRecord, EventKind, PredictionRecord } from '../domain/case.ts'
import type { City } from '../domain/city.ts'
import { JiesuError } from '../domain/errors.ts'
import type { Store } from '../store/store.ts'
import { receiptOf, type Seal } from './desk.ts'
import type { AssignmentInput } from './schemas.ts'

export interface Dispatch {
  assign(request: AssignmentInput & { id: string; seal?: Seal }): Promise<CaseRecord>
}

export interface DispatchOptions {
  city: City
  store: Store
  clock: () => Date
}

/** From this many returns on a case goes up a level instead of round in circles. */
export const MAX_BOUNCES = 3

type Step = { kind: EventKind; change: Partial<CaseRecord> }

/** What dispatchers do with cases. Every step is an event with its reason; undo takes the last step back. */
export function createDispatch({ city, store, clock }: DispatchOptions): Dispatch {
  const existing = async (id: string): Promise<CaseRecord> => {
    const record = await store.case(id)
    if (!record) throw new JiesuError('not_found', `没有案件「${id}」`, { faults: [{ path: 'id', message: id }] })
    return record
  }

  const step = async (input: AssignmentInput, record: CaseRecord): Promise<Step> => {
    switch (input.action) {
      case 'accept':
        allow(record, ['pending', 'returned'])
        return { kind: 'case.accepted', change: { state: 'dispatched' } }
      case 'change':
        allow(record, ['pending', 'returned', 'dispatched', 'escalated'])
        return { kind: 'case.changed', change: { state: 'dispatched', values: changed(input, record, city) } }
      case 'return':
        allow(record, ['dispatched'])
        return returned(input, record, city)
      case 'attach':
        allow(record, ['pending', 'returned'])
        return {
          kind: 'case.attached',
          change: { state: 'attached', attachedTo: await attachable(input, record, existing) },
        }
      case 'undo':
        return { kind: 'case.undone', change: await before(record, store) }
    }
  }

  return {
    async assign({ id, seal, ...input }) {
      const record = await existing(id)
      if (input.version !== undefined && input.version !== record.version)
        throw new JiesuError('conflict', `案件「${id}」刚被别人处理过，请刷新后再派`)
      const { kind, change } = await step(input, record)
      const at = clock().toISOString()
      const next: CaseRecord = { ...record, ...change, version: record.version + 1, updatedAt: at }
      const event: CaseEvent = {
        at,
        actor: input.actor,
        kind,
        callId: record.callId,
        caseId: id,
        field: 'unit',
        from: snapshot(record),
        to: snapshot(next),
        reason: input.reason,
        model: record.model.heads,
      }
      await store.commit({
        cases: [{ record: next, expected: record.version }],
        events: [event],
        predictions: await settled(next, store),
        ...receiptOf(seal, next),
      })
      return next
    },
  }
}

/** What was suggested beside what dispatch has settled on since, so that the pairs that go wrong are counted. */
async function settled({ id, values }: CaseRecord, store: Store): Promise<PredictionRecord[]> {
  return (await store.predictions(id)).flatMap((row) => {
    if (row.field !== 'unit' && row.field !== 'mode') return []
    const final = values[row.field]
    return final === row.final ? [] : [{ ...row, final, accepted: row.predicted === final }]
  })
}

/** What a step can change, kept in its event so that it can be taken back. */
const snapshot = ({ state, bounces, returnedBy, attachedTo, values }: CaseRecord) => ({
  state,
  bounces,
  returnedBy,
  attachedTo,
  unit: values.unit,
  cooperating: values.cooperating,
  mode: values.mode,
})
type Snapshot = ReturnType<typeof snapshot>

function allow(record: CaseRecord, states: CaseRecord['state'][]): void {
  if (!states.includes(record.state))
    throw new JiesuError('conflict', `案件「${record.id}」现在是 ${record.state} 状态，不能这样处理`)
}

const missing = (path: string, message: string) =>
  new JiesuError('invalid_input', message, { faults: [{ path, message }] })

function changed(input: AssignmentInput, record: CaseRecord, city: City): CaseRecord['values'] {
  const unit = input.unit ?? record.values.unit
  const cooperating = input.cooperating ?? record.values.cooperating
  for (const id of [unit, ...cooperating])
    if (!city.units.get(id ?? ''))
      throw missing(id === unit ? 'unit' : 'cooperating', `没有单位「${id}」，可用 /api/units?q= 查`)
  if (unit === record.values.unit && !input.cooperating && !input.mode)
    throw missing('unit', '改派要给出另一个单位、协办或方式')
  return {
    ...record.values,
    unit,
    cooperating: cooperating.filter((id) => id !== unit),
    mode: input.mode ?? record.values.mode,
  }
}

function returned(input: AssignmentInput, record: CaseRecord, city: City): Step {
  if (!input.reason) throw missing('reason', '退回要写明理由')
  if (record.bounces >= MAX_BOUNCES)
    throw new JiesuError(
      'conflict',
      `案件「${record.id}」已退回 ${record.bounces} 次并提级，由现承办单位办结，不能再退回`,
    )
  const bounces = record.bounces + 1
  const returnedBy = [...record.returnedBy, ...(record.values.unit ? [record.values.unit] : [])]
  if (bounces < MAX_BOUNCES) return { kind: 'case.returned', change: { state: 'returned', bounces, returnedBy } }
  const government = city.units.district(record.values.district ?? '')?.id
  const above = government && !returnedBy.includes(government) ? government : city.dispatching.tables.unknownPlace
  const values = { ...record.values, mode: 'escalate', unit: above }
  return { kind: 'case.escalated', change: { state: 'escalated', bounces, returnedBy, values } }
}

async function attachable(
  input: AssignmentInput,
  record: CaseRecord,
  existing: (id: string) => Promise<CaseRecord>,
): Promise<string> {
  if (!input.attachTo) throw missing('attachTo', '并入要给出案件号')
  if (input.attachTo === record.id) throw missing('attachTo', '不能并入自己')
  const target = await existing(input.attachTo)
  if (target.state === 'attached') throw missing('attachTo', `「${target.id}」自己已并入 ${target.attachedTo}`)
  return target.id
}

async function before(record: CaseRecord, store: Store): Promise<Partial<CaseRecord>> {
  const steps = (await store.history({ caseId: record.id })).filter(
    (event) => event.kind.startsWith('case.') && event.kind !== 'case.opened',
  )
  const last = steps.at(-1)
  if (!last || last.kind === 'case.undone') throw new JiesuError('conflict', `案件「${record.id}」没有可撤销的操作`)
  const { state, bounces, returnedBy, attachedTo, unit, cooperating, mode } = last.from as Snapshot
  return { state, bounces, returnedBy, attachedTo, values: { ...record.values, unit, cooperating, mode } }
}
