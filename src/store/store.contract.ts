import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type CallRecord,
  type CaseEvent,
  type CaseRecord,
  emptyCaseValues,
  type PredictionRecord,
} from '../domain/case.ts'
import { emptyForm } from '../domain/form.ts'
import type { Store } from './store.ts'

export const DIMENSIONS = 8
const model = { encoder: 'e', heads: 'h', prompts: null }

export function unit(...values: number[]): Float32Array {
  const vector = new Float32Array(DIMENSIONS)
  vector.set(values)
  const norm = Math.hypot(...vector)
  return vector.map((value) => value / norm)
}

export function callRecord(id: string, over: Partial<CallRecord> = {}): CallRecord {
  return {
    id,
    state: 'open',
    version: 1,
    createdAt: '2026-01-05T08:00:00.000Z',
    updatedAt: '2026-01-05T08:00:00.000Z',
    call: { id, channel: '电话', callerId: null, turns: [{ role: 'caller', text: '楼道灯坏了' }] },
    form: emptyForm({ id, city: 'test', model }),
    edits: {},
    caseId: null,
    ...over,
  }
}

export function caseRecord(
  id: string,
  over: Partial<CaseRecord> = {},
  values: Partial<CaseRecord['values']> = {},
): CaseRecord {
  return {
    id,
    callId: `call-${id}`,
    state: 'pending',
    version: 1,
    openedAt: '2026-01-05T08:00:00.000Z',
    updatedAt: '2026-01-05T08:00:00.000Z',
    deadline: null,
    values: { ...emptyCaseValues(), ...values },
    bounces: 0,
    returnedBy: [],
    attachedTo: null,
    model,
    ...over,
  }
}

const event = (over: Partial<CaseEvent>): CaseEvent => ({
  at: '2026-01-05T08:00:00.000Z',
  actor: '坐席 01',
  kind: 'case.opened',
  callId: null,
  caseId: null,
  field: null,
  from: null,
  to: null,
  reason: null,
  model: null,
  ...over,
})

const add = (record: CaseRecord, text = '', vector: Float32Array | null = null) => ({
  cases: [{ record, expected: 0 }],
  index: [{ caseId: record.id, text, vector }],
})

