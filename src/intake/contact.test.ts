import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createContact } from './contact.ts'
import { parseFixtures, runOn } from './fixtures/run.ts'
import { createNormalise } from './normalise.ts'

const contacts = readFileSync(new URL('./fixtures/contacts.jsonl', import.meta.url), 'utf8')
const components = [createNormalise(), createContact()]

describe('who calls and how to reach them', () => {
  it.each(parseFixtures(contacts))('$id: $expect', async ({ call, expect: expected }) => {
    const { form } = await runOn({ call, components })
    const found = Object.fromEntries(
      Object.keys(expected).map((field) => [field, form[field as 'phone' | 'callerName']?.value ?? null]),
    )
    expect(found).toEqual(expected)
  })

  it('asks for what is missing of a number', async () => {
    const turns = [
      { role: 'agent' as const, text: '电话多少？' },
      { role: 'caller' as const, text: '幺三八，零零幺幺，二二三' },
    ]
    const { form } = await runOn({ call: { id: 'x', channel: '电话', callerId: null, turns }, components })
    expect(form.phone?.level).toBe('review')
    expect(form.needsReview.find((item) => item.field === 'phone')?.question).toContain('少了1位')
  })

  it('points at the words of the call as it was received', async () => {
    const turns = [
      { role: 'agent' as const, text: '您贵姓？电话呢？' },
      { role: 'caller' as const, text: '😀我姓 張，打我手機　１３８—００１１—２２３３' },
    ]
    const { form } = await runOn({ call: { id: 'x', channel: '电话', callerId: null, turns }, components })
    const words = form.phone!.evidence.map(({ turn, start, end }) => turns[turn]!.text.slice(start, end))
    expect(words).toEqual(['１３８—００１１—２２３３'])
    expect(form.callerName!.evidence.map(({ turn, start, end }) => turns[turn]!.text.slice(start, end))).toEqual(['張'])
  })

  it('leaves alone what an agent has confirmed', async () => {
    const turns = [{ role: 'caller' as const, text: '我姓王，电话13800112233' }]
    const { form } = await runOn({
      call: { id: 'x', channel: '电话', callerId: null, turns },
      components,
      locked: ['phone'],
    })
    expect(form.phone).toBeNull()
    expect(form.callerName?.value).toBe('王某')
  })
})
