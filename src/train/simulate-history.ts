import type { UnitRegistry } from '../domain/unit.ts'
import { roleOf } from '../domain/unit-role.ts'
import type { UnitCandidate } from '../intake/unit-candidates.ts'
import type { UnitExperience } from '../intake/unit-experience.ts'
import { pick, type Random } from './pick.ts'

/** How past cases like a call ended, as a desk that has been in use would know it. */
export interface SimulatedHistory {
  candidates: UnitCandidate[]
  experience: (unit: string) => UnitExperience
  /** The unit that is right here: the call's own, or another one where practice has moved away from the duty list. */
  accepted: readonly string[]
}

export interface HistoryOptions {
  candidates: readonly UnitCandidate[]
  accepted: readonly string[]
  units: UnitRegistry
  random: Random
}

/** How often practice has moved away from the duty list. */
const MOVED = 0.15
/** How often a like case ended with the unit that is right here: one case alone proves little. */
const FOLLOWS = 0.75
/** How often one that should go elsewhere had been sent back first; a unit that is right sends few back. */
const SENT_BACK = 0.5
const MISTAKEN = 0.05
/** How often what is known of confirmed cases points at the unit that is right here; a wrong one has few of them. */
const TELLS = 0.85
const FEW = 0.3
const MOST_CASES = 5

const none: UnitExperience = { settled: 0, moved: 0 }

/**
 * Past cases beside a call. No desk's records are at hand when the first model is trained: these stand in for them, so
 * that what precedents and returns weigh is learned together with everything else.
 */
export function simulateHistory({ candidates, accepted, units, random }: HistoryOptions): SimulatedHistory {
  const right = candidates.find(({ unit }) => accepted.includes(unit))
  const others = candidates.filter(({ unit }) => !accepted.includes(unit))
  if (!right || others.length === 0) return { candidates: [...candidates], experience: () => none, accepted }
  const moved = random() < MOVED
  const final = moved ? pick(random, others) : right
  const histories = new Map(candidates.map((candidate) => [candidate.unit, { ...candidate }]))
  const cases = 1 + Math.floor(random() * MOST_CASES)
  for (let index = 0; index < cases; index++) {
    const likeness = random()
    const end = random() < FOLLOWS ? final : pick(random, candidates)
    histories.get(end.unit)!.precedents += likeness
    const elsewhere = moved ? right : pick(random, others)
    if (elsewhere.unit !== end.unit && random() < (moved ? SENT_BACK : SENT_BACK / 5))
      histories.get(elsewhere.unit)!.returned += likeness
    else if (random() < MISTAKEN) histories.get(final.unit)!.returned += likeness
  }
  const known = random() < 0.5
  const roleAt = (id: string) => {
    const unit = units.get(id)
    return unit ? roleOf(unit) : id
  }
  const told = random() < TELLS ? final : pick(random, candidates)
  const share = random() * (told === final ? 1 : FEW)
  const [finalRole, rightRole] = [roleAt(told.unit), roleAt(right.unit)]
  return {
    candidates: [...histories.values()],
    accepted: moved ? [final.unit] : accepted,
    experience: (unit) => {
      if (!known) return none
      const role = roleAt(unit)
      return {
        settled: role === finalRole ? share : 0,
        moved: moved && role === rightRole && role !== finalRole ? share : 0,
      }
    },
  }
}
