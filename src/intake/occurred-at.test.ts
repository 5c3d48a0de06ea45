import { expect, it } from 'vitest'
import type { Call } from '../domain/call.ts'
import { runOn } from './fixtures/run.ts'
import { createOccurredAt } from './occurred-at.ts'
import { suggest } from './suggest.ts'

const call: Call = { id: 'x', channel: '电话', callerId: null, turns: [{ role: 'caller', text: '昨晚十点多停的电。' }] }

const occurredAs = async (value: string | null) => {
  const { form } = await runOn({
    call,
    components: [
      async (doc) => ({
        ...doc,
        form: { ...doc.form, occurred: value === null ? null : suggest({ value, confidence: 0.9, source: 'rule' }) },
      }),
      createOccurredAt(),
    ],
  })
  return form
}

it('puts the words on the calendar from the instant of the call and says so', async () => {
  const form = await occurredAs('昨晚十点多')
  expect(form.occurredAt).toEqual({
    start: '2026-01-11T22:00+08:00',
    end: '2026-01-11T23:00+08:00',
    grain: 'hour',
    ongoing: false,
    recurrence: null,
  })
  expect(form.reasons).toContainEqual({
    field: 'occurred',
    text: '按来电时间推算为2026年1月11日22:00至23:00',
    evidence: [],
  })
})

it.each([null, '最近'])('leaves %j open', async (value) => {
  const form = await occurredAs(value)
  expect(form.occurredAt).toBeNull()
  expect(form.reasons).toEqual([])
})
