import { expect, it } from 'vitest'
import { legendLines, NARROW_WIDTH, WIDE } from './chart-size.ts'

it('counts the lines that the names of a chart take', () => {
  const names = ['公用事业', '市政道路与规划', '交通出行', '市场消费', '民政与社会救助']
  expect(legendLines(names, WIDE.width)).toBe(1)
  expect(legendLines(names, NARROW_WIDTH)).toBe(2)
  expect(legendLines([], NARROW_WIDTH)).toBe(1)
})
