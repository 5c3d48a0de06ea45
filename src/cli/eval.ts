import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { type Core, composeCore } from '../compose.ts'
import type { Config } from '../config.ts'
import { JiesuError } from '../domain/errors.ts'
import { type Baseline, judgeSuite, type SuiteVerdict, toBaseline } from '../eval/gate.ts'
import { type LlmReport, reportLlm } from '../eval/llm-report.ts'
import { runCases } from '../eval/run.ts'
import { type Outcome, type SuiteScore, scoreSuite } from '../eval/score.ts'
import { evalCaseSchema, type Suite } from '../eval/suite.ts'
import { versionsOf } from '../intake/fallback.ts'
import { loadSuites } from '../load-suites.ts'
import { readJsonl } from '../read-jsonl.ts'
import { root } from '../root.ts'
import { loadCore } from './core.ts'
import { calibrate, evaluationLlm, llmLines } from './eval-llm.ts'
import { configOf, llmSettings, withSettings } from './options.ts'
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
  suites: {
    suite: Suite
    score: SuiteScore
    verdict: SuiteVerdict
    outcomes: Outcome[]
    /** What the language model added, where it was asked. */
    llm?: LlmReport
  }[]
  passed: boolean
  /** Every suite of the project was run. */
  whole?: boolean
}

export interface EvalOptions {
  core: Core
  /** The same without the language model; both are run where `core` has one. */
  local?: Core
  suites: readonly Suite[]
  baseline: Baseline | null
  clock?: () => Date
  onCase?: () => void
}

export async function evaluate({
  core,
  local,
  suites,
  baseline,
  clock = () => new Date(),
  onCase,
}: EvalOptions): Promise<EvalRun> {
  const runs: EvalRun['suites'] = []
  for (const suite of suites) {
    const read = ({ pipeline }: Core) =>
      runCases({ cases: suite.cases, pipeline, now: () => performance.now(), ...(onCase && { onCase }) })
    const outcomes = await read(core)
    const llm = core.llm && local ? { llm: core.llm, without: await read(local) } : null
    const score = scoreSuite({ suite, outcomes, city: core.city })
    const report =
      llm &&
      reportLlm({
        suite,
        city: core.city,
        model: llm.llm.client.model,
        askBelow: llm.llm.policy.askBelow,
        without: llm.without,
        with: outcomes,
      })
    runs.push({
      suite,
      score,
      verdict: judgeSuite({ suite, score, baseline }),
      outcomes,
      ...(report && { llm: report }),
    })
  }
  const prompts = core.llm && versionsOf(core.llm.prompts)
  const model = { encoder: core.classifier.encoderId, heads: core.classifier.id, prompts }
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
  for (const { suite, score, verdict, llm } of run.suites) {
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
    if (llm) lines.push(...llmLines(llm))
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

interface RunFlags {
  json?: boolean
  bless?: boolean
  llm?: boolean
  answers?: string
  calibrate?: boolean
}

function checkFlags({ llm, bless, calibrate, answers }: RunFlags): void {
  if (llm && bless) throw new JiesuError('invalid_input', '基线是不问大模型的结果，--bless 和 --llm 不能同用')
  if (!llm && (calibrate || answers)) throw new JiesuError('invalid_input', '--calibrate 和 --answers 要和 --llm 同用')
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
  options: RunFlags
}): Promise<boolean> {
  const setup = options.llm ? await evaluationLlm(config, options.answers) : null
  const core = await loadCore(config, undefined, setup)
  const { city, classifier, fieldCurves, fieldChoices, unitRanker } = core
  const local = composeCore({ city, classifier, fieldCurves, fieldChoices, unitRanker })
  const suites = cases ? [casesSuite(cases)] : loadSuites({ folder: join(EVAL_FOLDER, 'suites'), names })
  if (suites.every((suite) => suite.cases.length === 0)) throw new JiesuError('invalid_input', '没有可评测的例子')
  const progress = createProgress({ stream: process.stderr, label: '已评测' })
  const baseline = readBaseline()
  const result = {
    ...(await evaluate({ core, local, suites, baseline, onCase: progress.tick })),
    whole: !cases && names.length === 0,
  }
  progress.done()
  const saved = await saveRun(result, { city, baseline })
  if (options.calibrate && setup) calibrate({ at: result.at, suites: result.suites, setup })
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
    suites: result.suites.map(({ suite, score, verdict, llm }) => ({
      suite: suite.name,
      metrics: score.metrics,
      verdict,
      ...(llm && { llm }),
    })),
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
    .option('--llm', '同时量大模型的增益：逐字段、花费、问得多少与准确率的取舍')
    .option('--no-llm', '不问大模型（缺省）')
    .option('--answers <file>', '大模型回答的录音文件：有就重放，没有就问了再记；不写接口地址则只重放')
    .option(
      '--calibrate',
      '把这次量得的大模型准确率写进 prompts/calibration.json；没写过时它的回答只作提示，增益看不出来',
    )
  withSettings(command, ['city', 'model', 'encoder', ...llmSettings])
  command.action(async (names: string[]) => {
    const { cases, ...options } = command.opts() as RunFlags & { cases?: string }
    checkFlags(options)
    const passed = await run({
      names,
      cases,
      config: configOf(command),
      options,
    })
    if (!passed) process.exitCode = 1
  })
}
