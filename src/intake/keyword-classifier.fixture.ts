import type { Taxonomy } from '../domain/taxonomy.ts'
import type { CallClassifier } from '../model/call-classifier.ts'

/** A stand-in for the trained model in tests that are not about it: counts the taxonomy's keywords in the call. */
export function keywordClassifier(taxonomy: Taxonomy): CallClassifier {
  return {
    id: 'keywords',
    encoderId: 'none',
    dimensions: 4,
    thresholds: {},
    async predict(turns) {
      const text = turns.map((turn) => turn.text).join('\n')
      const counts = taxonomy.leaves.map((leaf) => ({
        leaf,
        hits: [leaf.name, ...leaf.keywords].filter((word) => text.includes(word)).length,
      }))
      const total = counts.reduce((sum, { hits }) => sum + hits, 0.5)
      const category = counts
        .filter(({ hits }) => hits > 0)
        .map(({ leaf, hits }) => ({ label: leaf.code, probability: hits / total }))
        .sort((a, b) => b.probability - a.probability)
      return {
        category,
        appealType: [{ label: '求助', probability: 0.6 }],
        tier: [],
        secondAppeal: 0,
        offLabel: category.length === 0 ? 0.9 : 0.1,
        evidence: [],
        vector: Float32Array.from([text.length % 7, 1, 0, 0], (value) => value / Math.hypot(text.length % 7, 1)),
      }
    },
  }
}
