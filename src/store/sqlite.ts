import Database from 'better-sqlite3'
import * as sqliteVec from 'sqlite-vec'
import type { CallRecord, CaseRecord, PredictionRecord, StoredEvent } from '../domain/case.ts'
import { JiesuError } from '../domain/errors.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { migrations } from './migrations/index.ts'
import { searchable, searchPhrases } from './search-text.ts'
import type { AcceptanceRow, CaseIndex, CaseQuery, Change, Page, Receipt, Store, Versioned } from './store.ts'

const LAST = '\u{10ffff}'
const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value))
const parse = (text: unknown) => (typeof text === 'string' ? JSON.parse(text) : null)

/**
 * Keeps everything in one SQLite file. A second process may open the same file: writers wait for each other up to five
 * seconds.
 * @throws JiesuError `unavailable` when the file cannot be opened, is of a newer jiesu, or holds vectors of another size.
 */
export function createSqliteStore({ path, dimensions }: { path: string; dimensions: number }): Store {
  const db = open(path)
  try {
    migrate(db, path)
    ensureVectors(db, dimensions)
  } catch (cause) {
    db.close()
    throw cause
  }
  return sqliteStore(db)
}

function open(path: string): Database.Database {
  try {
    const db = new Database(path, { timeout: 5000 })
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    sqliteVec.load(db)
    return db
  } catch (cause) {
    throw new JiesuError(
      'unavailable',
      `打不开数据库 ${path}：请检查目录是否存在、能否写入，是否被别的程序独占（--db 或 JIESU_DB 可换位置）`,
      { cause },
    )
  }
}

/** Runs what is missing, each step in a transaction of its own; `user_version` remembers how far a file has come. */
export function migrate(db: Database.Database, path: string, steps: readonly string[] = migrations): void {
  const run = db.transaction((step: string, version: number) => {
    if ((db.pragma('user_version', { simple: true }) as number) >= version) return
    db.exec(step)
    db.pragma(`user_version = ${version}`)
  })
  const current = db.pragma('user_version', { simple: true }) as number
  if (current > steps.length)
    throw new JiesuError(
      'unavailable',
      `数据库 ${path} 的版本是 ${current}，比本程序认识的 ${steps.length} 新：请升级 jiesu，或用 --db 指定另一个文件`,
    )
  steps.forEach((step, index) => {
    if (index >= current) run.immediate(step, index + 1)
  })
}

/** The vector table's size depends on the encoder, so it is made here; another size is rebuilt by no one silently. */
function ensureVectors(db: Database.Database, dimensions: number): void {
  const existing = db.prepare(`SELECT sql FROM sqlite_master WHERE name = 'case_vectors'`).pluck().get() as
    | string
    | undefined
  if (existing === undefined) {
    db.exec(
      `CREATE VIRTUAL TABLE case_vectors USING vec0 (case_key INTEGER PRIMARY KEY, category_group TEXT PARTITION KEY, district TEXT, opened_day INTEGER, vector INT8[${dimensions}] DISTANCE_METRIC=cosine)`,
    )
    return
  }
  const stored = Number(/INT8\[(\d+)\]/.exec(existing)?.[1])
  if (stored !== dimensions)
    throw new JiesuError(
      'unavailable',
      `数据库里的案件向量是 ${stored} 维，当前编码器是 ${dimensions} 维：请换回原来的编码器，或用 --db 另建数据库`,
    )
}

const day = (iso: string) => BigInt(Math.floor(Date.parse(iso) / 86_400_000))

function quantise(vector: Float32Array): Int8Array {
  return Int8Array.from(vector, (value) => Math.max(-127, Math.min(127, Math.round(value * 127))))
}

const columns = (record: CaseRecord) => ({
  id: record.id,
  call_id: record.callId,
  state: record.state,
  version: record.version,
  opened_at: record.openedAt,
  deadline: record.deadline ?? LAST,
  category: record.values.category,
  district: record.values.district,
  street: record.values.street,
  unit: record.values.unit,
  tier: record.values.tier,
  record: JSON.stringify(record),
})

