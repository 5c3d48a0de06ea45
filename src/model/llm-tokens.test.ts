import { expect, it } from 'vitest'
import { estimateInputTokens } from './llm-tokens.ts'

it('counts a token for each Chinese character and for every three others, the schema too', () => {
  const request = { messages: [{ role: 'user' as const, text: '暖气不热 abc' }], name: 'a', schema: {} }
  expect(estimateInputTokens(request)).toBe(4 + 2 + 1)
})
