import { expect, it } from 'vitest'
import type { Clause } from './matter-clauses.ts'
import { writeSummary } from './write-summary.ts'

const clause = (text: string, rest: Partial<Clause> = {}): Clause => ({
  turn: 1,
  start: 0,
  end: text.length,
  text,
  score: 1,
  demand: false,
  closes: false,
  ...rest,
})

it('tells what is so, then what is wanted', () => {
  const { text } = writeSummary({
    clauses: [
      clause('能不能派人来修', { demand: true }),
      clause('我家停水了'),
      clause('整栋楼都没水', { closes: true }),
    ],
    type: '求助',
    address: '云锦苑3号楼',
    repeated: true,
  })
  expect(text).toBe('来电人求助：云锦苑3号楼，其家停水了，整栋楼都没水。诉求：希望派人来修。此前已反映过。')
})

it('leaves out what counts against itself and stays within 200 characters', () => {
  const clauses = [
    clause('气死我了', { score: -2 }),
    ...Array.from({ length: 40 }, (_, index) => clause(`第${index}户也没有暖气`)),
  ]
  const { text, used } = writeSummary({ clauses, type: null, address: null, repeated: false })
  expect(text).not.toContain('气死')
  expect(text.length).toBeLessThanOrEqual(200)
  expect(used.length).toBeGreaterThan(10)
})

it('asks in a question, without a demand', () => {
  const { text } = writeSummary({
    clauses: [clause('能不能跨区办理', { demand: true, closes: true })],
    type: '咨询',
    address: null,
    repeated: false,
  })
  expect(text).toBe('来电人咨询：能不能跨区办理。')
})
