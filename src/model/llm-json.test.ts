import { expect, it } from 'vitest'
import { readLlmJson } from './llm-json.ts'

it.each([
  ['plain', '{"a":1}'],
  ['fenced', '好的：\n```json\n{"a":1}\n```'],
  ['after thought with braces', '<think>{不是这个}</think>{"a":1}'],
  ['after a thought whose opening tag the server ate', '想一想 {x}</think>\n{"a":1}'],
  ['within words', '答案 {"a":1} 完毕'],
])('reads an object that is %s', (_title, text) => {
  expect(readLlmJson(text)).toEqual({ a: 1 })
})

it.each(['', '没有', '{"a":', '3', 'null'])('reads nothing out of %j', (text) => {
  expect(readLlmJson(text)).toBeUndefined()
})
