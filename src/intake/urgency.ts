import { type Tier, tiers } from '../domain/call.ts'
import type { City } from '../domain/city.ts'
import type { Review } from '../domain/form.ts'
import { hasPrefix } from '../domain/lexicon.ts'
import type { Component, IntakeDoc } from './doc.ts'
import { cite, fill, type Mention } from './evidence.ts'
import { suggest } from './suggest.ts'
import { findUrgentFacts, type UrgentFact } from './urgency/urgent-facts.ts'

export interface UrgencyOptions {
  city: Pick<City, 'taxonomy' | 'lexicon'>
}

/** A two-hour case that is not answered in two hours costs most: from this probability on it is at least flagged. */
const flagFrom = 0.08

/** The deadline tier: by the category, then up or down by facts that the caller tells, never by tone. */
export function createUrgency({ city }: UrgencyOptions): Component {
  const { urgency } = city.lexicon.categories
  return async (doc) => {
    const type = doc.form.appealType?.value
    const fixed = type === '建议' ? '15d' : type === '表扬' ? '7d' : null
    if (fixed)
      return fill(doc, { tier: suggest({ value: fixed, confidence: doc.form.appealType!.confidence, source: 'rule' }) })
    const usual = usualTiers(doc, city)
    const facts = findUrgentFacts(doc.turns)
    const shares = new Map<Tier, number>()
    const evidence: Mention[] = []
    for (const { code, tier, probability } of usual) {
      const changed =
        type === '咨询'
          ? { tier: tier === '2h' ? ('24h' as const) : tier, because: [] }
          : change(code, tier, facts, urgency)
      shares.set(changed.tier, (shares.get(changed.tier) ?? 0) + probability)
      if (probability > 0.2) evidence.push(...changed.because.map((fact) => fact.mention))
    }
    const ranked = [...shares].sort((a, b) => b[1] - a[1])
    const best = ranked[0]
    if (!best) return fill(doc, { tier: null })
    const [value, share] = best
    // Where facts may move the tier, what the caller left unsaid may as well.
    const depends =
      evidence.length > 0 ||
      usual.some(({ code, probability }) => probability > 0.3 && hasPrefix(Object.values(urgency).flat(), code))
    const words = evidence.length > 0 ? cite(doc, evidence) : (doc.form.category?.evidence ?? [])
    return fill(
      doc,
      {
        tier: suggest({
          value,
          confidence: Math.min(share * 0.97, depends ? 0.9 : 1),
          source: evidence.length > 0 ? 'rule' : 'model',
          evidence: words,
          alternatives: ranked.slice(1).map(([other, confidence]) => ({ value: other, confidence })),
        }),
      },
      review(value, shares.get('2h') ?? 0, facts, type),
    )
  }
}

function review(value: Tier, urgent: number, facts: readonly UrgentFact[], type: string | undefined): Review[] {
  const items: Review[] = []
  if (value !== '2h' && type !== '咨询' && urgent >= flagFrom) {
    items.push({
      field: 'tier',
      reason: '可能是两小时内要处置的险情',
      question: '请问现在有没有人受伤，或者马上会出危险的情况？',
    })
  }
  if (facts.some((fact) => fact.kind === 'selfHarm'))
    items.push({ field: 'tier', reason: '有伤害自己或他人的话，请同时提示拨打110、120' })
  return items
}

/** The categories that the call may belong to with their default tiers; the model's own tiers where there is no category. */
function usualTiers(doc: IntakeDoc, city: UrgencyOptions['city']): { code: string; tier: Tier; probability: number }[] {
  const decided = doc.locked.has('category') ? doc.form.category?.value : undefined
  const scored = decided
    ? [{ label: decided, probability: 1 }]
    : (doc.prediction?.category ??
      (doc.form.category ? [{ label: doc.form.category.value, probability: doc.form.category.confidence }] : []))
  const known = scored.flatMap(({ label, probability }) => {
    const leaf = city.taxonomy.leaf(label)
    return leaf ? [{ code: label, tier: leaf.tier, probability }] : []
  })
  const total = known.reduce((sum, { probability }) => sum + probability, 0)
  return total > 0 ? known.map((item) => ({ ...item, probability: item.probability / total })) : []
}

function change(
  code: string,
  tier: Tier,
  facts: readonly UrgentFact[],
  lists: City['lexicon']['categories']['urgency'],
): { tier: Tier; because: UrgentFact[] } {
  const raising = facts.filter((fact) => raises(fact, code, lists))
  if (raising.length > 0) {
    const toTop = raising.some(
      ({ kind }) =>
        kind === 'selfHarm' || kind === 'peril' || (kind === 'collapse' && hasPrefix(lists.unsafeBuildings, code)),
    )
    return { tier: toTop ? '2h' : up(tier), because: raising }
  }
  const lowering = facts.filter((fact) => lowers(fact, code, tier, lists))
  return lowering.length > 0 ? { tier: down(tier), because: lowering } : { tier, because: [] }
}

function raises(fact: UrgentFact, code: string, lists: City['lexicon']['categories']['urgency']): boolean {
  switch (fact.kind) {
    case 'wholeBuilding':
      return hasPrefix(lists.supply, code)
    case 'inflow':
      return hasPrefix(lists.leaks, code)
    case 'fire':
      return !hasPrefix(lists.openFires, code)
    case 'collapse':
      return true
    case 'hanging':
      return true
    case 'selfHarm':
    case 'peril':
      return true
    case 'dependent':
      return hasPrefix(lists.supply, code) || hasPrefix(lists.lifelines, code)
    case 'examination':
      return hasPrefix(lists.examination, code)
    case 'manyIll':
      return hasPrefix(lists.food, code)
    case 'climbing':
      return hasPrefix(lists.wages, code)
    default:
      return false
  }
}

function lowers(fact: UrgentFact, code: string, tier: Tier, lists: City['lexicon']['categories']['urgency']): boolean {
  if (fact.kind === 'settled') return tier === '2h' || tier === '24h'
  return fact.kind === 'noHurry' && tier === '2h' && hasPrefix(lists.mayWait, code)
}

function up(tier: Tier): Tier {
  return tiers[Math.max(0, tiers.indexOf(tier) - 1)]!
}

function down(tier: Tier): Tier {
  return tiers[Math.min(tiers.length - 1, tiers.indexOf(tier) + 1)]!
}
