import { writeFileSync } from 'node:fs'
import type { LlmSetup } from '../compose.ts'
import { composeLlm, PROMPTS_FOLDER } from '../compose-llm.ts'
import type { Config } from '../config.ts'
import { JiesuError } from '../domain/errors.ts'
import type { LlmReport } from '../eval/llm-report.ts'
import type { Suite } from '../eval/suite.ts'
import { versionsOf } from '../intake/fallback.ts'
import { type CalibrationTable, measureCalibration } from '../intake/fallback-calibration.ts'
import { calibrationFile, loadCalibration } from '../load-prompts.ts'
import { createAnswerFile } from '../node-answers.ts'

/** The configured model; a measurement takes what it takes, only the day's tokens are kept to. */
export async function evaluationLlm(config: Config, answers: string | undefined): Promise<LlmSetup> {
  const setup = await composeLlm({
    config: { ...config, llmCallsPerMinute: Number.MAX_SAFE_INTEGER },
    ...(answers && { answers: createAnswerFile(answers), replayOnly: config.llmBaseUrl === '' }),
  })
  if (setup) return setup
  throw new JiesuError('invalid_input', '没有配置大模型：设 JIESU_LLM_MODEL 和 JIESU_LLM_BASE_URL，或用 --answers 重放')
}

export interface CalibrateOptions {
  at: string
  suites: readonly { suite: Suite; llm?: LlmReport }[]
  setup: LlmSetup
}

/** Writes how often the model was right into the table that the fallback reads. */
export function calibrate({ at, suites, setup }: CalibrateOptions): void {
  const reports = suites.flatMap(({ suite, llm }) => (llm ? [{ suite, llm }] : []))
  const judged = reports.flatMap(({ llm }) => llm.judged)
  const { note, conservativeGuess } = loadCalibration(PROMPTS_FOLDER)
  const table: CalibrationTable = {
    note,
    conservativeGuess,
    measured: {
      at,
      model: setup.client.model,
      prompts: versionsOf(setup.prompts),
      suites: reports.map(({ suite }) => suite.name),
      cases: reports.reduce((sum, { suite }) => sum + suite.cases.length, 0),
    },
    cells: measureCalibration(judged),
  }
  writeFileSync(calibrationFile(PROMPTS_FOLDER), `${JSON.stringify(table, null, 2)}\n`)
}

/** What the language model was asked, what it cost and what it changed, one prompt and one field a line. */
export function llmLines({ model, prompts, fields, cost }: LlmReport): string[] {
  const lines = [`  大模型 ${model}，花费 ${cost.toFixed(4)}`]
  for (const [name, item] of Object.entries(prompts)) {
    const missed = Object.entries(item.unanswered).map(([reason, count]) => `${reason} ${count}`)
    lines.push(
      `    ${name.padEnd(18)} 问 ${item.questions}，答 ${item.answered}${missed.length > 0 ? `，未答 ${missed.join('、')}` : ''}，token ${item.tokens.input}+${item.tokens.output}，p95 ${item.p95.toFixed(2)} s`,
    )
  }
  for (const [field, { without, with: after, gained, lost, p }] of Object.entries(fields))
    if (gained.length + lost.length > 0)
      lines.push(
        `    ${field.padEnd(18)} ${without.toFixed(4)} → ${after.toFixed(4)}（对 ${gained.length}，错 ${lost.length}，p=${p.toFixed(3)}）`,
      )
  return lines
}
