import type { LlmRequest } from './llm.ts'

/**
 * Tokens of a request by its length, rather too many: a token for every Chinese character and for every three others.
 * For answers whose server did not say what they took; tokenisers of Chinese models need about 0.6 a character.
 */
export function estimateInputTokens({ messages, name, schema }: Pick<LlmRequest, 'messages' | 'name' | 'schema'>) {
  return tokensOf(messages.map(({ text }) => text).join('\n')) + tokensOf(`${name}${JSON.stringify(schema)}`)
}

function tokensOf(text: string): number {
  const wide = text.match(/[\u0300-\uffff]/g)?.length ?? 0
  return wide + Math.ceil((text.length - wide) / 3)
}
