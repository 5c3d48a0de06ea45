import { deadlineOf } from '../domain/calendar.ts'
import type { City } from '../domain/city.ts'
import type { Form, Precedent, Reason } from '../domain/form.ts'
import type { LeafCategory } from '../domain/taxonomy.ts'
import type { Unit } from '../domain/unit.ts'
import type { Thresholds } from '../model/call-classifier.ts'
import type { Component, IntakeDoc } from './doc.ts'
import { createNamedUnits, type NamedUnits } from './named-units.ts'
import { createUnitResolver, type Matter, type Resolution, type UnitResolver } from './resolve-unit.ts'
import { suggest } from './suggest.ts'

export interface AssignOptions {
  city: City
  thresholds?: Thresholds | undefined
}

/** A unit with what speaks for it: the chance that its category and place are right, and how like cases ended. */
interface Candidate {
  unit: string
  /** Probability by duty and jurisdiction alone. */
  duty: number
  /** Weight of the like cases that ended with it, and of those that it sent back. */
  precedents: number
  returned: number
  score: number
  resolution: Resolution | null
}

/** How many category candidates are followed to their units. */
const CATEGORIES = 6
/** Duty and jurisdiction weigh as much as this many perfectly like cases. */
const PRIOR_WEIGHT = 3
/** Cases less like than this say nothing. */
const MIN_SIMILARITY = 0.6

/** The primary unit with runners-up, mode, cooperating units, deadline, and the reasons in words. */
export function createAssign({ city, thresholds }: AssignOptions): Component {
  const resolver = createUnitResolver(city)
  const named = createNamedUnits(city.units)
  return async (doc) => {
    const deadline = doc.form.tier ? deadlineOf(doc.form.tier.value, doc.now, city.calendar) : null
    const candidates = rank({ doc, city, resolver, named })
    const best = candidates[0]
    if (!best) return { ...doc, form: { ...doc.form, deadline } }
    const form: Form = { ...doc.form, deadline }
    const evidence = form.category?.evidence ?? []
    if (!doc.locked.has('unit'))
      form.unit = suggest({
        value: best.unit,
        confidence: best.score,
        source: 'rule',
        evidence,
        alternatives: candidates.slice(1, 3).map(({ unit, score }) => ({ value: unit, confidence: score })),
        thresholds,
      })
    const manner = candidates.find(({ unit }) => unit === form.unit?.value)?.resolution ?? best.resolution
    if (manner && !doc.locked.has('mode'))
      form.mode = suggest({ value: manner.mode, confidence: best.score, source: 'rule', evidence })
    form.cooperating = (manner?.cooperating ?? []).map((unit) =>
      suggest({ value: unit, confidence: best.score, source: 'rule' }),
    )
    form.reasons = [...form.reasons, ...reasonsFor({ candidates, city, form })]
    if (form.unit?.level === 'review')
      form.needsReview = [...form.needsReview, { field: 'unit', reason: doubt(candidates, city) }]
    return { ...doc, form }
  }
}

interface RankOptions {
  doc: IntakeDoc
  city: City
  resolver: UnitResolver
  named: NamedUnits
}

function rank({ doc, city, resolver, named }: RankOptions): Candidate[] {
  const { form } = doc
  const { category } = form
  if (!category) return []
  const matter = matterOf(doc, named)
  const byUnit = new Map<string, Candidate>()
  const candidate = (unit: string): Candidate => {
    const found = byUnit.get(unit) ?? { unit, duty: 0, precedents: 0, returned: 0, score: 0, resolution: null }
    byUnit.set(unit, found)
    return found
  }
  const categories = [
    { value: category.value, confidence: category.confidence },
    ...(category.source === 'agent' ? [] : category.alternatives),
  ]
  for (const { value, confidence } of categories.slice(0, CATEGORIES)) {
    const leaf = city.taxonomy.leaf(value)
    if (leaf) spread({ leaf, weight: confidence, matter, form, resolver, candidate })
  }
  for (const precedent of form.precedents) weigh({ precedent, categories, matter, city, candidate })
  return [...byUnit.values()].map(scored).sort((a, b) => b.score - a.score)
}

interface SpreadOptions {
  leaf: LeafCategory
  weight: number
  matter: Matter
  form: Form
  resolver: UnitResolver
  candidate: (unit: string) => Candidate
}

/** A category's probability goes to its unit, shared out over the streets that remain possible. */
function spread({ leaf, weight, matter, form, resolver, candidate }: SpreadOptions): void {
  const streets = form.street
    ? [{ value: form.street.value as string | null, confidence: form.street.confidence }, ...form.street.alternatives]
    : []
  const place = form.street?.confidence ?? form.district?.confidence ?? 1
  const resolution = resolver(leaf, matter)
  const local = resolution.ground === 'place'
  const share = (unit: string, amount: number, found: Resolution) => {
    const entry = candidate(unit)
    if (entry.resolution === null || amount > entry.duty) entry.resolution = found
    entry.duty += amount
  }
  share(resolution.unit, weight * (local ? place : 1), resolution)
  if (!local) return
  for (const street of streets.slice(1)) {
    const other = resolver(leaf, {
      ...matter,
      street: street.value,
      district: street.value?.slice(0, 6) ?? matter.district,
    })
    share(other.unit, weight * street.confidence, other)
  }
}

interface WeighOptions {
  precedent: Precedent
  categories: readonly { value: string }[]
  matter: Matter
  city: City
  candidate: (unit: string) => Candidate
}

