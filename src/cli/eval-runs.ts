import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { located, openStore } from '../compose.ts'
import { labelledCallSchema } from '../domain/call.ts'
import { JiesuError } from '../domain/errors.ts'
import { diffRuns } from '../eval/diff.ts'
import { type Feedback, reviewCorpus, uncertainty } from '../eval/labelling.ts'
import { findEveryPersonalData, redact } from '../intake/redact.ts'
import { loadCity } from '../load-city.ts'
import { loadSuites } from '../load-suites.ts'
import { readJsonl } from '../read-jsonl.ts'
import { feedbackOf } from '../server/feedback.ts'
import { SyllableIndex } from '../text/pinyin.ts'
import { EVAL_FOLDER, type EvalRun, RUNS } from './eval.ts'
import { configOf, withSettings } from './options.ts'

function runFiles(): string[] {
  return existsSync(RUNS)
    ? readdirSync(RUNS)
        .filter((name) => name.endsWith('.json'))
        .sort()
    : []
}

/** A run by its file name, its stem, or `last`, `last~1` … */
export function readRun(name: string): EvalRun {
  const files = runFiles()
  const back = /^last(?:~(\d+))?$/.exec(name)
  const file = back
    ? files.at(-1 - Number(back[1] ?? 0))
    : files.find((item) => item === name || item === `${name}.json`)
  if (!file)
    throw new JiesuError(
      'not_found',
      `没有评测记录「${name}」，有的是：${files.slice(-5).join('、') || '无'}；也可写 last、last~1`,
    )
  return JSON.parse(readFileSync(join(RUNS, file), 'utf8')) as EvalRun
}

const print = (line: string) => process.stdout.write(`${line}\n`)

function list(): void {
  for (const suite of loadSuites({ folder: join(EVAL_FOLDER, 'suites'), names: [] }))
    print(`${suite.name.padEnd(18)} ${String(suite.cases.length).padStart(5)} 例  ${suite.title}`)
  for (const file of runFiles()) print(file)
}

function show(id: string, runName: string): void {
  const run = readRun(runName)
  const found = run.suites.find(({ suite }) => suite.cases.some((item) => item.id === id))
  const testCase = found?.suite.cases.find((item) => item.id === id)
  if (!found || !testCase) throw new JiesuError('not_found', `「${runName}」里没有例子「${id}」`)
  const form = found.outcomes.find((item) => item.id === id)?.form
  const right = found.score.cases.find((item) => item.id === id)?.right ?? {}
  print(`${id}  ${testCase.why}`)
  for (const turn of testCase.turns) print(`  ${turn.role === 'agent' ? '座席' : '来电'}  ${turn.text}`)
  for (const [field, isRight] of Object.entries(right)) {
    const suggestion = form?.[field as 'category']
    const predicted = Array.isArray(suggestion)
      ? JSON.stringify((suggestion as { value: string }[]).map((item) => item.value))
      : `${JSON.stringify(suggestion?.value ?? null)} (${suggestion?.confidence.toFixed(2) ?? '-'})`
    print(
      `  ${isRight ? ' ' : '✗'} ${field.padEnd(12)} ${predicted}  标注 ${JSON.stringify(testCase.gold[field as 'category'] ?? null)}`,
    )
  }
}

function diff(before: string, after: string): void {
  const scores = (run: EvalRun) => run.suites.map(({ score }) => score)
  const flips = diffRuns(scores(readRun(before)), scores(readRun(after)))
  for (const { suite, id, field, to } of flips) print(`${to === 'right' ? '变对' : '变错'}  ${suite}  ${id}  ${field}`)
  const gained = flips.filter(({ to }) => to === 'right').length
  print(`变对 ${gained}，变错 ${flips.length - gained}`)
}

const PAGE = 200

const syllables = new SyllableIndex()

/** A candidate without personal data: spans in the turns are masked, name, number and door leave the record. */
function masked({ turns, gold, callerId: _callerId, predicted, ...rest }: Feedback) {
  const texts = turns.map((turn) => turn.text)
  const hidden = redact(texts, findEveryPersonalData(turns, syllables))
  const { callerName: _name, phone: _phone, address: _address, ...seen } = predicted
  return {
    ...rest,
    callerId: null,
    turns: turns.map((turn, index) => ({ ...turn, text: hidden[index] ?? '' })),
    gold: { ...gold, callerName: null, phone: null, address: null },
    predicted: seen,
  }
}

export function registerEvalRuns(program: Command): void {
  const group = program.commands.find((command) => command.name() === 'eval') ?? program.command('eval')
  group.command('list').description('列出评测集和评测记录').action(list)
  group
    .command('show')
    .description('看一个例子：对话、预测、标注')
    .argument('<case>')
    .option('--run <name>', '评测记录', 'last')
    .action((id: string, options: { run: string }) => show(id, options.run))
  group
    .command('diff')
    .description('两次评测之间哪些例子变了，两个方向都列')
    .argument('<before>')
    .argument('<after>')
    .action(diff)

  const feedback = group
    .command('export-feedback')
    .description('把已确认的来电导出为候选标注，最没把握的在前，个人信息已替换')
  withSettings(feedback, ['db'])
  feedback.option('--dimensions <n>', '数据库里案件向量的维数', '256').action(async () => {
    const config = configOf(feedback)
    const store = await openStore(config, Number(feedback.opts().dimensions))
    try {
      const rows: Feedback[] = []
      for (let cursor: string | undefined; ; ) {
        const page = await store.cases({ limit: PAGE, cursor })
        for (const record of page.items) {
          const row = (await feedbackOf(record, store)) as unknown as Feedback | null
          if (row) rows.push(row)
        }
        if (page.next === null) break
        cursor = page.next
      }
      for (const row of rows.sort((a, b) => uncertainty(b) - uncertainty(a))) print(JSON.stringify(masked(row)))
    } finally {
      await store.close()
    }
  })

  const review = group.command('review').description('查标注来电：重复、互相矛盾、例子太少的类').argument('<files...>')
  withSettings(review, ['city'])
  review.action((files: string[]) => {
    const city = loadCity(located(configOf(review).city))
    const faults = reviewCorpus(
      files.flatMap((file) => readJsonl(file, labelledCallSchema)),
      city,
    )
    for (const { kind, message } of faults)
      print(`${{ duplicate: '重复', conflict: '矛盾', 'too few': '太少' }[kind]}  ${message}`)
    if (faults.some(({ kind }) => kind === 'conflict')) process.exitCode = 1
  })
}
