import { type Tier, tiers } from '../../domain/call.ts'
import { hasPrefix, type Lexicon } from '../../domain/lexicon.ts'
import type { UrgentFact, UrgentFactKind } from './urgent-facts.ts'

type CategoryLists = Lexicon['categories']['urgency']

export interface ChangeTierOptions {
  /** Level-3 code. */
  code: string
  /** The category's own tier. */
  tier: Tier
  facts: readonly UrgentFact[]
  lists: CategoryLists
}

/** Danger to people in itself: two hours whatever the call is filed under. */
const toTop: ReadonlySet<UrgentFactKind> = new Set(['selfHarm', 'peril', 'examination', 'climbing'])
/** What is over or can wait takes nothing from these. */
const beyondRelief: ReadonlySet<UrgentFactKind> = new Set(['selfHarm', 'climbing'])

/** A category's tier with the facts told, and the facts that changed it. */
export function changeTier({ code, tier, facts, lists }: ChangeTierOptions): { tier: Tier; because: UrgentFact[] } {
  const cutOff = facts.some(({ kind }) => kind === 'cutOff')
  const raising = facts.filter((fact) => raises(fact, { code, tier, lists, cutOff }))
  const top = raising.some((fact) => reachesTop(fact, { code, lists, cutOff }))
  const raised = top ? '2h' : raising.length > 0 ? up(tier) : tier
  if (raising.some(({ kind }) => beyondRelief.has(kind))) return { tier: raised, because: raising }
  const lowering = facts.filter((fact) => lowers(fact, { code, tier: raised, lists }))
  if (lowering.length > 0) return { tier: down(raised), because: lowering }
  return { tier: raised, because: raising }
}

type Situation = Omit<ChangeTierOptions, 'facts'>

/** Some facts are worth two hours whatever the category's own tier, which may be that of a category taken wrongly. */
function reachesTop(
  { kind }: UrgentFact,
  { code, lists, cutOff }: Omit<Situation, 'tier'> & { cutOff: boolean },
): boolean {
  if (kind === 'collapse') return hasPrefix(lists.unsafeBuildings, code)
  return toTop.has(kind) || (cutOff && (kind === 'dependent' || kind === 'wholeBuilding'))
}

/** `cutOff`: water, power, gas, heat or the lift is said to be out, whatever the category. */
function raises({ kind }: UrgentFact, { code, tier, lists, cutOff }: Situation & { cutOff: boolean }): boolean {
  switch (kind) {
    case 'wholeBuilding':
      return cutOff || hasPrefix(lists.supply, code)
    case 'manyHomes':
      return hasPrefix(lists.supply, code)
    case 'inflow':
      return hasPrefix(lists.leaks, code)
    case 'fire':
      return !hasPrefix(lists.openFires, code)
    case 'hazard':
    case 'fumes':
      return tier === '24h' && !hasPrefix(lists.openFires, code)
    case 'dependent':
      return cutOff || hasPrefix(lists.supply, code) || hasPrefix(lists.lifelines, code)
    case 'manyIll':
      return hasPrefix(lists.food, code)
    case 'climbing':
      return hasPrefix(lists.wages, code)
    case 'examination':
    case 'collapse':
    case 'hanging':
    case 'selfHarm':
    case 'peril':
      return true
    default:
      return false
  }
}

function lowers({ kind }: UrgentFact, { code, tier, lists }: Situation): boolean {
  if (kind === 'settled') return tier === '2h' || tier === '24h'
  return kind === 'noHurry' && tier === '2h' && hasPrefix(lists.mayWait, code)
}

function up(tier: Tier): Tier {
  return tiers[Math.max(0, tiers.indexOf(tier) - 1)]!
}

function down(tier: Tier): Tier {
  return tiers[Math.min(tiers.length - 1, tiers.indexOf(tier) + 1)]!
}
