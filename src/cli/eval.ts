import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { Core } from '../compose.ts'
import type { Config } from '../config.ts'
import { JiesuError } from '../domain/errors.ts'
import { type Baseline, judgeSuite, type SuiteVerdict, toBaseline } from '../eval/gate.ts'
import { runCases } from '../eval/run.ts'
import { type Outcome, type SuiteScore, scoreSuite } from '../eval/score.ts'
import { evalCaseSchema, type Suite } from '../eval/suite.ts'
import { loadSuites } from '../load-suites.ts'
import { readJsonl } from '../read-jsonl.ts'
import { root } from '../root.ts'
import { loadCore } from './core.ts'
import { configOf, withSettings } from './options.ts'
import { createProgress } from './progress.ts'

export const EVAL_FOLDER = join(root, 'eval')
export const RUNS = join(EVAL_FOLDER, 'runs')
const BASELINE = join(EVAL_FOLDER, 'baseline.json')
/** What `--cases` scores, for files that bring no suite of their own. */
const ALL_FIELDS = [
  'appealType',
  'category',
  'callerName',
  'phone',
  'district',
  'street',
  'community',
  'address',
  'occurred',
  'target',
  'tier',
  'unit',
  'mode',
  'repeat',
  'cooperating',
  'secondary',
]

export interface EvalRun {
  at: string
  model: Baseline['model']
  suites: { suite: Suite; score: SuiteScore; verdict: SuiteVerdict; outcomes: Outcome[] }[]
  passed: boolean
}

export interface EvalOptions {
  core: Core
  suites: readonly Suite[]
  baseline: Baseline | null
  clock?: () => Date
  onCase?: () => void
}

export async function evaluate({
  core,
  suites,
  baseline,
  clock = () => new Date(),
  onCase,
}: EvalOptions): Promise<EvalRun> {
  const runs: EvalRun['suites'] = []
  for (const suite of suites) {
    const outcomes = await runCases({
      cases: suite.cases,
      pipeline: core.pipeline,
      now: () => performance.now(),
      ...(onCase && { onCase }),
    })
    const score = scoreSuite({ suite, outcomes, city: core.city })
    runs.push({ suite, score, verdict: judgeSuite({ suite, score, baseline }), outcomes })
  }
  const model = { encoder: core.classifier.encoderId, heads: core.classifier.id, prompts: null }
  return { at: clock().toISOString(), model, suites: runs, passed: runs.every(({ verdict }) => verdict.passed) }
}

export function readBaseline(): Baseline | null {
  return existsSync(BASELINE) ? (JSON.parse(readFileSync(BASELINE, 'utf8')) as Baseline) : null
}

function casesSuite(file: string): Suite {
  return {
    name: 'cases',
    title: file,
    measures: '--cases 给出的文件',
    fields: ALL_FIELDS,
    gates: [],
    cases: readJsonl(file, evalCaseSchema),
  }
}

/** One metric a line, then what broke. */
export function textReport(run: EvalRun): string {
  const lines: string[] = []
  for (const { suite, score, verdict } of run.suites) {
    lines.push(`\n${suite.name}  ${score.cases.length} 例  ${suite.title}`)
    for (const [name, { value, low, high }] of Object.entries(score.metrics)) {
      const interval = low !== undefined && high !== undefined ? `  [${low.toFixed(3)}, ${high.toFixed(3)}]` : ''
      lines.push(`  ${name.padEnd(28)} ${value.toFixed(4)}${interval}`)
    }
    for (const { gate, value, passed } of verdict.gates)
      lines.push(
        `  ${passed ? '过' : '未过'}  ${gate.metric} ${value?.toFixed(4) ?? '没有这个指标'}，要求${gate.min !== undefined ? ` ≥ ${gate.min}` : ''}${gate.max !== undefined ? ` ≤ ${gate.max}` : ''}：${gate.why}`,
      )
    for (const { field, before, after, gained, lost, p, verdict: change } of verdict.comparisons)
      if (change !== 'no difference')
        lines.push(
          `  ${change === 'better' ? '变好' : '变差'}  ${field} ${before.toFixed(4)} → ${after.toFixed(4)}（对 ${gained.length}，错 ${lost.length}，p=${p.toFixed(3)}）`,
        )
    if (verdict.vanished.length > 0)
      lines.push(`  少了 ${verdict.vanished.length} 例：${verdict.vanished.slice(0, 5).join('、')}`)
  }
  lines.push(
    '',
    run.passed
      ? '全部通过'
      : `未通过：${run.suites
          .filter(({ verdict }) => !verdict.passed)
          .map(({ suite }) => suite.name)
          .join('、')}`,
  )
  return lines.join('\n')
}

/** The run as data, for `eval show` and `eval diff`, and as a page to look at. */
async function saveRun(
  run: EvalRun,
  { city, baseline }: { city: Core['city']; baseline: Baseline | null },
): Promise<string> {
  const { renderReport } = await import('../eval/report.ts')
  mkdirSync(RUNS, { recursive: true })
  const stem = join(RUNS, run.at.replaceAll(':', '-'))
  writeFileSync(`${stem}.json`, JSON.stringify(run))
  writeFileSync(`${stem}.html`, renderReport({ ...run, baseline, city }))
  return `${stem}.html`
}

async function run({
  names,
  cases,
  config,
  options,
}: {
  names: string[]
  cases: string | undefined
  config: Config
  options: { json?: boolean; bless?: boolean }
}): Promise<boolean> {
  const core = await loadCore(config)
  const suites = cases ? [casesSuite(cases)] : loadSuites({ folder: join(EVAL_FOLDER, 'suites'), names })
  if (suites.every((suite) => suite.cases.length === 0)) throw new JiesuError('invalid_input', '没有可评测的例子')
  const progress = createProgress({ stream: process.stderr, label: '已评测' })
  const baseline = readBaseline()
  const result = await evaluate({ core, suites, baseline, onCase: progress.tick })
  progress.done()
  const saved = await saveRun(result, { city: core.city, baseline })
  if (options.bless)
    writeFileSync(
      BASELINE,
      `${JSON.stringify(
        toBaseline(
          result.suites.map(({ score }) => score),
          result.model,
          baseline,
        ),
      )}\n`,
    )
  const machine = {
    ...result,
    suites: result.suites.map(({ suite, score, verdict }) => ({ suite: suite.name, metrics: score.metrics, verdict })),
  }
  process.stdout.write(options.json ? `${JSON.stringify(machine)}\n` : `${textReport(result)}\n报告：${saved}\n`)
  return result.passed
}

export function registerEval(program: Command): void {
  const command = program
    .command('eval')
    .description('按标注评测集打分，与基线比较；门槛未过或明显变差时以非零退出')
    .argument('[suites...]', '评测集，缺省为全部')
    .option('--cases <file>', '改为给一个标注 JSONL 文件打分')
    .option('--json', '输出 JSON')
    .option('--bless', '把这次结果定为基线')
    .option('--no-llm', '不问大模型')
  withSettings(command, ['city', 'model', 'encoder'])
  command.action(async (names: string[]) => {
    const { cases, json, bless } = command.opts() as { cases?: string; json?: boolean; bless?: boolean }
    const passed = await run({
      names,
      cases,
      config: configOf(command),
      options: { ...(json && { json }), ...(bless && { bless }) },
    })
    if (!passed) process.exitCode = 1
  })
}
