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

/** The likeliest labels, best first. */
function ranked(shares: ArrayLike<number>, labels: readonly string[]): Scored[] {
  const best: number[] = []
  for (let label = 0; label < shares.length; label++) {
    const share = shares[label]!
    if (best.length === LISTED && share <= shares[best[LISTED - 1]!]!) continue
    let at = best.length
    while (at > 0 && share > shares[best[at - 1]!]!) at--
    best.splice(at, 0, label)
    if (best.length > LISTED) best.pop()
  }
  return best.map((label) => ({ label: labels[label]!, probability: Math.min(1, shares[label]!) }))
}
