import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../root.ts'

const BIN = join(root, 'src/cli/bin.js')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiesu-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

interface Result {
  code: number | null
  out: string
  err: string
}

function jiesu(args: string[], input?: string | Buffer): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [BIN, ...args], { cwd: folder })
    const chunks = { out: '', err: '' }
    child.stdout.on('data', (data) => (chunks.out += data))
    child.stderr.on('data', (data) => (chunks.err += data))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.on('close', (code) => resolve({ code, ...chunks }))
  })
}

const call = (text: string, extra: object = {}) =>
  JSON.stringify({ id: 'a', channel: '电话', callerId: null, turns: [{ role: 'caller', text }], ...extra })
const forms = (result: Result) =>
  result.out
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

describe('jiesu intake', () => {
  it('goes past bad lines, names them on stderr and exits with 1', async () => {
    const result = await jiesu(
      ['intake', '-', '--json'],
      `${call('家里暖气不热')}\n{broken\n${JSON.stringify({ turns: [{ role: 'robot', text: 'x' }] })}\n\n${call('楼道灯坏了', { id: 'b' })}\n`,
    )
    expect(forms(result).map((form) => form.id)).toEqual(['a', 'b'])
    expect(result.err).toContain('-:2 ')
    expect(result.err).toContain('-:3 turns.0.role')
    expect(result.code).toBe(1)
  })

  it('reads a file whose last line has no end and whose first has a byte-order mark', async () => {
    const file = join(folder, 'calls.jsonl')
    writeFileSync(file, `\ufeff${call('家里停水了')}\r\n${call('家里停电了')}`)
    const result = await jiesu(['intake', file, '--json'])
    expect(result.code).toBe(0)
    expect(forms(result)).toHaveLength(2)
  })

  it.each([
    [
      'random bytes',
      () => Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7919 + (i >> 3) * 104729) % 256)),
      1,
    ],
    ['nothing', () => '', 0],
    [
      'a line of 50 MB and a call after it',
      () => Buffer.concat([Buffer.alloc(50_000_000, 'x'), Buffer.from(`\n${call('家里没水')}\n`)]),
      1,
    ],
  ])('answers %s clearly', async (_, input, code) => {
    const result = await jiesu(['intake', '-', '--json'], input())
    expect(result.code).toBe(code)
    expect(result.err).not.toContain('    at ')
    expect(result.err.length).toBeGreaterThan(0)
  })

  it.each([
    ['no caller turn', { turns: [{ role: 'agent', text: '您好' }] }],
    ['no turn at all', { turns: [] }],
    ['emoji', { turns: [{ role: 'caller', text: '😡😡楼上漏水💧' }] }],
    ['traditional characters', { turns: [{ role: 'caller', text: '樓上漏水，請派人來處理' }] }],
    ['full-width digits', { turns: [{ role: 'caller', text: '我的电话１３８００１３８０００' }] }],
    ['English', { turns: [{ role: 'caller', text: 'Hello, there is no water in my apartment' }] }],
    ['an empty text', { turns: [{ role: 'caller', text: '' }] }],
  ])('makes a form of a call with %s', async (_, body) => {
    const result = await jiesu(['intake', '-', '--json'], call('x', body))
    expect(result.code).toBe(0)
    expect(forms(result)[0]).toMatchObject({ id: 'a', needsReview: expect.any(Array) })
  })

  it('says what to do about a file that is not there and a directory', async () => {
    for (const file of ['nowhere.jsonl', folder]) {
      const result = await jiesu(['intake', file])
      expect(result.code).toBe(2)
      expect(result.err).toContain(file)
    }
  })
})

describe('jiesu config', () => {
  it('names flag and variable of a bad setting', async () => {
    const result = await jiesu(['config', '--port', 'abc'])
    expect(result.code).toBe(2)
    expect(result.err).toContain('--port')
    expect(result.err).toContain('JIESU_PORT')
  })
})

interface Server {
  url: string
  child: ChildProcess
  closed: Promise<number | null>
}

