import { expect, it } from 'vitest'
import { recordedTitle, titleAt } from './titles.ts'

it.each([
  ['大嫂', '女士'],
  ['大爷', '先生'],
  ['师傅', '某'],
])('records %s as %s', (word, title) => {
  expect(recordedTitle(word)).toBe(title)
})

it('calls nobody by 工地 or 总是', () => {
  expect(titleAt('工地上')).toBeNull()
  expect(titleAt('总是不修')).toBeNull()
  expect(titleAt('总，您好')).toBe('总')
})
