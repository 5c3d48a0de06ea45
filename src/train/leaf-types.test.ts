import { expect, it } from 'vitest'
import { appealTypes } from '../domain/call.ts'
import { leafTypes } from './leaf-types.ts'

it('shares of a leaf lean to its own narratives, those of an unseen leaf are the overall ones', () => {
  const narratives = [
    ...Array.from({ length: 12 }, () => ({ category: '010101', appealType: '求助' as const })),
    ...Array.from({ length: 4 }, () => ({ category: '040101', appealType: '举报' as const })),
  ]
  const [heat, unseen] = leafTypes(['010101', '990101'], narratives)
  const help = appealTypes.indexOf('求助')
  expect(heat![help]).toBeCloseTo((12 + 4 * 0.75) / 16, 3)
  expect(unseen![help]).toBeCloseTo(0.75, 3)
  expect(heat!.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 2)
})
