import { appendFileSync, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { LlmAnswers } from './model/llm-answers.ts'
import { readJsonl } from './read-jsonl.ts'

const recordSchema = z.strictObject({
  key: z.string().regex(/^[0-9a-f]{64}$/),
  value: z.unknown(),
  tokens: z.strictObject({ input: z.number(), output: z.number() }),
})

/**
 * Answers of a language model in a JSONL file, so that a measurement can be repeated without it. The keys are hashes of
 * prompt version, model and redacted input; the answers hold placeholders and short quotes of redacted text.
 * @throws JiesuError `invalid_data` when the file is malformed.
 */
export function createAnswerFile(file: string): LlmAnswers {
  const rows = existsSync(file) ? readJsonl(file, recordSchema) : []
  const known = new Map(rows.map(({ key, value, tokens }) => [key, { value, tokens }]))
  return {
    get: (key) => known.get(key),
    put(key, reply) {
      if (known.size === 0) mkdirSync(dirname(file), { recursive: true })
      known.set(key, reply)
      appendFileSync(file, `${JSON.stringify({ key, value: reply.value, tokens: reply.tokens })}\n`)
    },
  }
}
