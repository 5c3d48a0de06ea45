import { expect, it } from 'vitest'
import { type CallRecord, type CaseRecord, emptyCaseValues } from '../../../domain/case.ts'
import { emptyForm } from '../../../domain/form.ts'
import { orderQueue } from './queue.ts'

const model = { encoder: 'e', heads: 'h', prompts: null }
const options = { now: new Date('2026-01-05T08:00:00Z'), utcOffset: 8 }

function item(id: string, over: Partial<CaseRecord> = {}, level: 'auto' | 'review' = 'auto') {
  const record: CaseRecord = {
    id,
    callId: `call-${id}`,
    state: 'pending',
    version: 1,
    openedAt: '2026-01-05T07:00:00.000Z',
    updatedAt: '2026-01-05T07:00:00.000Z',
    deadline: '2026-01-10T08:00:00.000Z',
    values: emptyCaseValues(),
    bounces: 0,
    returnedBy: [],
    attachedTo: null,
    model,
    ...over,
  }
  const unit = { value: 'u', confidence: 0.9, level, source: 'rule' as const, evidence: [], alternatives: [] }
  const call = { form: { ...emptyForm({ id, city: 'test', model }), unit } } as unknown as CallRecord
  return { record, call }
}

it('puts what is due sooner first: overdue, within two hours, today and tomorrow in the city, later, without a deadline', () => {
  const rows = orderQueue(
    [
      item('none', { deadline: null }),
      item('later', { deadline: '2026-01-06T16:30:00.000Z' }),
      item('tomorrow', { deadline: '2026-01-05T16:30:00.000Z' }),
      item('today', { deadline: '2026-01-05T15:30:00.000Z' }),
      item('soon', { deadline: '2026-01-05T09:30:00.000Z' }),
      item('over', { deadline: '2026-01-05T07:59:00.000Z' }),
    ],
    options,
  )
  expect(rows.map(({ record, urgency }) => [record.id, urgency])).toEqual([
    ['over', 'overdue'],
    ['soon', 'soon'],
    ['today', 'today'],
    ['tomorrow', 'tomorrow'],
    ['later', 'later'],
    ['none', 'noDeadline'],
  ])
})

it('puts the riskier first among those due at the same time of need', () => {
  const rows = orderQueue(
    [
      item('plain', { deadline: '2026-01-07T00:00:00.000Z' }),
      item('bounced', { bounces: 1, state: 'returned' }),
      item('urgent', { values: { ...emptyCaseValues(), tier: '2h' } }),
    ],
    options,
  )
  expect(rows.map(({ record }) => record.id)).toEqual(['urgent', 'bounced', 'plain'])
})

it('calls a case safe only when nothing speaks for a look of its own', () => {
  const only = (...given: Parameters<typeof item>) => orderQueue([item(...given)], options)[0]
  const sure = only('sure')
  const unsure = only('unsure', {}, 'review')
  const bounced = only('bounced', { bounces: 1 })
  const urgent = only('urgent', { values: { ...emptyCaseValues(), tier: '2h' } })
  expect(sure).toMatchObject({ safe: true, risks: [] })
  expect(unsure).toMatchObject({ safe: false, risks: ['unsure'] })
  expect(bounced).toMatchObject({ safe: false, risks: ['bounced'] })
  expect(urgent).toMatchObject({ safe: false, risks: ['urgent'] })
})
