import type { Turn } from '../domain/call.ts'
import type { Evidence } from '../domain/suggestion.ts'
import type { CallSpaces, WeighedTurn } from './call-features.ts'
import type { SparseHead } from './sparse-head.ts'

export interface EvidenceOptions {
  turns: readonly Turn[]
  weighed: readonly WeighedTurn[]
  spaces: CallSpaces
  head: SparseHead
  label: number
}

const MOST_SPANS = 3
const SHARE_OF_BEST = 0.35
const LONGEST_GAP = 1

/** The caller's words whose n-grams spoke most for a label, as spans in the turns as received; strongest first. */
export function evidenceFor({ turns, weighed, spaces, head, label }: EvidenceOptions): Evidence[] {
  const spans = turns.flatMap(({ role, text }, turn) => {
    if (role !== 'caller') return []
    const speaking = new Float32Array(text.length)
    spaces.ngrams.visit(text, (index, start, end) => {
      const says = head.weight(index, label) * spaces.ngrams.parts.weights[index]! * weighed[turn]!.weight
      for (let at = start; at < end; at++) speaking[at]! += says / (end - start)
    })
    return spansOf(speaking).map((span) => ({ turn, ...span }))
  })
  spans.sort((a, b) => b.score - a.score)
  const least = (spans[0]?.score ?? 0) * SHARE_OF_BEST
  const kept = spans.filter(({ score }) => score >= least).slice(0, MOST_SPANS)
  return kept.map(({ turn, start, end }) => ({ turn, start, end }))
}

interface Span {
  start: number
  end: number
  score: number
}

/** Runs of units that speak for the label, over small gaps. */
function spansOf(speaking: Float32Array): Span[] {
  const spans: Span[] = []
  speaking.forEach((score, at) => {
    if (score <= 0) return
    const last = spans.at(-1)
    if (last && at - last.end <= LONGEST_GAP) {
      last.end = at + 1
      last.score += score
    } else spans.push({ start: at, end: at + 1, score })
  })
  return spans.filter(({ start, end }) => end - start > 1)
}
