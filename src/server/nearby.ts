import type { CaseRecord, CaseState } from '../domain/case.ts'
import { JiesuError } from '../domain/errors.ts'
import type { Store } from '../store/store.ts'

export interface NearbyCase {
  case: CaseRecord
  /** The same matter at the same address: the call may belong to this case. */
  duplicate: boolean
}

/** Open cases of the call's kind around its place, by call id. */
export type Nearby = (callId: string) => Promise<NearbyCase[]>

const OPEN: readonly CaseState[] = ['pending', 'dispatched', 'returned', 'escalated']
const WINDOW_DAYS = 30
const COUNT = 5
const DAY = 86_400_000

/** Calls about one matter belong to the case that was first. */
const older = (a: CaseRecord, b: CaseRecord) => Date.parse(a.openedAt) - Date.parse(b.openedAt)

/** Looks in the street, or in the district while the street is not known, for cases of the same level-2 category. */
export function createNearby({ store, clock }: { store: Store; clock: () => Date }): Nearby {
  return async (callId) => {
    const record = await store.call(callId)
    if (!record)
      throw new JiesuError('not_found', `没有来电「${callId}」`, { faults: [{ path: 'id', message: callId }] })
    const { category, district, street, address, precedents } = record.form
    if (!category || !(street ?? district)) return []
    const { items } = await store.cases({
      states: OPEN,
      category: category.value.slice(0, 4),
      ...(street ? { street: street.value } : { district: district?.value }),
      from: new Date(clock().getTime() - WINDOW_DAYS * DAY).toISOString(),
      limit: COUNT * 2,
    })
    const known = new Set(precedents.filter((item) => item.duplicate).map((item) => item.caseId))
    const same = ({ id, values }: CaseRecord) =>
      known.has(id) || (address !== null && values.address === address.value && values.category === category.value)
    return items
      .filter((item) => item.callId !== callId)
      .map((item) => ({ case: item, duplicate: same(item) }))
      .sort((a, b) => Number(b.duplicate) - Number(a.duplicate) || (a.duplicate ? older(a.case, b.case) : 0))
      .slice(0, COUNT)
  }
}
