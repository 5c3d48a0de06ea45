import { expect, it } from 'vitest'
import { filterString, readFilters, toCaseQuery } from './case-filters.ts'

const read = (query: string) => readFilters(new URLSearchParams(query))

it('turns days of the city into instants, both ends included', () => {
  expect(toCaseQuery(read('from=2026-01-05&to=2026-01-05'), { utcOffset: 8, limit: 10 })).toEqual({
    from: '2026-01-04T16:00:00.000Z',
    to: '2026-01-05T16:00:00.000Z',
    limit: 10,
  })
})

it('leaves out of an old bookmark what makes no sense', () => {
  expect(toCaseQuery(read('state=gone,pending&tier=9h&category=x&from=yesterday'), { utcOffset: 8, limit: 5 })).toEqual(
    {
      states: ['pending'],
      limit: 5,
    },
  )
})

it('writes filters back as they were read, without the empty ones and without the page', () => {
  const query = 'q=%E8%B7%AF%E7%81%AF&state=pending%2Creturned&district=110114'
  const filters = read(`${query}&cursor=abc&tier=`)
  expect(new URLSearchParams(filterString(filters)).toString()).toBe(
    new URLSearchParams('q=路灯&state=pending,returned&district=110114').toString(),
  )
  expect(filterString(filters, { cursor: 'next' })).toContain('cursor=next')
})