function sqliteStore(db: Database.Database): Store {
  const prepare = cached(db)
  const names = Object.keys(columns({ values: {} } as CaseRecord))
  const insertCase = `INSERT INTO cases (${names}) VALUES (${names.map((name) => `@${name}`)})`
  const updateCase = `UPDATE cases SET ${names.map((name) => `${name} = @${name}`)} WHERE id = @id AND version = @expected`

  const put = (
    insert: string,
    update: string,
    { record, expected }: Versioned<{ id: string }>,
    row: Record<string, unknown>,
  ) => {
    if (expected > 0) {
      if (prepare(update).run({ ...row, expected }).changes !== 1) throw conflict(record.id)
      return
    }
    try {
      prepare(insert).run(row)
    } catch (cause) {
      throw isConstraint(cause) ? conflict(record.id) : cause
    }
  }

  const putCall = (row: Versioned<CallRecord>) =>
    put(
      `INSERT INTO calls (id, state, version, created_at, record) VALUES (@id, @state, @version, @createdAt, @json)`,
      `UPDATE calls SET state = @state, version = @version, created_at = @createdAt, record = @json WHERE id = @id AND version = @expected`,
      row,
      {
        id: row.record.id,
        state: row.record.state,
        version: row.record.version,
        createdAt: row.record.createdAt,
        json: JSON.stringify(row.record),
      },
    )

  const putIndex = ({ caseId, text, vector }: CaseIndex) => {
    const row = prepare(`SELECT key, category, district, opened_at FROM cases WHERE id = ?`).get(caseId) as
      | { key: number; category: string | null; district: string | null; opened_at: string }
      | undefined
    if (!row) throw new JiesuError('not_found', `没有案件 ${caseId}`)
    const key = BigInt(row.key)
    prepare(`INSERT OR REPLACE INTO case_text (rowid, text) VALUES (?, ?)`).run(key, searchable(text))
    prepare(`DELETE FROM case_vectors WHERE case_key = ?`).run(key)
    if (vector)
      prepare(
        `INSERT INTO case_vectors (case_key, category_group, district, opened_day, vector) VALUES (?, ?, ?, ?, vec_int8(?))`,
      ).run(key, row.category?.slice(0, 4) ?? '', row.district ?? '', day(row.opened_at), quantise(vector))
  }

  const putPrediction = (row: PredictionRecord) => {
    prepare(`DELETE FROM predictions WHERE case_id = ? AND field = ?`).run(row.caseId, row.field)
    prepare(
      `INSERT INTO predictions (case_id, field, predicted, confidence, level, source, final, accepted, category, model, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      row.caseId,
      row.field,
      json(row.predicted),
      row.confidence,
      row.level,
      row.source,
      json(row.final),
      Number(row.accepted),
      row.category,
      row.model,
      row.at,
    )
  }

  const commit = db.transaction((change: Change) => {
    change.calls?.forEach(putCall)
    for (const row of change.cases ?? []) put(insertCase, updateCase, row, columns(row.record))
    change.index?.forEach(putIndex)
    change.predictions?.forEach(putPrediction)
    for (const event of change.events ?? [])
      prepare(
        `INSERT INTO events (at, actor, kind, call_id, case_id, field, "from", "to", reason, model) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        event.at,
        event.actor,
        event.kind,
        event.callId,
        event.caseId,
        event.field,
        json(event.from),
        json(event.to),
        event.reason,
        event.model,
      )
    if (change.receipt) {
      const { key, request, status, body, at } = change.receipt
      try {
        prepare(`INSERT INTO receipts (key, request, status, body, at) VALUES (?, ?, ?, ?, ?)`).run(
          key,
          request,
          status,
          body,
          at,
        )
      } catch (cause) {
        throw isConstraint(cause) ? conflict(key) : cause
      }
    }
  })

  const record = (sql: string, id: string) => parse(prepare(sql).pluck().get(id))

  return {
    commit: async (change) => void commit.immediate(change),
    receipt: async (key) =>
      (prepare(`SELECT key, request, status, body, at FROM receipts WHERE key = ?`).get(key) as Receipt | undefined) ??
      null,
    call: async (id) => record(`SELECT record FROM calls WHERE id = ?`, id),
    case: async (id) => record(`SELECT record FROM cases WHERE id = ?`, id),
    async calls({ state, cursor, limit }) {
      const where = state ? [`state = ?`] : []
      return pageOf<CallRecord>(prepare, {
        table: 'calls',
        sort: 'created_at',
        descending: true,
        where,
        values: state ? [state] : [],
        cursor,
        limit,
      })
    },
    async cases(query) {
      const { where, values } = caseFilter(query)
      const deadline = query.order === 'deadline'
      return pageOf<CaseRecord>(prepare, {
        table: 'cases',
        sort: deadline ? 'deadline' : 'opened_at',
        descending: !deadline,
        where,
        values,
        cursor: query.cursor,
        limit: query.limit,
      })
    },
    async nearest({ vector, k, groups, district, since }) {
      // One search a group: with IN, vec0 gives k rows of every partition and needs the same work.
      const search = prepare(
        `SELECT case_key AS key, distance FROM case_vectors WHERE vector MATCH vec_int8(?) AND k = ? AND category_group = ? AND opened_day >= ?${district === null ? '' : ' AND district = ?'}`,
      )
      const given = district === null ? [] : [district]
      const rows = groups.flatMap(
        (group) => search.all(quantise(vector), k, group, day(since), ...given) as { key: number; distance: number }[],
      )
      return rows
        .sort((a, b) => a.distance - b.distance)
        .slice(0, k)
        .map(({ key, distance }) => ({
          record: parse(prepare(`SELECT record FROM cases WHERE key = ?`).pluck().get(key)),
          similarity: 1 - distance,
        }))
    },
    async predictions(caseId) {
      const rows = prepare(
        `SELECT case_id AS caseId, field, predicted, confidence, level, source, final, accepted, category, model, at FROM predictions WHERE case_id = ?`,
      ).all(caseId) as Record<string, unknown>[]
      return rows.map((row) => ({
        ...row,
        predicted: parse(row.predicted),
        final: parse(row.final),
        accepted: row.accepted === 1,
      })) as PredictionRecord[]
    },
    async acceptance(since) {
      return prepare(
        `SELECT substr(at, 1, 10) AS day, field, substr(category, 1, 2) AS category, min(9, CAST(confidence * 10 AS INTEGER)) AS bin, model, count(*) AS total, sum(accepted) AS accepted
         FROM predictions WHERE at >= ? AND predicted IS NOT NULL GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
      ).all(since) as AcceptanceRow[]
    },
    async overruled(since, limit) {
      const rows = prepare(
        `SELECT field, predicted, final, count(*) AS total FROM predictions
         WHERE at >= ? AND accepted = 0 AND predicted IS NOT NULL GROUP BY field, predicted, final
         ORDER BY total DESC, field, predicted, final LIMIT ?`,
      ).all(since, limit) as { field: string; predicted: string; final: string | null; total: number }[]
      return rows.map((row) => ({ ...row, predicted: parse(row.predicted), final: parse(row.final) }))
    },
    async corrected(since) {
      return prepare(
        `SELECT count(DISTINCT case_id) FROM predictions WHERE at >= ? AND accepted = 0 AND predicted IS NOT NULL`,
      )
        .pluck()
        .get(since) as number
    },
    async mix(since) {
      return prepare(
        `SELECT substr(category, 1, 2) AS category, count(*) AS total FROM cases
         WHERE opened_at >= ? AND category IS NOT NULL GROUP BY 1 ORDER BY 1`,
      ).all(since) as { category: string; total: number }[]
    },
    async history({ callId, caseId }) {
      return events(
        prepare(`SELECT * FROM events WHERE call_id = ? OR case_id = ? ORDER BY seq`).all(
          callId ?? null,
          caseId ?? null,
        ),
      )
    },
    eventsAfter: async (seq, limit) =>
      events(prepare(`SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?`).all(seq, limit)),
    lastEvent: async () => prepare(`SELECT coalesce(max(seq), 0) FROM events`).pluck().get() as number,
    async counts() {
      return prepare(`SELECT (SELECT count(*) FROM calls) AS calls, (SELECT count(*) FROM cases) AS cases`).get() as {
        calls: number
        cases: number
      }
    },
    async ping() {
      db.transaction(() => prepare(`SELECT 1`).get()).immediate()
    },
    async close() {
      db.pragma('wal_checkpoint(TRUNCATE)')
      db.close()
    },
  }
}

type Prepare = (sql: string) => Database.Statement

function cached(db: Database.Database): Prepare {
  const statements = new Map<string, Database.Statement>()
  return (sql) => {
    const statement = statements.get(sql) ?? db.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
}

const conflict = (id: string) =>
  new JiesuError('conflict', `「${id}」已被别人改动，请刷新后再试`, { faults: [{ path: 'id', message: id }] })
const isConstraint = (error: unknown) =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')

function caseFilter(query: CaseQuery): { where: string[]; values: unknown[] } {
  const where: string[] = []
  const values: unknown[] = []
  const add = (condition: string, ...given: unknown[]) => {
    where.push(condition)
    values.push(...given)
  }
  if (query.states?.length) add(`state IN (${query.states.map(() => '?')})`, ...query.states)
  if (query.category) add(`category >= ? AND category < ?`, query.category, query.category + LAST)
  for (const name of ['district', 'street', 'unit', 'tier'] as const) if (query[name]) add(`${name} = ?`, query[name])
  if (query.from) add(`opened_at >= ?`, query.from)
  if (query.to) add(`opened_at < ?`, query.to)
  const phrases = searchPhrases(query.text ?? '')
  if (phrases.length > 0)
    add(
      `key IN (SELECT rowid FROM case_text WHERE case_text MATCH ?)`,
      phrases.map((phrase) => `"${phrase}"`).join(' '),
    )
  return { where, values }
}

interface PageOptions {
  table: 'calls' | 'cases'
  sort: string
  descending: boolean
  where: string[]
  values: unknown[]
  cursor: string | undefined
  limit: number
}

function pageOf<R>(prepare: Prepare, { table, sort, descending, where, values, cursor, limit }: PageOptions): Page<R> {
  const start = cursor ? decodeCursor(cursor) : null
  const conditions = start ? [...where, `(${sort}, id) ${descending ? '<' : '>'} (?, ?)`] : where
  const given = start ? [...values, start.key, start.id] : values
  const direction = descending ? 'DESC' : 'ASC'
  const rows = prepare(
    `SELECT id, ${sort} AS sort, record FROM ${table}${conditions.length ? ` WHERE ${conditions.join(' AND ')}` : ''} ORDER BY ${sort} ${direction}, id ${direction} LIMIT ?`,
  ).all(...given, limit + 1) as { id: string; sort: string; record: string }[]
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map((row) => parse(row.record)),
    next: last && rows.length > limit ? encodeCursor({ key: last.sort, id: last.id }) : null,
  }
}

function events(rows: unknown[]): StoredEvent[] {
  return (rows as Record<string, unknown>[]).map(({ call_id, case_id, from, to, ...rest }) => ({
    ...rest,
    callId: call_id,
    caseId: case_id,
    from: parse(from),
    to: parse(to),
  })) as unknown as StoredEvent[]
}
