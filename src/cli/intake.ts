import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { composeLlm } from '../compose-llm.ts'
import type { Config } from '../config.ts'
import { callSchema } from '../domain/call.ts'
import type { City } from '../domain/city.ts'
import { JiesuError } from '../domain/errors.ts'
import type { Form } from '../domain/form.ts'
import type { Pipeline } from '../intake/pipeline.ts'
import { parseLine } from '../read-jsonl.ts'
import { checkLimits } from '../server/limits.ts'
import { loadCore } from './core.ts'
import { configOf, llmSettings, withSettings } from './options.ts'
import { createProgress } from './progress.ts'
import { type Line, readLines } from './read-lines.ts'

/** A call line may carry more than the call (its gold record, say): what is not the call's is ignored. */
const lineSchema = callSchema.extend({ id: callSchema.shape.id.optional() })

export type Outcome = { line: number; form: Form } | { line: number; error: string }

export interface IntakeLinesOptions {
  lines: AsyncIterable<Line>
  pipeline: Pipeline
  limits: { maxTurns: number; maxCharacters: number; maxBody: number }
  clock?: () => Date
}

/** Reads calls line by line; a bad line yields an error and the next is read. */
export async function* intakeLines({
  lines,
  pipeline,
  limits,
  clock = () => new Date(),
}: IntakeLinesOptions): AsyncGenerator<Outcome> {
  for await (const { number, text, tooLong } of lines) {
    if (tooLong) yield { line: number, error: `这一行超过 ${limits.maxBody} 字节，已跳过（--max-body 可调）` }
    else if (text.trim() !== '') yield await intakeLine({ number, text }, { pipeline, limits, clock })
  }
}

async function intakeLine(
  { number, text }: { number: number; text: string },
  { pipeline, limits, clock }: Required<Omit<IntakeLinesOptions, 'lines'>>,
): Promise<Outcome> {
  const parsed = parseLine(text.replace(/^\ufeff/, ''), lineSchema)
  if (!parsed.success)
    return {
      line: number,
      error: parsed.faults
        .slice(0, 3)
        .map(({ path, message }) => (path ? `${path}: ${message}` : message))
        .join('；'),
    }
  const call = { ...parsed.data, id: parsed.data.id ?? `line-${number}` }
  try {
    checkLimits(call.turns, { turns: limits.maxTurns, callCharacters: limits.maxCharacters })
    const { form } = await pipeline(call, { now: call.startedAt ? new Date(call.startedAt) : clock() })
    return { line: number, form }
  } catch (error) {
    if (error instanceof JiesuError) return { line: number, error: error.message }
    throw error
  }
}

/** One call as one readable line. */
export function summaryLine(form: Form, city: City): string {
  const unit = form.unit && (city.units.get(form.unit.value)?.name ?? form.unit.value)
  const category = form.category && city.taxonomy.path(form.category.value).join('/')
  const sure = form.category ? `${Math.round(form.category.confidence * 100)}%` : ''
  const review =
    form.needsReview.length > 0
      ? `待核实 ${[...new Set(form.needsReview.map((item) => item.field))].join('、')}`
      : '无待核实'
  return [
    form.id,
    form.title?.value ?? '（无标题）',
    category ? `${category} ${sure}` : '（未分类）',
    unit ?? '（未定单位）',
    form.tier?.value ?? '',
    review,
  ].join('  ')
}

export function registerIntake(program: Command): void {
  const command = program
    .command('intake')
    .description('来电进，表单出，一行一条；- 为标准输入')
    .argument('<file>', '来电 JSONL 文件，或 -')
    .option('--json', '输出 JSON（不在终端上时总是 JSON）')
    .option('--no-llm', '不问大模型')
  withSettings(command, ['city', 'model', 'encoder', 'maxBody', 'maxTurns', 'maxCharacters', ...llmSettings])
  command.action(async (file: string) => {
    const config = configOf(command)
    const { llm } = command.opts() as { llm: boolean }
    const failed = await run({ file, config, llm, asJson: command.opts().json === true || !process.stdout.isTTY })
    if (failed > 0) {
      process.stderr.write(`${failed} 行没有读成，见上\n`)
      process.exitCode = 1
    }
  })
}

interface RunOptions {
  file: string
  config: Config
  /** Ask the language model, where one is configured. */
  llm: boolean
  asJson: boolean
}

async function run({ file, config, llm, asJson }: RunOptions): Promise<number> {
  const input = file === '-' ? process.stdin : await openFile(file)
  const { city, pipeline } = await loadCore(config, undefined, llm ? await composeLlm({ config }) : null)
  const progress = createProgress({ stream: process.stderr, label: '已读来电' })
  let failed = 0
  let forms = 0
  for await (const outcome of intakeLines({ lines: readLines(input, config.maxBody), pipeline, limits: config })) {
    progress.tick()
    if ('error' in outcome) {
      failed += 1
      process.stderr.write(`${file}:${outcome.line} ${outcome.error}\n`)
      continue
    }
    forms += 1
    const written = process.stdout.write(`${asJson ? JSON.stringify(outcome.form) : summaryLine(outcome.form, city)}\n`)
    if (!written) await new Promise((resume) => process.stdout.once('drain', resume))
  }
  progress.done()
  if (forms + failed === 0)
    process.stderr.write(`${file} 里没有来电：每行应是一通来电的 JSON，格式见 README「数据格式」\n`)
  return failed
}

async function openFile(file: string) {
  const found = await stat(file).catch((cause: unknown) => {
    throw new JiesuError('invalid_input', `读不到 ${file}：文件不存在或没有权限`, { cause })
  })
  if (found.isDirectory())
    throw new JiesuError('invalid_input', `${file} 是目录，请给一个 JSONL 文件，或用 - 读标准输入`)
  return createReadStream(file)
}
