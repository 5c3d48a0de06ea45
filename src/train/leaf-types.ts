import { appealTypes } from '../domain/call.ts'
import type { Narrative } from './narrative.ts'

/** Narratives that the overall shares count for beside a leaf's own, of which there are some twenty. */
const SMOOTHING = 4

/** For each leaf the shares of the appeal types among its narratives, drawn to the shares of all. */
export function leafTypes(
  leaves: readonly string[],
  narratives: readonly Pick<Narrative, 'category' | 'appealType'>[],
): number[][] {
  const counts = new Map<string, number[]>()
  const total = appealTypes.map(() => 0)
  for (const { category, appealType } of narratives) {
    const type = appealTypes.indexOf(appealType)
    const own = counts.get(category) ?? appealTypes.map(() => 0)
    own[type]!++
    total[type]!++
    counts.set(category, own)
  }
  const all = Math.max(1, narratives.length)
  return leaves.map((leaf) => {
    const own = counts.get(leaf) ?? appealTypes.map(() => 0)
    const size = own.reduce((sum, count) => sum + count, 0) + SMOOTHING
    return own.map((count, type) => Math.round(((count + (SMOOTHING * total[type]!) / all) / size) * 1e4) / 1e4)
  })
}
