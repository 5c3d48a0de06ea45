import { expect, it } from 'vitest'
import { type AnswerKey, answerKey, createAnswerCache } from './llm-answers.ts'

const asked: AnswerKey = {
  prompt: 'category@1',
  model: 'm',
  messages: [
    { role: 'system', text: '规矩' },
    { role: 'user', text: '〔姓名1〕家暖气不热' },
  ],
}
const reply = (value: string) => ({ value, tokens: { input: 1, output: 1 } })

it('has one key for one question to one model, and another for another version, model or input', async () => {
  const keys = await Promise.all(
    [
      asked,
      { ...asked, prompt: 'category@2' },
      { ...asked, model: 'n' },
      { ...asked, messages: asked.messages.slice(0, 1) },
      { ...asked, messages: [asked.messages[0]!, { role: 'assistant' as const, text: '〔姓名1〕家暖气不热' }] },
    ].map(answerKey),
  )
  expect(new Set(keys).size).toBe(keys.length)
  expect(await answerKey(structuredClone(asked))).toBe(keys[0])
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/)
})

it('keeps the answers that were used last', () => {
  const cache = createAnswerCache(2)
  cache.put('a', reply('甲'))
  cache.put('b', reply('乙'))
  cache.get('a')
  cache.put('c', reply('丙'))
  expect(['a', 'b', 'c'].map((key) => cache.get(key)?.value)).toEqual(['甲', undefined, '丙'])
})
