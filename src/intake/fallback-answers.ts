import { z } from 'zod'
import { JiesuError } from '../domain/errors.ts'
import type { Prompt } from '../model/llm-prompt.ts'
import type { PromptId } from './fallback-policy.ts'

const choice = z.strictObject({ code: z.string().nullable(), quote: z.string() })
const said = z.strictObject({ value: z.string(), quote: z.string() }).nullable()

/** The shape of each prompt's answer. The JSON Schema in the prompt's file must say the same. */
export const answerSchemas = {
  category: choice,
  second_appeal: choice,
  unit: z.strictObject({ unit: z.string().nullable(), quote: z.string() }),
  fields: z.strictObject({
    appealType: said,
    callerName: said,
    phone: said,
    address: said,
    occurred: said,
    target: said,
  }),
  polish: z.strictObject({ title: z.string(), summary: z.string() }),
} as const satisfies Record<PromptId, z.ZodType>
export type Answer<P extends PromptId> = z.infer<(typeof answerSchemas)[P]>

export type Prompts = Readonly<Record<PromptId, Prompt>>

/** @throws JiesuError `artefact_mismatch` when a prompt is missing or its schema is not the one that answers are read by. */
export function checkPrompts(prompts: readonly Prompt[]): Prompts {
  const byId = new Map(prompts.map((prompt) => [prompt.id, prompt]))
  for (const [id, schema] of Object.entries(answerSchemas)) {
    const prompt = byId.get(id)
    if (!prompt) throw new JiesuError('artefact_mismatch', `prompts/ 里没有 ${id}.md`)
    const { $schema: _dialect, ...expected } = z.toJSONSchema(schema)
    if (stable(prompt.schema) !== stable(expected))
      throw new JiesuError(
        'artefact_mismatch',
        `prompts/${id}.md 的 schema 和代码读的不一样，应为：\n${JSON.stringify(expected)}`,
      )
  }
  return Object.fromEntries(byId) as unknown as Prompts
}

/** JSON with sorted keys. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  )
}
