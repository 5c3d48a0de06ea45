import type { z } from '@hono/zod-openapi'
import { type CaseState, caseStates } from '../domain/case.ts'
import { JiesuError } from '../domain/errors.ts'
import type { CaseQuery } from '../store/store.ts'
import type { casesQuery } from './schemas.ts'

/** The store's query from the one in the URL, for pages and API alike. */
export function caseQuery({ q, state, from, to, ...rest }: z.infer<typeof casesQuery>): CaseQuery {
  const states = (state ?? '').split(',').filter(Boolean)
  const unknown = states.find((item) => !(caseStates as readonly string[]).includes(item))
  if (unknown)
    throw new JiesuError('invalid_input', `没有状态「${unknown}」`, {
      faults: [{ path: 'state', message: `可用 ${caseStates.join('、')}` }],
    })
  const instant = (text: string | undefined) => (text ? new Date(text).toISOString() : undefined)
  return { ...rest, text: q, states: states as CaseState[], from: instant(from), to: instant(to) }
}
