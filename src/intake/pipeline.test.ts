import { expect, it } from 'vitest'
import type { Turn } from '../domain/call.ts'
import { createPipeline } from './pipeline.ts'

const NOW = new Date('2026-01-15T02:00:00Z')

async function read(turns: Turn[]) {
  let ran = 0
  const pipeline = createPipeline({
    city: 'beijing',
    model: { encoder: '', heads: '', prompts: null },
    components: [
      async (doc) => {
        ran++
        return doc
      },
    ],
  })
  const call = { id: 'c', channel: '电话' as const, callerId: null, turns }
  const { form } = await pipeline(call, { now: NOW, edits: { district: '110105' } })
  return { form, ran }
}

it.each<[string, Turn[]]>([
  ['no turn', []],
  ['the agent alone', [{ role: 'agent', text: '您好，请讲。' }]],
  ['a caller without a word', [{ role: 'caller', text: '……' }]],
])('fills nothing in for %s, and keeps what an agent decided', async (_, turns) => {
  const { form, ran } = await read(turns)
  expect(ran).toBe(0)
  expect(form).toMatchObject({ category: null, unit: null, tier: null })
  expect(form.district?.value).toBe('110105')
})

it('reads on from the first word', async () => {
  expect((await read([{ role: 'caller', text: '喂' }])).ran).toBe(1)
})
