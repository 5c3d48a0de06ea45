import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrations } from './migrations/index.ts'
import { createSqliteStore, migrate } from './sqlite.ts'
import { callRecord, caseRecord, DIMENSIONS, describeStore, unit } from './store.contract.ts'

let folder: string
let files = 0
const fresh = () => join(folder, `${files++}.db`)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiesu-store-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describeStore('the SQLite store', () => createSqliteStore({ path: fresh(), dimensions: DIMENSIONS }))

describe('the SQLite file', () => {
  it('holds what was committed after it was closed and opened again', async () => {
    const path = fresh()
    const first = createSqliteStore({ path, dimensions: DIMENSIONS })
    await first.commit({
      cases: [{ record: caseRecord('c1', {}, { category: '010101' }), expected: 0 }],
      index: [{ caseId: 'c1', text: '井盖', vector: unit(1) }],
    })
    await first.close()
    const second = createSqliteStore({ path, dimensions: DIMENSIONS })
    expect((await second.cases({ text: '井盖', limit: 5 })).items).toHaveLength(1)
    expect(
      await second.nearest({
        vector: unit(1),
        k: 1,
        groups: ['0101'],
        district: null,
        since: '2000-01-01T00:00:00.000Z',
      }),
    ).toHaveLength(1)
    await second.close()
  })

  it('is shared by two stores, each seeing what the other wrote', async () => {
    const path = fresh()
    const [a, b] = [
      createSqliteStore({ path, dimensions: DIMENSIONS }),
      createSqliteStore({ path, dimensions: DIMENSIONS }),
    ]
    await a.commit({ calls: [{ record: callRecord('x'), expected: 0 }] })
    expect(await b.call('x')).not.toBeNull()
    await Promise.all([a.close(), b.close()])
  })

  it('refuses to change or delete an event', async () => {
    const path = fresh()
    const store = createSqliteStore({ path, dimensions: DIMENSIONS })
    await store.commit({
      events: [
        {
          at: 't',
          actor: 'a',
          kind: 'call.opened',
          callId: 'x',
          caseId: null,
          field: null,
          from: null,
          to: null,
          reason: null,
          model: null,
        },
      ],
    })
    await store.close()
    const db = new Database(path)
    expect(() => db.exec(`DELETE FROM events`)).toThrow('append-only')
    expect(() => db.exec(`UPDATE events SET actor = 'b'`)).toThrow('append-only')
    db.close()
  })

  it('moves on from every earlier version without losing a row', () => {
    for (let start = 1; start <= migrations.length; start++) {
      const db = new Database(':memory:')
      migrate(db, ':memory:', migrations.slice(0, start))
      db.exec(`INSERT INTO calls VALUES ('a', 'open', 1, 't', '{}')`)
      migrate(db, ':memory:')
      expect(db.pragma('user_version', { simple: true })).toBe(migrations.length)
      expect(db.prepare('SELECT count(*) FROM calls').pluck().get()).toBe(1)
      db.close()
    }
  })

  it('rolls back a migration that fails', () => {
    const db = new Database(':memory:')
    expect(() => migrate(db, ':memory:', ['CREATE TABLE a (x); SYNTAX ERROR'])).toThrow()
    expect(db.prepare(`SELECT count(*) FROM sqlite_master`).pluck().get()).toBe(0)
    expect(db.pragma('user_version', { simple: true })).toBe(0)
    db.close()
  })

  it('says what to do about a newer file, another vector size and a place that cannot be written', () => {
    const newer = fresh()
    const db = new Database(newer)
    db.pragma('user_version = 99')
    db.close()
    expect(() => createSqliteStore({ path: newer, dimensions: DIMENSIONS })).toThrow(/请升级 jiesu/)
    const other = fresh()
    void createSqliteStore({ path: other, dimensions: DIMENSIONS }).close()
    expect(() => createSqliteStore({ path: other, dimensions: 16 })).toThrow(/8 维/)
    expect(() => createSqliteStore({ path: join(folder, 'no', 'such.db'), dimensions: 8 })).toThrow(/JIESU_DB/)
  })
})
