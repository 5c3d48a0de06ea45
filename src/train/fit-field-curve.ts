interface Block {
  confidence: number
  right: number
  count: number
}

/**
 * Above this an answer counts as certain, and of all answers at most this share may be certain and wrong: half of the
 * one in a hundred that is aimed at, since the point is chosen on the calls that it is measured on.
 */
const CERTAIN = 0.9
const MOST_CERTAIN_AND_WRONG = 0.005

/** Answers are grouped before they are pooled, so that a knot stands on some evidence. */
const GROUP = 20

/**
 * Stated confidence against measured accuracy, rising: pool-adjacent-violators (Ayer et al., 1955) over groups of
 * twenty. One imagined right and one imagined wrong answer a knot keep it from claiming certainty, and nothing is
 * called certain below the point from which on too many answers would be certain and wrong.
 */
export function fitFieldCurve(judged: readonly { confidence: number; right: boolean }[]): [number, number][] {
  const sorted = judged.toSorted((a, b) => a.confidence - b.confidence)
  const blocks: Block[] = []
  for (let start = 0; start < sorted.length; start += GROUP) {
    const group = sorted.slice(start, start + GROUP)
    blocks.push({
      confidence: group.reduce((sum, item) => sum + item.confidence, 0),
      right: group.filter((item) => item.right).length,
      count: group.length,
    })
    while (blocks.length > 1 && rate(blocks.at(-2) as Block) >= rate(blocks.at(-1) as Block)) {
      const last = blocks.pop() as Block
      const before = blocks.pop() as Block
      blocks.push({
        confidence: before.confidence + last.confidence,
        right: before.right + last.right,
        count: before.count + last.count,
      })
    }
  }
  const knots = blocks.map(({ confidence, right, count }): [number, number] => [
    round(confidence / count),
    round((right + 1) / (count + 2)),
  ])
  const rising = knots.filter(([x], index) => index === 0 || x > (knots[index - 1]?.[0] ?? -1))
  return withoutFalseCertainty(rising, leastCertain(sorted))
}

/** The stated confidence of the surest answers that were wrong once more than allowed; above it certainty is earned. */
function leastCertain(sorted: readonly { confidence: number; right: boolean }[]): number {
  const wrong = sorted.filter(({ right }) => !right)
  return wrong.at(-1 - Math.floor(sorted.length * MOST_CERTAIN_AND_WRONG))?.confidence ?? Number.NEGATIVE_INFINITY
}

function withoutFalseCertainty(knots: readonly [number, number][], least: number): [number, number][] {
  const first = knots.findIndex(([, measured]) => measured > CERTAIN)
  if (first < 0 || least < knots[first]![0]) return [...knots]
  const lowered = knots.map(([stated, measured]): [number, number] => [
    stated,
    stated <= least ? Math.min(CERTAIN, measured) : measured,
  ])
  const above = lowered.findIndex(([stated]) => stated > least)
  return above < 0 ? lowered : lowered.toSpliced(above, 0, [round(least), CERTAIN])
}

const rate = ({ right, count }: Block) => right / count
const round = (value: number) => Math.round(value * 1e4) / 1e4