async function serve(db: string): Promise<Server> {
  const child = spawn(process.execPath, [BIN, 'serve', '--port', '0', '--db', db, '--log-level', 'error'], {
    cwd: folder,
  })
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    let out = ''
    child.stdout.on('data', (data) => {
      out += data
      const found = /http:\S+/.exec(out)
      if (found) resolve(found[0])
    })
    child.stderr.on('data', (data) => (out += data))
    child.on('close', () => reject(new Error(out)))
  })
  return { url, child, closed }
}

const post = async (url: string, body: object, headers: Record<string, string> = {}) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as { id: string; callId: string } }
}

describe('jiesu serve', () => {
  const running: Server[] = []
  afterEach(() => {
    for (const { child } of running.splice(0)) child.kill('SIGKILL')
  })
  const start = async (db: string) => {
    const server = await serve(db)
    running.push(server)
    return server
  }
  const EDITS = { appealType: '求助', category: '010101', tier: '24h', unit: 'ent-heat', title: '暖气不热' }

  it('keeps every confirmation that it answered through SIGKILL, none twice', async () => {
    const db = join(folder, 'crash.db')
    const first = await start(db)
    const answered = new Map<string, string>()
    const sent: string[] = []
    const work = async (worker: number) => {
      for (let i = 0; ; i++) {
        const id = `call-${worker}-${i}`
        await post(`${first.url}/api/calls`, { id, turns: [{ role: 'caller', text: `暖气不热 ${id}` }] })
        sent.push(id)
        const { status, body } = await post(
          `${first.url}/api/calls/${id}/confirm`,
          { edits: EDITS },
          { 'Idempotency-Key': id },
        )
        if (status === 201) answered.set(id, body.id)
      }
    }
    const workers = Promise.allSettled([0, 1, 2, 3].map(work))
    await new Promise((resolve) => setTimeout(resolve, 1500))
    first.child.kill('SIGKILL')
    await workers
    expect(answered.size).toBeGreaterThan(10)

    const second = await start(db)
    const retried = await Promise.all(
      sent.map(
        async (id) =>
          [
            id,
            (await post(`${second.url}/api/calls/${id}/confirm`, { edits: EDITS }, { 'Idempotency-Key': id })).body.id,
          ] as const,
      ),
    )
    for (const [id, caseId] of retried) if (answered.has(id)) expect(caseId).toBe(answered.get(id))
    const seen = new Map<string, number>()
    for (let cursor = ''; ; ) {
      const page = (await (
        await fetch(`${second.url}/api/cases?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
      ).json()) as { items: { callId: string }[]; next: string | null }
      for (const { callId } of page.items) seen.set(callId, (seen.get(callId) ?? 0) + 1)
      if (!page.next) break
      cursor = page.next
    }
    expect([...seen.values()].every((count) => count === 1)).toBe(true)
    expect(seen.size).toBe(sent.length)
  })

  it('finishes what is in flight at SIGTERM and exits with 0', async () => {
    const server = await start(join(folder, 'term.db'))
    const requests = Array.from({ length: 20 }, (_, i) =>
      post(`${server.url}/api/intake`, { turns: [{ role: 'caller', text: `家里停水 ${i}` }] }),
    )
    await Promise.race(requests)
    server.child.kill('SIGTERM')
    const outcomes = await Promise.allSettled(requests)
    expect(outcomes.filter((item) => item.status === 'fulfilled' && item.value.status === 200).length).toBeGreaterThan(
      0,
    )
    expect(await server.closed).toBe(0)
  })

  it('works beside a second process on the same database', async () => {
    const db = join(folder, 'two.db')
    const [a, b] = [await start(db), await start(db)]
    const { body } = await post(`${a.url}/api/calls`, { turns: [{ role: 'caller', text: '井盖坏了' }] })
    expect((await fetch(`${b.url}/api/calls/${body.id}`)).status).toBe(200)
  })

  it('says which port is taken and how to choose another', async () => {
    const { url } = await start(join(folder, 'port.db'))
    const result = await jiesu(['serve', '--port', new URL(url).port, '--db', 'memory'])
    expect(result.code).toBe(2)
    expect(result.err).toContain('--port')
  })
})
