import { z } from 'zod'
import { JiesuError } from '../domain/errors.ts'
import { readJsonl } from '../read-jsonl.ts'
import type { LabelledText } from '../train/train-flat.ts'

const textSchema = z.object({ id: z.coerce.string().optional(), text: z.string() })
const labelledSchema = textSchema.extend({ label: z.coerce.string().min(1, 'label 不能为空') })

/** `{id, text, label}` a line; a missing id is the line's number. Throws `invalid_data`, naming file and line. */
export function readLabelledTexts(file: string): LabelledText[] {
  const rows = readJsonl(file, labelledSchema).map((row, index) => ({ ...row, id: row.id ?? String(index + 1) }))
  if (rows.length === 0) throw new JiesuError('invalid_data', `${file} 里没有数据：每行要有 {"id","text","label"}`)
  return rows
}

export function readTextRows(file: string): { id: string; text: string }[] {
  return readJsonl(file, textSchema).map((row, index) => ({ text: row.text, id: row.id ?? String(index + 1) }))
}
