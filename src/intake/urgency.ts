import type { AppealType, Tier } from '../domain/call.ts'
import type { City } from '../domain/city.ts'
import type { Review } from '../domain/form.ts'
import { hasPrefix } from '../domain/lexicon.ts'
import type { Component, IntakeDoc } from './doc.ts'
import { cite, fill, type Mention } from './evidence.ts'
import { suggest } from './suggest.ts'
import { changeTier } from './urgency/change-tier.ts'
import { findUrgentFacts, type UrgentFact } from './urgency/urgent-facts.ts'

export interface UrgencyOptions {
  city: Pick<City, 'taxonomy' | 'lexicon'>
}

/** A two-hour case that is not answered in two hours costs most: from this probability on it is at least flagged. */
const flagFrom = 0.08
/**
 * A missed emergency weighs ten false alarms, which would call for a far lower share; but of 322 whole calls scored by
 * heads that had not seen them none was urgent between 0.2 and this, and five others lay there.
 */
const urgentFrom = 0.45
/** Where the words themselves tell of a hazard, an unlikely category that fits it is probably the right one. */
const urgentFromHazard = 0.05

/** The deadline tier: by the category, then up or down by facts that the caller tells, never by tone. */
export function createUrgency({ city }: UrgencyOptions): Component {
  const { urgency } = city.lexicon.categories
  return async (doc) => {
    const type = doc.form.appealType
    const fixed = fixedTier(type?.value)
    if (type && fixed)
      return fill(doc, { tier: suggest({ value: fixed, confidence: type.confidence, source: 'rule' }) })
    const usual = usualTiers(doc, city)
    const facts = findUrgentFacts(doc.turns)
    const { shares, because } = weigh({ usual, facts, asking: askingShare(doc), lists: urgency })
    const [best, ...others] = rank(shares, facts)
    if (!best) return fill(doc, { tier: null })
    // Where facts may move the tier, what the caller left unsaid may as well.
    const depends =
      because.length > 0 ||
      usual.some(({ code, probability }) => probability > 0.3 && hasPrefix(Object.values(urgency).flat(), code))
    const tier = suggest({
      value: best.tier,
      confidence: Math.min(best.share * 0.97, depends ? 0.9 : 1),
      source: because.length > 0 ? 'rule' : 'model',
      evidence: because.length > 0 ? cite(doc, because) : (doc.form.category?.evidence ?? []),
      alternatives: others.map(({ tier, share }) => ({ value: tier, confidence: share })),
    })
    return fill(doc, { tier }, review({ value: best.tier, urgent: shares.get('2h') ?? 0, facts, type: type?.value }))
  }
}

function fixedTier(type: AppealType | undefined): Tier | null {
  if (type === '建议') return '15d'
  return type === '表扬' ? '7d' : null
}

interface LikelyCategory {
  code: string
  tier: Tier
  probability: number
}

interface WeighInput {
  usual: readonly LikelyCategory[]
  facts: readonly UrgentFact[]
  /** Probability that the caller only asks: no two hours then. */
  asking: number
  lists: City['lexicon']['categories']['urgency']
}

/** The probability of each tier over the likely categories, and the words that changed one. */
function weigh({ usual, facts, asking, lists }: WeighInput): { shares: Map<Tier, number>; because: Mention[] } {
  const shares = new Map<Tier, number>()
  const because: Mention[] = []
  const add = (tier: Tier, share: number) => shares.set(tier, (shares.get(tier) ?? 0) + share)
  for (const { code, tier, probability } of usual) {
    const changed = changeTier({ code, tier, facts, lists })
    add(changed.tier, probability * (1 - asking))
    add(tier === '2h' ? '24h' : tier, probability * asking)
    if (probability > 0.2) because.push(...changed.because.map((fact) => fact.mention))
  }
  return { shares, because }
}

/** Likeliest first, but two hours before all others once they are likely enough. */
function rank(shares: ReadonlyMap<Tier, number>, facts: readonly UrgentFact[]): { tier: Tier; share: number }[] {
  const relieved = facts.some(({ kind }) => kind === 'settled' || kind === 'noHurry')
  const least = !relieved && facts.some(({ kind }) => kind === 'hazard') ? urgentFromHazard : urgentFrom
  const ranked = [...shares].map(([tier, share]) => ({ tier, share })).sort((a, b) => b.share - a.share)
  const urgent = ranked.findIndex(({ tier, share }) => tier === '2h' && share >= least)
  if (urgent > 0) ranked.unshift(...ranked.splice(urgent, 1))
  return ranked
}

interface ReviewInput {
  value: Tier
  /** Probability of a two-hour case. */
  urgent: number
  facts: readonly UrgentFact[]
  type: AppealType | undefined
}

function review({ value, urgent, facts, type }: ReviewInput): Review[] {
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

/** Probability that the caller only asks, to whom no two hours apply. */
function askingShare({ form, prediction, locked }: IntakeDoc): number {
  const isQuestion = form.appealType?.value === '咨询' ? 1 : 0
  if (locked.has('appealType') || form.appealType?.source !== 'model') return isQuestion
  return prediction?.appealType.find(({ label }) => label === '咨询')?.probability ?? isQuestion
}

/** The categories that the call may belong to with their default tiers; the model's own tiers where there is no category. */
function usualTiers(doc: IntakeDoc, city: UrgencyOptions['city']): LikelyCategory[] {
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
