import { expect, it } from 'vitest'
import { createMemo } from './memo.ts'

it('keeps a dear answer long, a cheap one briefly, and asks once for all who wait', async () => {
  let at = 0
  let reads = 0
  const memo = createMemo({ now: () => at })
  const ask = (milliseconds: number) =>
    memo('q', async () => {
      at += milliseconds
      reads += 1
      return reads
    })
  expect(await Promise.all([ask(1000), ask(1000)])).toEqual([1, 1])
  at += 49_000
  expect(await ask(2)).toBe(1)
  at += 2_000
  expect(await ask(2)).toBe(2)
  at += 200
  expect(await ask(2)).toBe(3)
})

it('forgets a failure, so that the next one tries again', async () => {
  const memo = createMemo()
  await expect(memo('q', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await memo('q', async () => 'up')).toBe('up')
})
