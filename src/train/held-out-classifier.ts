import type { Turn } from '../domain/call.ts'
import type { CallClassifier, Scored } from '../model/call-classifier.ts'

/**
 * The trained classifier, but for calls that it was trained on it lists the categories that heads gave which had not
 * seen them: whatever is learned on top sees the doubt that it will meet. Calls are known by their array of turns.
 */
export function heldOutClassifier(
  classifier: CallClassifier,
  categories: ReadonlyMap<readonly Turn[], Scored[]>,
): CallClassifier {
  return {
    ...classifier,
    async predict(turns) {
      const prediction = await classifier.predict(turns)
      return { ...prediction, category: categories.get(turns) ?? prediction.category }
    },
  }
}
