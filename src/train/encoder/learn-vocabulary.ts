import { foldForTokens, UnigramTokeniser, type UnigramVocabulary } from '../../text/tokenise.ts'
import type { TextSource } from './read-texts.ts'

export interface VocabularyOptions {
  /** Pieces in all, the unknown one included. */
  size: number
  /** Known words: with them the candidates are those seen in the texts, without them cohesive frequent runs of characters. */
  lexicon?: readonly string[]
  longest?: number
  rounds?: number
}

const UNKNOWN_PIECE = '[UNK]'
const MIN_CHARACTER_COUNT = 12
const MIN_RUN_COUNT = 150
const MIN_COHESION = 4.5
const MAX_CHARACTERS = 6000
const word = /\p{Script=Han}+|[a-z]+/gu

/**
 * A unigram vocabulary from texts (Kudo 2018, with hard counts): characters and words (of the lexicon, or
 * failing that cohesive frequent runs of characters) are the candidates; Viterbi splits are counted, scores re-estimated, and the pieces whose loss
 * would cost the least likelihood dropped until `size` are left.
 */
export function learnVocabulary(
  sources: readonly TextSource[],
  { size, lexicon = [], longest = 4, rounds = 3 }: VocabularyOptions,
): UnigramVocabulary {
  const phrases = countPhrases(sources)
  const runs = countRuns(phrases, longest)
  const characters = frequentCharacters(sources)
  const candidates = new Map<string, number>(characters)
  const words = lexicon
    .filter((entry) => entry.length > 1 && runs.has(entry))
    .map((entry) => [entry, runs.get(entry)!] as const)
  for (const [run, count] of words.length > 0 ? words : cohesive(runs)) candidates.set(run, count)
  let counts = candidates
  for (let round = 0; round < rounds; round++) {
    const vocabulary = scored(counts)
    const counted = recount(vocabulary, phrases)
    const target = Math.round(size * (1 + 1.5 * ((rounds - 1 - round) / rounds)))
    counts = prune({ vocabulary, counted, keep: characters, target: target - 1 })
  }
  return scored(counts)
}

/** Runs of Han characters or letters with how often each is seen: what is split again and again is split once. */
function countPhrases(sources: readonly TextSource[]): Map<string, number> {
  const phrases = new Map<string, number>()
  for (const { texts, repeat } of sources) {
    for (const text of texts) {
      for (const [phrase] of foldForTokens(text).matchAll(word))
        phrases.set(phrase, (phrases.get(phrase) ?? 0) + repeat)
    }
  }
  return phrases
}

function countRuns(phrases: ReadonlyMap<string, number>, longest: number): Map<string, number> {
  let runs = new Map<string, number>()
  for (let length = 1; length <= longest; length++) {
    const longer = new Map<string, number>()
    for (const [phrase, count] of phrases) {
      for (let start = 0; start + length <= phrase.length; start++) {
        const run = phrase.slice(start, start + length)
        // A run can only be frequent when both of its ends are.
        if (length > 2 && ((runs.get(run.slice(1)) ?? 0) < 8 || (runs.get(run.slice(0, -1)) ?? 0) < 8)) continue
        longer.set(run, (longer.get(run) ?? 0) + count)
      }
    }
    for (const [run, count] of longer) if (length > 1 && count < 8) longer.delete(run)
    runs = new Map([...runs, ...longer])
  }
  return runs
}

/** Runs that stick together: seen far more often than either way of cutting them in two would foretell. */
function cohesive(runs: ReadonlyMap<string, number>): Map<string, number> {
  let total = 0
  for (const [run, count] of runs) if (run.length === 1) total += count
  const kept = new Map<string, number>()
  for (const [run, count] of runs) {
    if (run.length < 2 || count < MIN_RUN_COUNT) continue
    let cohesion = Number.POSITIVE_INFINITY
    for (let cut = 1; cut < run.length; cut++) {
      const expected = ((runs.get(run.slice(0, cut)) ?? 1) * (runs.get(run.slice(cut)) ?? 1)) / total
      cohesion = Math.min(cohesion, Math.log(count / expected))
    }
    if (cohesion >= MIN_COHESION) kept.set(run, count)
  }
  return kept
}

function frequentCharacters(sources: readonly TextSource[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { texts, repeat } of sources) {
    for (const text of texts)
      for (const character of foldForTokens(text)) counts.set(character, (counts.get(character) ?? 0) + repeat)
  }
  const frequent = [...counts].filter(
    ([character, count]) => count >= MIN_CHARACTER_COUNT && /^[^\s\p{C}]$/u.test(character) && character.length === 1,
  )
  return new Map(frequent.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MAX_CHARACTERS))
}

function scored(counts: ReadonlyMap<string, number>): UnigramVocabulary {
  const entries = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const total = Math.log(entries.reduce((sum, [, count]) => sum + count + 1, 0))
  const scores = entries.map(([, count]) => Math.round((Math.log(count + 1) - total) * 1e4) / 1e4)
  return {
    pieces: [UNKNOWN_PIECE, ...entries.map(([piece]) => piece)],
    scores: [scores.at(-1) ?? 0, ...scores],
    unknown: 0,
  }
}

function recount(vocabulary: UnigramVocabulary, phrases: ReadonlyMap<string, number>): Float64Array {
  const tokeniser = new UnigramTokeniser(vocabulary)
  const counted = new Float64Array(vocabulary.pieces.length)
  for (const [phrase, count] of phrases) for (const id of tokeniser.encodeFolded(phrase)) counted[id]! += count
  return counted
}

interface PruneInput {
  vocabulary: UnigramVocabulary
  counted: Float64Array
  /** Characters stay whatever they cost, so that nothing common is ever unknown. */
  keep: ReadonlyMap<string, number>
  target: number
}

function prune({ vocabulary, counted, keep, target }: PruneInput): Map<string, number> {
  const tokeniser = new UnigramTokeniser(vocabulary)
  const losses = vocabulary.pieces.flatMap((piece, id) => {
    if (id === vocabulary.unknown || keep.has(piece)) return []
    const loss = counted[id]! * (vocabulary.scores[id]! - tokeniser.scoreWithout(piece, id))
    return [{ piece, count: counted[id]!, loss }]
  })
  losses.sort((a, b) => b.loss - a.loss || (a.piece < b.piece ? -1 : 1))
  const kept = new Map<string, number>()
  for (const [character, count] of keep) {
    const id = vocabulary.pieces.indexOf(character)
    kept.set(character, id > 0 ? counted[id]! : count)
  }
  for (const { piece, count } of losses.slice(0, Math.max(0, target - kept.size))) kept.set(piece, count)
  return kept
}
