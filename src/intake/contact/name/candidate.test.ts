import { expect, it } from 'vitest'
import { type Candidate, Candidates } from './candidate.ts'

const candidate = (name: string, other: Partial<Candidate> = {}): Candidate => ({
  name,
  mention: { turn: 0, start: 0, end: name.length },
  full: name.length > 1,
  spelled: false,
  strength: 0.9,
  ownTitle: null,
  ...other,
})

it('does not let a surname displace the whole name of the same person', () => {
  const names = new Candidates()
  names.offer(candidate('王建国'))
  expect(names.offer(candidate('王', { mention: { turn: 2, start: 0, end: 1 } }))).toBe(false)
})

it('chooses the last name that was said clearly', () => {
  const names = new Candidates()
  names.add(candidate('李红'))
  names.add(candidate('李宏'))
  names.add(candidate('高空', { strength: 0.4 }))
  expect(names.chosen()?.name).toBe('李宏')
})
