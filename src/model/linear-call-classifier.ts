import type { Turn } from '../domain/call.ts'
import type { CallClassifier, CallPrediction, Scored, Thresholds } from './call-classifier.ts'
import { evidenceFor } from './call-evidence.ts'
import { type CallSpaces, joinFeatures, matterText, weighTurns } from './call-features.ts'
import { argmax, chanceOf, type Decisions, decide, type LabelSpace, layoutOf, offLabelFeatures } from './decide.ts'
import type { Encoder } from './encoder.ts'
import type { SparseHead } from './sparse-head.ts'

export interface CallHeads {
  id: string
  encoderId: string
  spaces: CallSpaces
  head: SparseHead
  labels: LabelSpace
  decisions: Decisions
  thresholds: Readonly<Record<string, Thresholds>>
}

const LISTED = 10

/** Linear heads over n-grams, their sound and the encoder's vector of a call. */
export function createLinearCallClassifier(heads: CallHeads, encoder: Encoder): CallClassifier {
  const { spaces, head, labels, decisions } = heads
  return {
    id: heads.id,
    encoderId: heads.encoderId,
    dimensions: encoder.dimensions,
    thresholds: heads.thresholds,
    async predict(turns: readonly Turn[]): Promise<CallPrediction> {
      const weighed = weighTurns(turns, spaces)
      const [vector] = await encoder.encode([matterText(weighed)])
      const scores = head.scores(joinFeatures(weighed, vector!, spaces))
      const { category, appealType, tier } = decide(scores, { labels, decisions })
      const matter = weighed.reduce((most, { weight }) => Math.max(most, weight), 0)
      return {
        category: ranked(category, labels.leaves),
        level1: summed(category, labels.leaves, 2),
        level2: summed(category, labels.leaves, 4),
        appealType: ranked(appealType, labels.types),
        tier: ranked(tier, labels.tiers),
        secondAppeal: chanceOf(decisions.second, [scores[layoutOf(labels).second]!]),
        offLabel: chanceOf(decisions.offLabel, offLabelFeatures({ scores, labels, matter })),
        evidence: evidenceFor({ turns, weighed, spaces, head, label: argmax(category) }),
        vector: vector!,
      }
    },
  }
}

function ranked(shares: Float64Array, labels: readonly string[]): Scored[] {
  const scored = labels.map((label, index) => ({ label, probability: shares[index]! }))
  return scored.sort((a, b) => b.probability - a.probability).slice(0, LISTED)
}

function summed(shares: Float64Array, leaves: readonly string[], length: number): Scored[] {
  const sums = new Map<string, number>()
  leaves.forEach((leaf, index) => {
    const code = leaf.slice(0, length)
    sums.set(code, (sums.get(code) ?? 0) + shares[index]!)
  })
  const scored = [...sums].map(([label, probability]) => ({ label, probability: Math.min(1, probability) }))
  return scored.sort((a, b) => b.probability - a.probability).slice(0, LISTED)
}
