import { surnameOf } from '../../../text/surnames.ts'
import type { Mention } from '../../evidence.ts'
import { type Called, titleByAgent } from './called-by-agent.ts'
import type { Candidate, Candidates } from './candidate.ts'
import type { Hearing } from './heard-turn.ts'
import { ownTitle } from './own-title.ts'
import { applySpelling, type Explained } from './spelled-name.ts'
import type { RecordedTitle } from './titles.ts'

export interface NameReading {
  /** As it is to be recorded: 王建国, 王女士, 王某; null when none was given. */
  value: string | null
  confidence: number
  evidence: Mention[]
  alternatives: string[]
  refused: boolean
  /** The caller explained its characters. */
  spelled?: boolean
}

interface Concluding {
  chosen: Candidate
  names: Candidates
  explained: readonly Explained[]
  hearing: Hearing
}

/** The chosen name with the characters that were explained, or the surname with the title that belongs to it. */
export function concludeName({ chosen, names, explained, hearing }: Concluding): NameReading {
  const applied = applySpelling(chosen, explained, hearing)
  // 「于，于海涛」 heard as one.
  const name = applied.name.replace(/^(.)\1(?=.)/, '$1')
  const surname = surnameOf(name) ?? name
  const alternatives = otherNames(name, { chosen, names, hearing })
  const doubt = (sure: number) => sure * Math.min(1, chosen.strength / 0.85) - (alternatives.length > 0 ? 0.2 : 0)
  const shared = { evidence: [chosen.mention, ...applied.evidence], refused: false }
  if (chosen.full || name.length > surname.length) {
    // Neither explained nor, so far, used by the agent: perhaps a slip of the ear, or more than the name.
    const confidence = doubt(applied.givenTold ? 0.96 : 0.88)
    return { ...shared, value: name, confidence, alternatives, spelled: applied.spelled }
  }
  const { title, sure } = titleOf(surname, chosen, hearing)
  const otherTitles = (['女士', '先生', '某'] as const).filter((other) => other !== title)
  return {
    ...shared,
    value: `${surname}${title}`,
    confidence: doubt(sure),
    alternatives: [...otherTitles.map((other) => surname + other), ...alternatives],
  }
}

function otherNames(name: string, { chosen, names, hearing }: Omit<Concluding, 'explained'>): string[] {
  const others = names.all.filter((other) => other !== chosen && other.strength >= 0.5).map((other) => other.name)
  return [...new Set(others)].filter(
    (other) => other !== name && !name.startsWith(other) && !hearing.soundsAlike(other, name),
  )
}

/** How the caller calls himself, then how the agent calls him and is let, then 某. */
function titleOf(surname: string, chosen: Candidate, hearing: Hearing): { title: RecordedTitle; sure: number } {
  const own = ownTitle(surname, chosen, hearing)
  if (own) return own
  if (chosen.ownTitle && chosen.ownTitle !== '某') return { title: chosen.ownTitle, sure: 0.94 }
  const called = titleByAgent(surname, hearing)
  if (called) return { title: called.title, sure: called.byName ? 0.94 : 0.85 }
  return chosen.ownTitle ? { title: chosen.ownTitle, sure: 0.94 } : { title: '某', sure: 0.75 }
}

/** The agent's last spelling of the name, let stand, decides between what sounds alike. */
export function settleWithAgent(reading: NameReading, called: Called | null, hearing: Hearing): NameReading {
  const { value } = reading
  if (!called || value === null) return reading
  const { name, surname } = called
  const said = value.replace(/(?:女士|先生|某)$/, '')
  if (name.length > surname.length) return settleWhole(reading, { said, name, surname }, hearing)
  if (said.length === surname.length)
    return said === surname ? reading : { ...reading, value: `${surname}${called.title}`, confidence: 0.85 }
  if (said.startsWith(surname)) return { ...reading, confidence: Math.max(reading.confidence, heardClearly(reading)) }
  if (!hearing.soundsAlike(said.slice(0, surname.length), surname)) return reading
  return { ...reading, value: surname + said.slice(surname.length), confidence: 0.88 }
}

/** The agent took up the surname, which says nothing of the given name; what was only guessed stays unsure. */
const heardClearly = ({ confidence }: NameReading) => (confidence >= 0.85 ? 0.9 : 0)

function settleWhole(
  reading: NameReading,
  { said, name, surname }: { said: string; name: string; surname: string },
  hearing: Hearing,
): NameReading {
  const alike = hearing.soundsAlike(said, name)
  if (reading.spelled && said.length === name.length && alike) return reading
  if (!alike && !said.endsWith(name.slice(surname.length)) && said.length >= name.length) return reading
  return { ...reading, value: name, confidence: Math.max(reading.confidence, 0.9) }
}

/** Only the agent called the caller by name. */
export function asCalled({ name, surname, title }: Called): NameReading {
  const value = name.length > surname.length ? name : `${surname}${title}`
  return { value, confidence: 0.8, evidence: [], alternatives: [], refused: false }
}
