import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { type Fault, JiesuError } from './domain/errors.ts'

const LISTED = 5

/**
 * Reads a whole JSONL file and validates every line.
 * @throws JiesuError `invalid_data` naming file, line and field of the first faults.
 */
export function readJsonl<T extends z.ZodType>(file: string, schema: T): z.infer<T>[] {
  const faults: Fault[] = []
  const rows: z.infer<T>[] = []
  for (const [index, line] of read(file).split('\n').entries()) {
    if (line.trim() === '') continue
    const result = parseLine(line, schema)
    if (result.success) rows.push(result.data)
    else
      faults.push(
        ...result.faults.map((fault) => ({ ...fault, path: `${file}:${index + 1}${fault.path && ` ${fault.path}`}` })),
      )
  }
  if (faults.length > 0) throw invalidData(faults)
  return rows
}

/** @throws JiesuError `invalid_data` as {@link readJsonl}, for one JSON document. */
export function readJson<T extends z.ZodType>(file: string, schema: T): z.infer<T> {
  const result = parseLine(read(file), schema)
  if (!result.success)
    throw invalidData(result.faults.map((fault) => ({ ...fault, path: `${file} ${fault.path}`.trim() })))
  return result.data
}

export function invalidData(faults: readonly Fault[]): JiesuError {
  const shown = faults.slice(0, LISTED).map((fault) => `  ${fault.path}: ${fault.message}`)
  const rest = faults.length > LISTED ? [`  ……另有 ${faults.length - LISTED} 处`] : []
  return new JiesuError('invalid_data', [`数据文件有 ${faults.length} 处不对：`, ...shown, ...rest].join('\n'), {
    faults,
  })
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new JiesuError('invalid_data', `读不到文件 ${file}`, {
      cause,
      faults: [{ path: file, message: '文件不存在或不能读' }],
    })
  }
}

type Parsed<T> = { success: true; data: T } | { success: false; faults: Fault[] }

export function parseLine<T extends z.ZodType>(line: string, schema: T): Parsed<z.infer<T>> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { success: false, faults: [{ path: '', message: '不是合法的 JSON' }] }
  }
  const result = schema.safeParse(value)
  if (result.success) return { success: true, data: result.data }
  return {
    success: false,
    faults: result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  }
}