/** What every store must do; `create` gives an empty one. */
export function describeStore(name: string, create: () => Store | Promise<Store>) {
  describe(name, () => {
    let store: Store
    beforeEach(async () => {
      store = await create()
    })
    afterEach(() => store.close())

    it('gives back a call as it was written, and null for one it does not know', async () => {
      const record = callRecord('a', { edits: { callerName: '王女士', repeat: false } })
      await store.commit({ calls: [{ record, expected: 0 }] })
      expect(await store.call('a')).toEqual(record)
      expect(await store.call('b')).toBeNull()
    })

    it('refuses a write over a newer version and writes nothing of that change', async () => {
      await store.commit({ calls: [{ record: callRecord('a'), expected: 0 }] })
      await store.commit({ calls: [{ record: callRecord('a', { version: 2 }), expected: 1 }] })
      const stale = store.commit({
        calls: [
          { record: callRecord('b'), expected: 0 },
          { record: callRecord('a', { version: 2 }), expected: 1 },
        ],
        events: [event({ callId: 'b' })],
      })
      await expect(stale).rejects.toMatchObject({ code: 'conflict' })
      expect(await store.call('b')).toBeNull()
      expect(await store.lastEvent()).toBe(0)
    })

    it('refuses a second record of the same id', async () => {
      await store.commit(add(caseRecord('c1')))
      await expect(store.commit(add(caseRecord('c1')))).rejects.toMatchObject({ code: 'conflict' })
    })

    it('keeps one receipt a key', async () => {
      const receipt = { key: 'k', request: 'POST /x', status: 201, body: '{"id":1}', at: '2026-01-05T08:00:00.000Z' }
      await store.commit({ receipt })
      expect(await store.receipt('k')).toEqual(receipt)
      await expect(store.commit({ calls: [{ record: callRecord('a'), expected: 0 }], receipt })).rejects.toMatchObject({
        code: 'conflict',
      })
      expect(await store.call('a')).toBeNull()
    })

    it('finds cases by words of two characters and more, by digits, and only when all words occur', async () => {
      await store.commit(add(caseRecord('c1'), '故宫东门外便道积水，电话13800138000'))
      await store.commit(add(caseRecord('c2'), '故乡小区停水'))
      const ids = async (text: string) => (await store.cases({ text, limit: 10 })).items.map((item) => item.id)
      expect(await ids('故宫')).toEqual(['c1'])
      expect(await ids('便道积水')).toEqual(['c1'])
      expect(await ids('0138')).toEqual(['c1'])
      expect(await ids('水')).toEqual(['c2', 'c1'])
      expect(await ids('故宫 停水')).toEqual([])
      expect(await ids('宫故')).toEqual([])
      expect(await ids('"OR" * 故宫)')).toEqual([])
      expect(await ids('')).toHaveLength(2)
    })

    it('finds a case by its new words after they changed', async () => {
      await store.commit(add(caseRecord('c1'), '路灯不亮'))
      await store.commit({
        cases: [{ record: caseRecord('c1', { version: 2 }), expected: 1 }],
        index: [{ caseId: 'c1', text: '井盖松动', vector: unit(1) }],
      })
      expect((await store.cases({ text: '路灯', limit: 5 })).items).toEqual([])
      expect((await store.cases({ text: '井盖', limit: 5 })).items).toHaveLength(1)
    })

    it('filters by state, category of any level, place, unit, tier and time', async () => {
      await store.commit(
        add(
          caseRecord('c1', { state: 'pending' }, { category: '010101', district: '110114', unit: 'u-a', tier: '2h' }),
        ),
      )
      await store.commit(
        add(
          caseRecord(
            'c2',
            { state: 'dispatched', openedAt: '2026-02-01T00:00:00.000Z' },
            { category: '010201', district: '110105', street: '110105026', unit: 'u-b', tier: '7d' },
          ),
        ),
      )
      const ids = async (query: object) => (await store.cases({ limit: 10, ...query })).items.map((item) => item.id)
      expect(await ids({ states: ['pending'] })).toEqual(['c1'])
      expect(await ids({ category: '01' })).toEqual(['c2', 'c1'])
      expect(await ids({ category: '0102' })).toEqual(['c2'])
      expect(await ids({ district: '110105', street: '110105026', unit: 'u-b', tier: '7d' })).toEqual(['c2'])
      expect(await ids({ from: '2026-01-10T00:00:00.000Z' })).toEqual(['c2'])
      expect(await ids({ to: '2026-01-10T00:00:00.000Z' })).toEqual(['c1'])
    })

    it('pages through equal sort keys without losing or repeating a case, newest or most urgent first', async () => {
      for (const [index, id] of ['a', 'b', 'c', 'd', 'e'].entries())
        await store.commit(
          add(caseRecord(id, { deadline: index === 0 ? null : `2026-01-0${7 - index}T00:00:00.000Z` })),
        )
      const walk = async (order: 'newest' | 'deadline') => {
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const page = await store.cases({ order, limit: 2, cursor })
          seen.push(...page.items.map((item) => item.id))
          cursor = page.next ?? undefined
        } while (cursor)
        return seen.join('')
      }
      expect(await walk('newest')).toBe('edcba')
      expect(await walk('deadline')).toBe('edcba')
      await expect(store.cases({ limit: 1, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_input' })
    })

    it('finds the nearest past cases of a group, of one district and since a day when asked', async () => {
      const put = (
        id: string,
        vector: Float32Array,
        over: Partial<CaseRecord> = {},
        values: Partial<CaseRecord['values']> = {},
      ) => store.commit(add(caseRecord(id, over, { category: '010101', district: 'x', ...values }), '', vector))
      await put('near', unit(1, 0.1))
      await put('far', unit(0, 0, 1))
      await put('elsewhere', unit(1), {}, { district: 'y' })
      await put('other-matter', unit(1), {}, { category: '020101' })
      await put('old', unit(1), { openedAt: '2020-01-01T00:00:00.000Z' })
      const query = { vector: unit(1), k: 2, groups: ['0101'], since: '2025-01-01T00:00:00.000Z' }
      const inX = await store.nearest({ ...query, district: 'x' })
      expect(inX.map((item) => item.record.id)).toEqual(['near', 'far'])
      expect(inX[0]!.similarity).toBeGreaterThan(0.98)
      expect((await store.nearest({ ...query, district: null })).map((item) => item.record.id)).toEqual([
        'elsewhere',
        'near',
      ])
      const both = await store.nearest({ ...query, groups: ['0101', '0201'], district: 'x' })
      expect(both.map((item) => item.record.id)).toEqual(['other-matter', 'near'])
    })

    it('keeps what was predicted beside what was decided, and counts it by field and confidence', async () => {
      const row: PredictionRecord = {
        caseId: 'c1',
        field: 'category',
        predicted: '010101',
        confidence: 0.93,
        level: 'auto',
        source: 'model',
        final: '010102',
        accepted: false,
        category: '010102',
        model: 'h',
        at: '2026-01-05T08:00:00.000Z',
      }
      await store.commit({
        predictions: [row, { ...row, field: 'repeat', predicted: false, final: false, accepted: true, confidence: 1 }],
      })
      expect(await store.predictions('c1')).toEqual([
        row,
        { ...row, field: 'repeat', predicted: false, final: false, accepted: true, confidence: 1 },
      ])
      expect(await store.acceptance('2026-01-01T00:00:00.000Z')).toEqual([
        { day: '2026-01-05', field: 'category', category: '01', bin: 9, model: 'h', total: 1, accepted: 0 },
        { day: '2026-01-05', field: 'repeat', category: '01', bin: 9, model: 'h', total: 1, accepted: 1 },
      ])
      expect(await store.acceptance('2027-01-01T00:00:00.000Z')).toEqual([])
      await store.commit({ predictions: [{ ...row, final: '010101', accepted: true }] })
      expect((await store.predictions('c1')).filter(({ field }) => field === 'category')).toEqual([
        { ...row, final: '010101', accepted: true },
      ])
      expect(await store.corrected('2026-01-01T00:00:00.000Z')).toBe(0)
    })

    it('finds the suggestions that people overrule, the commonest first, and counts the cases they are in', async () => {
      const row: PredictionRecord = {
        caseId: 'c1',
        field: 'category',
        predicted: '010101',
        confidence: 0.7,
        level: 'suggest',
        source: 'model',
        final: '010102',
        accepted: false,
        category: '010102',
        model: 'h',
        at: '2026-01-05T08:00:00.000Z',
      }
      await store.commit({
        predictions: [
          row,
          { ...row, field: 'repeat', predicted: false, final: true },
          { ...row, field: 'title', predicted: null, final: '停暖' },
          { ...row, caseId: 'c2' },
          { ...row, caseId: 'c3', final: '010101', accepted: true },
          { ...row, caseId: 'c4', at: '2025-01-05T08:00:00.000Z' },
        ],
      })
      const since = '2026-01-01T00:00:00.000Z'
      expect(await store.overruled(since, 5)).toEqual([
        { field: 'category', predicted: '010101', final: '010102', total: 2 },
        { field: 'repeat', predicted: false, final: true, total: 1 },
      ])
      expect(await store.overruled(since, 1)).toHaveLength(1)
      expect(await store.corrected(since)).toBe(2)
    })

    it('counts what comes in by level-1 category', async () => {
      await store.commit(add(caseRecord('c1', {}, { category: '010101' })))
      await store.commit(add(caseRecord('c2', {}, { category: '010202' })))
      await store.commit(add(caseRecord('c3', {}, { category: '160301' })))
      await store.commit(add(caseRecord('c4', {}, {})))
      await store.commit(add(caseRecord('c5', { openedAt: '2025-01-01T00:00:00.000Z' }, { category: '010101' })))
      expect(await store.mix('2026-01-01T00:00:00.000Z')).toEqual([
        { category: '01', total: 2 },
        { category: '16', total: 1 },
      ])
    })

    it('keeps events in order, by call, by case and as a feed', async () => {
      await store.commit({
        events: [
          event({ kind: 'call.opened', callId: 'a' }),
          event({ kind: 'case.opened', callId: 'a', caseId: 'c1', to: { unit: 'u' } }),
        ],
      })
      await store.commit({
        events: [event({ kind: 'case.accepted', caseId: 'c1', from: 'x', to: 'y', reason: '同意' })],
      })
      expect((await store.history({ caseId: 'c1' })).map((item) => item.kind)).toEqual(['case.opened', 'case.accepted'])
      expect((await store.history({ callId: 'a', caseId: 'c1' })).map((item) => item.seq)).toEqual([1, 2, 3])
      expect(await store.eventsAfter(1, 1)).toMatchObject([{ seq: 2, to: { unit: 'u' } }])
      expect(await store.lastEvent()).toBe(3)
    })

    it('lists calls newest first and by state', async () => {
      await store.commit({
        calls: [
          { record: callRecord('a'), expected: 0 },
          { record: callRecord('b', { state: 'confirmed', createdAt: '2026-01-06T08:00:00.000Z' }), expected: 0 },
        ],
      })
      expect((await store.calls({ limit: 5 })).items.map((item) => item.id)).toEqual(['b', 'a'])
      expect((await store.calls({ limit: 5, state: 'open' })).items.map((item) => item.id)).toEqual(['a'])
      expect(await store.counts()).toEqual({ calls: 2, cases: 0 })
    })
  })
}
