import type { LabelledCall, Turn } from '../domain/call.ts'
import type { City } from '../domain/city.ts'
import { homophonesIn } from '../text/homophones.ts'
import { generateCalls } from './generate.ts'
import type { Narrative } from './narrative.ts'
import type { Phrases } from './phrases.ts'

/** Everything under `data/<city>/calls/`. */
export interface CityCorpus {
  narratives: readonly Narrative[]
  phrases: Phrases
  /** Whole calls labelled by hand. */
  whole: readonly LabelledCall[]
}

/** One call, or piece of text, with what is known of it; what is not known is null. */
export interface CityExample {
  turns: readonly Turn[]
  leaf: string | null
  appealType: string | null
  tier: string | null
  secondary: readonly string[] | null
  /** Whether no matter of the label space is in it. */
  offLabel: boolean
  weight: number
  /** Examples of one group are kept in one fold. */
  group: string
  /** Whether it looks like what will be met: only these are scored when held out. */
  call: boolean
  /** Whether a person wrote the whole call. */
  byHand: boolean
}

export interface TurnSample {
  text: string
  /** Whether the turn tells the matter. */
  matter: boolean
}

export interface CityExamples {
  examples: CityExample[]
  turns: TurnSample[]
}

const DESCRIPTION_WEIGHT = 1
const KEYWORD_WEIGHT = 0.5
/** One in so many generated calls is used once more without its matter, as a call that holds none. */
const EMPTY_EVERY = 12

export interface CityExampleOptions {
  city: City
  corpus: CityCorpus
  seed: number
  /** Generated calls a narrative. */
  callsPerNarrative: number
}

/** Generated and hand-labelled calls, calls emptied of their matter, and the label space's own words as examples. */
export function cityExamples({ city, corpus, seed, callsPerNarrative }: CityExampleOptions): CityExamples {
  const { narratives, phrases, whole } = corpus
  const homophones = homophonesIn(narratives.map(({ text }) => text).join(''))
  const count = narratives.length * callsPerNarrative
  const generated = [...generateCalls({ city, narratives, phrases, seed, count, homophones })]
  const told = new Map(narratives.map(({ id, text }) => [id, characterPairs(text)]))
  const turns: TurnSample[] = []
  const empty: CityExample[] = []
  generated.forEach((call, index) => {
    const pairs = told.get(groupOf(call)) ?? new Set<string>()
    const samples = call.turns.map(({ text }) => ({ text, matter: sharedPairs(text, pairs) > 0.5 }))
    turns.push(...samples)
    const rest = call.turns.filter((_, turn) => !samples[turn]!.matter)
    // A second appeal would still be in it.
    if (index % EMPTY_EVERY === 0 && call.gold.secondary.length === 0) empty.push(emptyExample(rest, groupOf(call)))
  })
  return {
    examples: [
      ...generated.map((call) => callExample(call, false)),
      ...whole.map((call) => callExample(call, true)),
      ...empty,
      ...pseudoExamples(city),
    ],
    turns,
  }
}

function callExample(call: LabelledCall, byHand: boolean): CityExample {
  const { gold } = call
  return {
    turns: call.turns,
    leaf: gold.category,
    appealType: gold.appealType,
    tier: gold.tier,
    secondary: gold.secondary,
    offLabel: false,
    weight: 1,
    group: groupOf(call),
    call: true,
    byHand,
  }
}

function emptyExample(turns: readonly Turn[], group: string): CityExample {
  return {
    turns,
    leaf: null,
    appealType: null,
    tier: null,
    secondary: [],
    offLabel: true,
    weight: 1,
    group,
    call: false,
    byHand: false,
  }
}

/** Name, definition and every keyword apart: what a category with few calls, or none, is known by. */
function pseudoExamples({ taxonomy }: City): CityExample[] {
  return taxonomy.leaves.flatMap(({ code, name, keywords, definition }) => {
    // What a definition gives to another category speaks against this one.
    const own = definition.split(/[；。]/).filter((clause) => !clause.includes('归「'))
    const texts = [`${name}，${keywords.join('，')}`, `${name}。${own.join('；')}`]
    return [
      ...texts.map((text) => pseudoExample({ code, text, weight: DESCRIPTION_WEIGHT })),
      ...keywords.map((text) => pseudoExample({ code, text, weight: KEYWORD_WEIGHT })),
    ]
  })
}

function pseudoExample({ code, text, weight }: { code: string; text: string; weight: number }): CityExample {
  return {
    turns: [{ role: 'caller', text }],
    leaf: code,
    appealType: null,
    tier: null,
    secondary: null,
    offLabel: false,
    weight,
    group: code,
    call: false,
    byHand: false,
  }
}

/** Generated calls are named `narrative#number`. */
function groupOf({ id }: LabelledCall): string {
  return id.split('#')[0]!
}

function characterPairs(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)))
}

function sharedPairs(text: string, pairs: ReadonlySet<string>): number {
  const own = [...characterPairs(text)]
  return own.length === 0 ? 0 : own.filter((pair) => pairs.has(pair)).length / own.length
}
