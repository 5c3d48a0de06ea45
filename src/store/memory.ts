import type { CallRecord, CaseRecord, PredictionRecord, StoredEvent } from '../domain/case.ts'
import { JiesuError } from '../domain/errors.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { searchable, searchPhrases } from './search-text.ts'
import type {
  AcceptanceRow,
  CaseQuery,
  Change,
  NearestQuery,
  OverruledRow,
  Page,
  Receipt,
  Store,
  Versioned,
} from './store.ts'

const LAST = '\u{10ffff}'

/** The store's twin without a disk, for tests and for trying things out. */
export function createMemoryStore(): Store {
  const calls = new Map<string, CallRecord>()
  const cases = new Map<string, CaseRecord>()
  const texts = new Map<string, string>()
  const vectors = new Map<string, Float32Array>()
  const predictions: PredictionRecord[] = []
  const events: StoredEvent[] = []
  const receipts = new Map<string, Receipt>()

  const check = (existing: { version: number } | undefined, expected: number, id: string) => {
    if ((existing?.version ?? 0) !== expected) throw conflict(id)
  }

  const write = <R extends { id: string }>(map: Map<string, R>, rows: readonly Versioned<R>[] = []) => {
    for (const { record } of rows) map.set(record.id, structuredClone(record))
  }

  return {
    async commit(change: Change) {
      for (const { record, expected } of change.calls ?? []) check(calls.get(record.id), expected, record.id)
      for (const { record, expected } of change.cases ?? []) check(cases.get(record.id), expected, record.id)
      if (change.receipt && receipts.has(change.receipt.key)) throw conflict(change.receipt.key)
      write(calls, change.calls)
      write(cases, change.cases)
      for (const { caseId, text, vector } of change.index ?? []) {
        texts.set(caseId, ` ${searchable(text)} `)
        if (vector) vectors.set(caseId, vector.slice())
        else vectors.delete(caseId)
      }
      for (const row of change.predictions ?? []) {
        const known = predictions.findIndex(({ caseId, field }) => caseId === row.caseId && field === row.field)
        if (known >= 0) predictions.splice(known, 1)
        predictions.push(structuredClone(row))
      }
      for (const event of change.events ?? []) events.push({ ...structuredClone(event), seq: events.length + 1 })
      if (change.receipt) receipts.set(change.receipt.key, change.receipt)
    },
    receipt: async (key) => receipts.get(key) ?? null,
    call: async (id) => structuredClone(calls.get(id) ?? null),
    async calls(query) {
      const rows = [...calls.values()].filter((row) => !query.state || row.state === query.state)
      return page({ rows, key: (row) => row.createdAt, descending: true, cursor: query.cursor, limit: query.limit })
    },
    case: async (id) => structuredClone(cases.get(id) ?? null),
    async cases(query) {
      const phrases = searchPhrases(query.text ?? '')
      const rows = [...cases.values()].filter(
        (row) => matches(row, query) && phrases.every((phrase) => texts.get(row.id)?.includes(` ${phrase} `)),
      )
      const deadline = query.order === 'deadline'
      return page({
        rows,
        key: (row) => (deadline ? (row.deadline ?? LAST) : row.openedAt),
        descending: !deadline,
        cursor: query.cursor,
        limit: query.limit,
      })
    },
    async nearest({ vector, k, groups, district, since }: NearestQuery) {
      return [...cases.values()]
        .filter(
          (row) =>
            row.openedAt >= since &&
            groups.includes(row.values.category?.slice(0, 4) ?? '') &&
            (district === null || row.values.district === district),
        )
        .flatMap((record) => {
          const other = vectors.get(record.id)
          return other ? [{ record: structuredClone(record), similarity: dot(vector, other) }] : []
        })
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, k)
    },
    predictions: async (caseId) => predictions.filter((row) => row.caseId === caseId),
    async acceptance(since) {
      const rows = new Map<string, AcceptanceRow>()
      for (const row of predictions) {
        if (row.at < since || row.predicted === null) continue
        const cell = {
          day: row.at.slice(0, 10),
          field: row.field as string,
          category: row.category?.slice(0, 2) ?? null,
          bin: Math.min(9, Math.floor((row.confidence ?? 0) * 10)),
          model: row.model,
        }
        const key = JSON.stringify(cell)
        const sum = rows.get(key) ?? { ...cell, total: 0, accepted: 0 }
        rows.set(key, { ...sum, total: sum.total + 1, accepted: sum.accepted + (row.accepted ? 1 : 0) })
      }
      return [...rows.values()].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    },
    async overruled(since, limit) {
      const rows = new Map<string, OverruledRow>()
      for (const { at, accepted, field, predicted, final } of predictions) {
        if (at < since || accepted || predicted === null) continue
        const key = JSON.stringify([field, predicted, final])
        rows.set(key, { field, predicted, final, total: (rows.get(key)?.total ?? 0) + 1 })
      }
      const sortable = [...rows].sort(([a, one], [b, other]) => other.total - one.total || (a < b ? -1 : 1))
      return sortable.slice(0, limit).map(([, row]) => row)
    },
    corrected: async (since) =>
      new Set(
        predictions
          .filter((row) => row.at >= since && !row.accepted && row.predicted !== null)
          .map((row) => row.caseId),
      ).size,
    async mix(since) {
      const totals = new Map<string, number>()
      for (const { openedAt, values } of cases.values()) {
        if (openedAt < since || values.category === null) continue
        const category = values.category.slice(0, 2)
        totals.set(category, (totals.get(category) ?? 0) + 1)
      }
      return [...totals]
        .map(([category, total]) => ({ category, total }))
        .sort((a, b) => (a.category < b.category ? -1 : 1))
    },
    history: async ({ callId, caseId }) =>
      events.filter(
        (event) =>
          (callId !== undefined && event.callId === callId) || (caseId !== undefined && event.caseId === caseId),
      ),
    eventsAfter: async (seq, limit) => events.slice(seq, seq + limit),
    lastEvent: async () => events.length,
    counts: async () => ({ calls: calls.size, cases: cases.size }),
    ping: async () => {},
    close: async () => {},
  }
}

