import { expect, it } from 'vitest'
import { readOff } from '../intake/calibrate-fields.ts'
import { fitFieldCurve } from './fit-field-curve.ts'

const answers = (confidence: number, right: number, wrong: number) =>
  Array.from({ length: right + wrong }, (_, i) => ({ confidence, right: i < right }))

it('learns that modest words were mostly right and bold ones not always', () => {
  const curve = fitFieldCurve([...answers(0.5, 10, 30), ...answers(0.85, 119, 1), ...answers(0.99, 80, 0)])
  expect(readOff(curve, 0.5)).toBeCloseTo(11 / 42, 2)
  expect(readOff(curve, 0.85)).toBeGreaterThan(0.94)
  expect(readOff(curve, 1)).toBeLessThan(1)
})

it('never falls as confidence rises', () => {
  const curve = fitFieldCurve([...answers(0.6, 19, 1), ...answers(0.8, 10, 10), ...answers(0.9, 18, 2)])
  for (let index = 1; index < curve.length; index++) expect(curve[index]![1]).toBeGreaterThan(curve[index - 1]![1])
})

it('calls nothing certain from which on more than one answer in a hundred was certain and wrong', () => {
  const curve = fitFieldCurve([...answers(0.7, 60, 0), ...answers(0.8, 95, 5), ...answers(0.95, 140, 0)])
  expect(readOff(curve, 0.8)).toBeLessThanOrEqual(0.9)
  expect(readOff(curve, 0.95)).toBeGreaterThan(0.95)
  const honest = fitFieldCurve([...answers(0.8, 99, 1), ...answers(0.95, 140, 0)])
  expect(readOff(honest, 0.8)).toBeGreaterThan(0.95)
})

it('reads flat outside its knots and straight between them', () => {
  const knots: [number, number][] = [
    [0.4, 0.2],
    [0.8, 0.6],
  ]
  expect([0.1, 0.6, 0.9].map((x) => readOff(knots, x))).toEqual([0.2, expect.closeTo(0.4, 6), 0.6])
})
