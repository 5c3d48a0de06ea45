import type { CallRecord, CaseEvent } from '../domain/case.ts'
import { JiesuError } from '../domain/errors.ts'
import type { Store } from '../store/store.ts'
import { receiptOf, type Seal } from './desk.ts'

/** Gives an open call to a case that is already there, or with `caseId` null takes it back and opens the call again. */
export type Attachment = (request: {
  id: string
  caseId: string | null
  actor: string
  seal?: Seal
}) => Promise<CallRecord>

/**
 * A call about what somebody has reported before needs no case of its own.
 * @throws JiesuError `not_found`; `conflict` when the call, or the case, is not open to it.
 */
export function createAttachment({ store, clock }: { store: Store; clock: () => Date }): Attachment {
  const target = async (caseId: string): Promise<string> => {
    const record = await store.case(caseId)
    if (!record)
      throw new JiesuError('not_found', `没有案件「${caseId}」`, { faults: [{ path: 'caseId', message: caseId }] })
    if (record.attachedTo) throw new JiesuError('conflict', `「${caseId}」自己已并入 ${record.attachedTo}`)
    return caseId
  }
  return async ({ id, caseId, actor, seal }) => {
    const before = await store.call(id)
    if (!before) throw new JiesuError('not_found', `没有来电「${id}」`, { faults: [{ path: 'id', message: id }] })
    const expected = caseId === null ? 'attached' : 'open'
    if (before.state !== expected)
      throw new JiesuError('conflict', `来电「${id}」现在是 ${before.state} 状态，不能这样处理`)
    const at = clock().toISOString()
    const record: CallRecord = {
      ...before,
      state: caseId === null ? 'open' : 'attached',
      caseId: caseId === null ? null : await target(caseId),
      version: before.version + 1,
      updatedAt: at,
    }
    const event: CaseEvent = {
      at,
      actor,
      kind: caseId === null ? 'call.detached' : 'call.attached',
      callId: id,
      caseId: caseId ?? before.caseId,
      field: null,
      from: null,
      to: null,
      reason: null,
      model: null,
    }
    await store.commit({ calls: [{ record, expected: before.version }], events: [event], ...receiptOf(seal, record) })
    return record
  }
}