const conflict = (id: string) =>
  new JiesuError('conflict', `「${id}」已被别人改动，请刷新后再试`, { faults: [{ path: 'id', message: id }] })

function matches(row: CaseRecord, query: CaseQuery): boolean {
  const { values } = row
  return (
    (!query.states?.length || query.states.includes(row.state)) &&
    (!query.category || (values.category ?? '').startsWith(query.category)) &&
    (!query.district || values.district === query.district) &&
    (!query.street || values.street === query.street) &&
    (!query.unit || values.unit === query.unit) &&
    (!query.tier || values.tier === query.tier) &&
    (!query.from || row.openedAt >= query.from) &&
    (!query.to || row.openedAt < query.to)
  )
}

interface PageOptions<R> {
  rows: R[]
  key: (row: R) => string
  descending: boolean
  cursor: string | undefined
  limit: number
}

function page<R extends { id: string }>({ rows, key, descending, cursor, limit }: PageOptions<R>): Page<R> {
  const sign = descending ? -1 : 1
  const order = (a: [string, string], b: [string, string]) =>
    (a[0] === b[0] ? (a[1] < b[1] ? -1 : Number(a[1] !== b[1])) : a[0] < b[0] ? -1 : 1) * sign
  const sorted = rows.toSorted((a, b) => order([key(a), a.id], [key(b), b.id]))
  const start = cursor ? decodeCursor(cursor) : null
  const rest = start ? sorted.filter((row) => order([key(row), row.id], [start.key, start.id]) > 0) : sorted
  const items = rest.slice(0, limit)
  const last = items.at(-1)
  return {
    items: structuredClone(items),
    next: last && rest.length > limit ? encodeCursor({ key: key(last), id: last.id }) : null,
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}
