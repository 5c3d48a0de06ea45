import type { NormalisedTurn } from '../../text/normalise.ts'
import type { SyllableIndex } from '../../text/pinyin.ts'
import { denies } from '../assent.ts'
import type { Mention } from '../evidence.ts'
import { readAnswer } from './name/answered.ts'
import { lastCalled } from './name/called-by-agent.ts'
import { type Candidate, Candidates } from './name/candidate.ts'
import { callingCompany } from './name/company.ts'
import { asCalled, concludeName, type NameReading, settleWithAgent } from './name/conclude.ts'
import { type HeardTurn, Hearing } from './name/heard-turn.ts'
import { readGreeting, readIntroductions } from './name/introduced.ts'
import { readChoice, readDotted, readUnasked } from './name/named-unasked.ts'
import { readReadBack } from './name/read-back.ts'
import { type Refusal, refusedName } from './name/refusal.ts'
import { readSelfTitled } from './name/self-titled.ts'
import { type Explained, readSpelledName } from './name/spelled-name.ts'
import { readWholeName } from './name/whole-name.ts'
import { readBesideNumber, readSignature } from './name/written-name.ts'

type Reader = (heard: HeardTurn, names: Candidates, hearing: Hearing) => void

/** In this order, until one of them finds a name in the turn. */
const readers: readonly Reader[] = [
  (...given) => {
    readIntroductions(...given)
    readGreeting(...given)
  },
  readSelfTitled,
  readBesideNumber,
  (heard, names) => {
    if (names.size === 0) readSignature(heard, names)
  },
  readDotted,
  readChoice,
  readAnswer,
  readReadBack,
  readUnasked,
]
const saysAnything = /[\u4e00-\u9fffA-Za-z]{2}|^[\u4e00-\u9fff]/

interface Heard {
  names: Candidates
  explained: Explained[]
  refusal: Refusal | null
  company: Mention | null
}

/** The caller's own name, out of what he says of himself, spells out, is called by the agent and lets stand. */
export function readName(turns: readonly NormalisedTurn[], syllables: SyllableIndex): NameReading {
  const hearing = new Hearing(turns, syllables)
  const heard: Heard = { names: new Candidates(), explained: [], refusal: null, company: null }
  for (const [index, { role, text }] of turns.entries())
    if (role === 'caller' && saysAnything.test(text)) hear(hearing.heard(index), heard, hearing)
  const { names, refusal } = heard
  const chosen = names.chosen()
  if (refusal && (!chosen || overrides(refusal, chosen))) return unnamed(turns, heard)
  const called = lastCalled(hearing)
  if (!chosen) return called ? asCalled(called) : unnamed(turns, heard)
  return settleWithAgent(concludeName({ chosen, names, explained: heard.explained, hearing }), called, hearing)
}

function hear(turn: HeardTurn, heard: Heard, hearing: Hearing): void {
  const { names } = heard
  const before = names.size
  for (const read of readers) {
    read(turn, names, hearing)
    if (names.size > before) break
  }
  if (turn.aboutName || names.size > before) readWholeName(turn, names, hearing)
  if (turn.spelled.length > 0 && explainsName(turn, names, before))
    heard.explained.push({ turn: turn.index, spelled: turn.spelled })
  const refused = refusedName(turn)
  if (refused?.kind === 'anonymous') heard.refusal = refused
  if (names.size > before) return
  readSpelledName(turn, names, hearing)
  if (names.size > before) return
  heard.refusal = refused ?? heard.refusal
  if (turn.asked) heard.company ??= callingCompany(hearing.turns, turn.index)
}

function explainsName({ text, aboutName }: HeardTurn, names: Candidates, before: number): boolean {
  return aboutName || names.size > before || (denies(text) && names.size > 0)
}

/** A name said before is withdrawn by the refusal. */
function overrides({ kind, turn }: Refusal, { mention, full }: Candidate): boolean {
  if (kind === 'anonymous') return turn >= mention.turn
  return turn > mention.turn && (kind === 'name' || full)
}

function unnamed(turns: readonly NormalisedTurn[], { refusal, company }: Heard): NameReading {
  const shared = { alternatives: [], refused: refusal !== null }
  if (company && !refusal) {
    const value = turns[company.turn]!.text.slice(company.start, company.end)
    return { ...shared, value, confidence: 0.7, evidence: [company] }
  }
  return { ...shared, value: null, confidence: 0.9, evidence: refusal ? [refusal] : [] }
}
