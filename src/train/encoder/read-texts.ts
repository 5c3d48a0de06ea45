import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { JiesuError } from '../../domain/errors.ts'

export interface TextSource {
  name: string
  texts: string[]
  /** How often every text is seen in one pass. */
  repeat: number
}

export interface ReadTextsOptions {
  /** File-name prefix → how often its texts are repeated: what is near the task counts more. */
  repeat?: Readonly<Record<string, number>>
  /** Characters kept a file, so that one large source does not drown the others. */
  maxCharacters?: number
}

/**
 * Every `.jsonl`, `.jsonl.gz` (a `text` a line) and `.txt` (a text a line) of a folder, by name.
 * Throws `invalid_data` when there is none.
 */
export function readTexts(
  folder: string,
  { repeat = {}, maxCharacters = Number.POSITIVE_INFINITY }: ReadTextsOptions = {},
): TextSource[] {
  const files = readdirSync(folder)
    .filter((name) => /\.(jsonl|jsonl\.gz|txt)$/.test(name))
    .sort()
  if (files.length === 0) throw new JiesuError('invalid_data', `${folder} 里没有 .jsonl、.jsonl.gz 或 .txt 文本`)
  return files.map((name) => ({
    name,
    texts: limit(readFile(join(folder, name)), maxCharacters),
    repeat: Object.entries(repeat).find(([prefix]) => name.startsWith(prefix))?.[1] ?? 1,
  }))
}

function readFile(path: string): string[] {
  const bytes = readFileSync(path)
  const lines = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
  if (path.endsWith('.txt')) return lines
  return lines.map((line) => String((JSON.parse(line) as { text?: unknown }).text ?? '')).filter((text) => text !== '')
}

/** Evenly spaced texts until the limit, so that what is kept is like the whole. */
function limit(texts: string[], maxCharacters: number): string[] {
  const total = texts.reduce((sum, text) => sum + text.length, 0)
  if (total <= maxCharacters) return texts
  const share = maxCharacters / total
  return texts.filter((_, index) => Math.floor((index + 1) * share) > Math.floor(index * share))
}