/** A like case speaks for the unit that has its role here: another street's office stands for this street's. */
function weigh({ precedent, categories, matter, city, candidate }: WeighOptions): void {
  if (precedent.similarity < MIN_SIMILARITY || !categories.some(({ value }) => value === precedent.category)) return
  const weight = (precedent.similarity - MIN_SIMILARITY) / (1 - MIN_SIMILARITY)
  const here = (id: string) => sameRole(city.units.get(id), matter, city)
  const unit = precedent.unit ? here(precedent.unit) : null
  if (unit) candidate(unit).precedents += weight
  for (const id of precedent.returnedBy) {
    const back = here(id)
    if (back) candidate(back).returned += weight
  }
}

function sameRole(unit: Unit | undefined, { district, street }: Matter, { units }: City): string | null {
  if (!unit) return null
  switch (unit.kind) {
    case 'street':
      return street === null ? null : (units.street(street)?.id ?? null)
    case 'district':
      return district === null ? null : (units.district(district)?.id ?? null)
    case 'district_body':
      return district === null ? null : (units.districtBody(district, unit.body ?? '')?.id ?? null)
    default:
      return unit.id
  }
}

function scored(candidate: Candidate): Candidate {
  const support = PRIOR_WEIGHT * candidate.duty + candidate.precedents
  return {
    ...candidate,
    score:
      candidate.precedents + candidate.returned === 0
        ? candidate.duty
        : support / (PRIOR_WEIGHT + candidate.precedents) / (1 + candidate.returned),
  }
}

function matterOf({ form, turns, call }: IntakeDoc, named: NamedUnits): Matter {
  const read = turns.length > 0 ? turns : call.turns
  const said = read
    .filter((turn) => turn.role === 'caller')
    .map((turn) => turn.text)
    .join('\n')
  const target = form.target?.value ?? null
  const byTarget = target ? named.ofTarget(target) : null
  const counts = new Map<Unit, number>()
  for (const { unit } of named.inText(said)) counts.set(unit, (counts.get(unit) ?? 0) + 1)
  const others = [...counts].sort((a, b) => b[1] - a[1]).map(([unit]) => unit)
  return {
    district: form.district?.value ?? null,
    street: form.street?.value ?? null,
    at: `${form.address?.value ?? ''}\n${form.community?.value ?? ''}`,
    target,
    appealType: form.appealType?.value ?? null,
    said,
    named: byTarget ? [byTarget, ...others] : others,
  }
}

interface ReasonOptions {
  candidates: readonly Candidate[]
  city: City
  form: Form
}

function reasonsFor({ candidates, city, form }: ReasonOptions): Reason[] {
  const chosen = candidates.find(({ unit }) => unit === form.unit?.value)
  if (!chosen) return []
  const reasons: Reason[] = []
  const add = (text: string, evidence: Reason['evidence'] = []) => reasons.push({ field: 'unit', text, evidence })
  const leaf = city.taxonomy.leaf(form.category?.value ?? '')
  if (chosen.resolution && leaf) add(groundText(chosen.resolution, leaf, city), form.category?.evidence)
  if (chosen.resolution?.ground === 'place')
    add(placeText(form, city), form.street?.evidence ?? form.district?.evidence ?? [])
  const like = form.precedents.filter(({ unit, similarity }) => unit === chosen.unit && similarity >= MIN_SIMILARITY)
  if (like.length > 0) add(`近一年有 ${like.length} 件相似案件由它承办，如 ${like[0]?.caseId}`)
  for (const other of candidates.slice(1, 3))
    if (other.unit !== chosen.unit) add(`次选${nameOf(other.unit, city)}：${against(other, chosen)}`)
  return reasons
}

const nameOf = (id: string, city: City) => city.units.get(id)?.name ?? id

function groundText({ ground, rule, unit }: Resolution, leaf: LeafCategory, city: City): string {
  if (rule) return rule.why
  if (ground === 'named') return `来电点名${nameOf(unit, city)}，由它承办「${leaf.name}」`
  if (ground === 'duty') return `「${leaf.name}」归${nameOf(unit, city)}`
  return leaf.responsible.scope === 'district'
    ? `「${leaf.name}」由${leaf.responsible.districtBody}主办`
    : `「${leaf.name}」由属地街道（乡镇）主办`
}

function placeText(form: Form, city: City): string {
  const street = form.street && city.units.street(form.street.value)?.name
  const district = form.district && city.units.district(form.district.value)?.name.replace(/政府$/, '')
  if (street) return `问题在${street}辖区`
  return district ? `只知道在${district}，街道还不清楚` : '还不知道问题在哪个区'
}

function against(other: Candidate, chosen: Candidate): string {
  if (other.returned > 0) return '退回过相似案件'
  if (other.precedents > 0 && other.duty < chosen.duty) return '有相似案件由它办过，但按职责不是首选'
  if (other.resolution?.ground === 'place' && chosen.resolution?.ground === 'place') return '地点在它辖区的可能性较小'
  return '要看是否归另一类'
}

function doubt(candidates: readonly Candidate[], city: City): string {
  const [best, second] = candidates
  if (best && second && second.score > best.score / 3)
    return `在${nameOf(best.unit, city)}和${nameOf(second.unit, city)}之间拿不准`
  return best?.resolution?.ground === 'place' ? '地点或分类还不够确定' : '分类还不够确定'
}
