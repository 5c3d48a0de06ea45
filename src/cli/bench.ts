import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { Core } from '../compose.ts'
import { composeCore, located, openStore } from '../compose.ts'
import type { Call } from '../domain/call.ts'
import { type CaseRecord, emptyCaseValues } from '../domain/case.ts'
import { JiesuError } from '../domain/errors.ts'
import { seededRandom } from '../domain/random.ts'
import { quantile } from '../eval/statistics.ts'
import type { Pipeline } from '../intake/pipeline.ts'
import { loadTrainingCalls } from '../load-training.ts'
import { root } from '../root.ts'
import type { Store } from '../store/store.ts'
import { loadCore } from './core.ts'
import { configOf, withSettings } from './options.ts'

/** The length of call that the budgets speak of. */
const CHARACTERS = 500
const WARM_UP = 50
/** No call is shorter than a third of the length. */
const MOST_JOINED = 3
const CALLS = 1000
const QUERIES = 200

export interface BenchRow {
  name: string
  value: number
  unit: string
  budget: string
}

/** Calls cut or filled up to 500 characters, so that runs compare. */
function benchCalls(calls: readonly Call[]): Call[] {
  const long = calls.filter((call) => call.turns.reduce((sum, turn) => sum + turn.text.length, 0) >= CHARACTERS / 3)
  return Array.from({ length: CALLS }, (_, index) => {
    const turns: Call['turns'] = []
    // No two of them share a turn: what is remembered of one is of no use to the next.
    for (let length = 0, next = index * MOST_JOINED; length < CHARACTERS; next++) {
      const call = long[next % long.length] as Call
      turns.push(...call.turns)
      length += call.turns.reduce((sum, turn) => sum + turn.text.length, 0)
    }
    return { id: `bench-${index}`, channel: '电话', callerId: null, turns: cut(turns) }
  })
}

function cut(turns: Call['turns']): Call['turns'] {
  let left = CHARACTERS
  return turns.flatMap((turn) => {
    const text = turn.text.slice(0, Math.max(0, left))
    left -= text.length
    return text === '' ? [] : [{ ...turn, text }]
  })
}

async function timed(count: number, work: (index: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let index = 0; index < count; index++) {
    const started = performance.now()
    await work(index)
    times.push(performance.now() - started)
  }
  return times
}

async function benchPipeline(pipeline: Pipeline, calls: readonly Call[]): Promise<BenchRow[]> {
  const read = (index: number) =>
    pipeline(calls[index % calls.length] as Call, { now: new Date('2026-01-15T02:00:00Z') })
  await timed(WARM_UP, read)
  const times = await timed(CALLS, read)
  const total = times.reduce((sum, time) => sum + time, 0)
  return [
    {
      name: `pipeline, calls of ${CHARACTERS} characters`,
      value: (1000 * CALLS) / total,
      unit: 'calls/s',
      budget: '>= 300',
    },
    { name: 'pipeline p50', value: quantile(times, 0.5), unit: 'ms', budget: '' },
    { name: 'pipeline p99', value: quantile(times, 0.99), unit: 'ms', budget: '<= 10' },
  ]
}

/** From the start of the process to the first form on its output. */
function firstForm(call: Call): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(process.execPath, [join(root, 'src/cli/bin.js'), 'intake', '-', '--json'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    child.stdout.once('data', () => resolve(performance.now() - started))
    child.once('error', reject)
    child.stdin.end(`${JSON.stringify(call)}\n`)
  })
}

function syntheticCase(index: number, core: Core, random: () => number): { record: CaseRecord; vector: Float32Array } {
  const street = core.city.units.units.filter((unit) => unit.kind === 'street')[Math.floor(random() * 300)]
  const leaf = core.city.taxonomy.leaves[Math.floor(random() * core.city.taxonomy.leaves.length)]
  const openedAt = new Date(Date.UTC(2026, 0, 15) - random() * 365 * 86_400_000).toISOString()
  const values = {
    ...emptyCaseValues(),
    category: leaf?.code ?? null,
    street: street?.code ?? null,
    district: street?.district ?? null,
    unit: street?.id ?? null,
    title: `案件 ${index}`,
  }
  const vector = Float32Array.from({ length: core.classifier.dimensions }, () => random() - 0.5)
  const norm = Math.hypot(...vector)
  return {
    record: {
      id: `case-${index}`,
      callId: `call-${index}`,
      state: 'dispatched',
      version: 1,
      openedAt,
      updatedAt: openedAt,
      deadline: null,
      values,
      bounces: 0,
      returnedBy: [],
      attachedTo: null,
      model: { encoder: '', heads: '', prompts: null },
    },
    vector: vector.map((value) => value / norm),
  }
}

async function fill(store: Store, count: number, core: Core): Promise<void> {
  const random = seededRandom(1)
  for (let start = 0; start < count; start += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - start) }, (_, offset) =>
      syntheticCase(start + offset, core, random),
    )
    await store.commit({
      cases: rows.map(({ record }) => ({ record, expected: 0 })),
      index: rows.map(({ record, vector }) => ({ caseId: record.id, text: record.values.title ?? '', vector })),
    })
  }
}

async function benchStored(core: Core, calls: readonly Call[], sizes: readonly number[]): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jiesu-bench-'))
  try {
    const rows: BenchRow[] = []
    for (const size of sizes) {
      const store = await openStore({ db: join(folder, `${size}.db`) }, core.classifier.dimensions)
      await fill(store, size, core)
      const { pipeline } = composeCore({ ...core, store })
      const work = (index: number) =>
        pipeline(calls[index % calls.length] as Call, { now: new Date('2026-01-15T02:00:00Z') })
      await timed(20, work)
      const times = await timed(QUERIES, work)
      rows.push({
        name: `pipeline with ${size} stored cases p95`,
        value: quantile(times, 0.95),
        unit: 'ms',
        budget: size === 100_000 ? '<= 15' : '',
      })
      await store.close()
    }
    return rows
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function registerBench(program: Command): void {
  const command = program
    .command('bench')
    .description('吞吐、延迟、内存、随案件数的增长')
    .option('--json', '输出 JSON')
    .option('--cases <counts>', '存量案件数，逗号隔开', '1000,10000,100000')
  withSettings(command, ['city', 'model', 'encoder'])
  command.action(async () => {
    const { json, cases } = command.opts() as { json?: boolean; cases: string }
    const sizes = cases.split(',').map(Number)
    if (!sizes.every((size) => Number.isInteger(size) && size > 0))
      throw new JiesuError('invalid_input', '--cases 要写正整数，逗号隔开')
    const config = configOf(command)
    const core = await loadCore(config)
    const calls = benchCalls([
      ...loadTrainingCalls({ folder: located(config.city), city: core.city, seed: 1, count: 3000 }),
    ])
    const rows = [
      ...(await benchPipeline(core.pipeline, calls)),
      { name: 'resident memory after it', value: process.memoryUsage().rss / 2 ** 20, unit: 'MB', budget: '<= 350' },
      {
        name: 'first form after process start',
        value: await firstForm(calls[0] as Call),
        unit: 'ms',
        budget: '<= 1500',
      },
      ...(await benchStored(core, calls, sizes)),
    ]
    if (json) return void process.stdout.write(`${JSON.stringify(rows)}\n`)
    for (const { name, value, unit, budget } of rows)
      process.stdout.write(`${name.padEnd(42)} ${value.toFixed(2).padStart(10)} ${unit.padEnd(8)} ${budget}\n`)
  })
}
