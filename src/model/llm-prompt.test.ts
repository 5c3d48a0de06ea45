import { expect, it } from 'vitest'
import { fillPrompt, parsePrompt } from './llm-prompt.ts'

const file =
  '---\nid: category\nversion: 2\nschema: {"type":"object"}\n---\n# system\n规矩\n\n# user\n记录：{{transcript}}\n'

it('reads id, version, schema and both messages', () => {
  expect(parsePrompt('category.md', file)).toEqual({
    id: 'category',
    version: 2,
    schema: { type: 'object' },
    system: '规矩',
    user: '记录：{{transcript}}',
  })
})

it.each([
  ['no front matter', '# system\na\n# user\nb', '开头要有'],
  ['a version that is no number', file.replace('version: 2', 'version: two'), 'version'],
  ['a schema that is no JSON', file.replace('{"type":"object"}', '{type}'), 'schema'],
  ['no user message', file.replace('# user', '# human'), '正文'],
])('names the file and the fault of %s', (_title, source, message) => {
  expect(() => parsePrompt('x.md', source)).toThrow(new RegExp(`x\\.md.*${message}`))
})

it('leaves braces in what is filled in as they are', () => {
  expect(fillPrompt('a {{x}} b', { x: '{{y}} $& {"code":1}' })).toBe('a {{y}} $& {"code":1} b')
})

it('refuses a gap without a value and a value without a gap', () => {
  expect(() => fillPrompt('{{x}}', {})).toThrow('{{x}}')
  expect(() => fillPrompt('', { x: '1' })).toThrow('{{x}}')
})
