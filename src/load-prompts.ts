import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPrompts, type Prompts } from './intake/fallback-answers.ts'
import { type CalibrationTable, calibrationSchema } from './intake/fallback-calibration.ts'
import { parsePrompt } from './model/llm-prompt.ts'
import { readJson } from './read-jsonl.ts'

/** The prompts of `prompts/*.md`. @throws JiesuError naming the file that is missing, malformed or not of this version. */
export function loadPrompts(folder: string): Prompts {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md')
  return checkPrompts(files.map((name) => parsePrompt(name, readFileSync(join(folder, name), 'utf8'))))
}

export const calibrationFile = (folder: string): string => join(folder, 'calibration.json')

export const loadCalibration = (folder: string): CalibrationTable =>
  readJson(calibrationFile(folder), calibrationSchema)
