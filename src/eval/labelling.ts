import type { LabelledCall } from '../domain/call.ts'
import type { City } from '../domain/city.ts'
import type { Form } from '../domain/form.ts'

/** A confirmed call as `/api/feedback.jsonl` gives it. */
export interface Feedback extends LabelledCall {
  predicted: Partial<Record<keyof Form, { value: unknown; confidence: number | null; accepted: boolean }>>
}

/** The least sure field of those that a model guesses: what people learn most from comes first. */
export function uncertainty({ predicted }: Feedback): number {
  const confidences = (['category', 'appealType', 'unit', 'tier'] as const).map(
    (field) => predicted[field]?.confidence ?? 0,
  )
  return 1 - Math.min(...confidences)
}

export interface CorpusFault {
  kind: 'duplicate' | 'conflict' | 'too few'
  message: string
}

export const MIN_CASES = 14

/** What a reviewer of labelled calls must look at: the same words twice, the same words with two labels, thin categories. */
export function reviewCorpus(calls: readonly LabelledCall[], city: City): CorpusFault[] {
  const faults: CorpusFault[] = []
  const seen = new Map<string, LabelledCall>()
  const counts = new Map<string, number>()
  for (const call of calls) {
    counts.set(call.gold.category, (counts.get(call.gold.category) ?? 0) + 1)
    const said = call.turns
      .filter((turn) => turn.role === 'caller')
      .map((turn) => turn.text)
      .join('')
      .replace(/[^\p{L}\p{N}]/gu, '')
    const twin = seen.get(said)
    if (!twin) seen.set(said, call)
    else if (twin.gold.category === call.gold.category)
      faults.push({ kind: 'duplicate', message: `${call.id} 与 ${twin.id} 说的一样` })
    else
      faults.push({
        kind: 'conflict',
        message: `${call.id} 与 ${twin.id} 说的一样，一个标 ${call.gold.category}，一个标 ${twin.gold.category}`,
      })
  }
  for (const { code, name } of city.taxonomy.leaves) {
    const count = counts.get(code) ?? 0
    if (count < MIN_CASES) faults.push({ kind: 'too few', message: `${code} ${name}：${count} 例，少于 ${MIN_CASES}` })
  }
  return faults
}
