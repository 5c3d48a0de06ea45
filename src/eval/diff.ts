import type { SuiteScore } from './score.ts'

export interface Flip {
  suite: string
  id: string
  field: string
  to: 'right' | 'wrong'
}

/** Which verdicts differ between two runs, both ways. Cases that only one run has are left out. */
export function diffRuns(before: readonly SuiteScore[], after: readonly SuiteScore[]): Flip[] {
  const earlier = new Map(
    before.flatMap(({ suite, cases }) => cases.map(({ id, right }) => [`${suite}/${id}`, right] as const)),
  )
  return after.flatMap(({ suite, cases }) =>
    cases.flatMap(({ id, right }) =>
      Object.entries(right).flatMap(([field, is]): Flip[] => {
        const was = earlier.get(`${suite}/${id}`)?.[field]
        return was === undefined || was === is ? [] : [{ suite, id, field, to: is ? 'right' : 'wrong' }]
      }),
    ),
  )
}
