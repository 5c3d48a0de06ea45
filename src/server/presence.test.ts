import { expect, it } from 'vitest'
import { createPresence, SILENCE_MS } from './presence.ts'

it('knows who looks at a case until they leave, move on or fall silent', () => {
  let now = 0
  const presence = createPresence({ clock: () => new Date(now) })
  presence.visit({ client: 'a', actor: '李敏', caseId: 'c1' })
  presence.visit({ client: 'b', actor: '赵强', caseId: 'c1' })
  expect(presence.all()).toEqual({
    c1: [
      { client: 'a', actor: '李敏' },
      { client: 'b', actor: '赵强' },
    ],
  })
  const version = presence.version()
  presence.visit({ client: 'b', actor: '赵强', caseId: 'c2' })
  expect(presence.version()).not.toBe(version)
  presence.visit({ client: 'a', actor: '李敏', caseId: null })
  expect(presence.all()).toEqual({ c2: [{ client: 'b', actor: '赵强' }] })
  now = SILENCE_MS + 1
  expect(presence.all()).toEqual({})
})
