import type { City } from '../domain/city.ts'
import type { Form, Precedent } from '../domain/form.ts'
import type { LeafCategory } from '../domain/taxonomy.ts'
import { roleOf, unitInRole } from '../domain/unit-role.ts'
import type { IntakeDoc } from './doc.ts'
import type { Matter } from './matter.ts'
import type { Resolution, UnitResolver } from './resolve-unit.ts'
import type { Experience } from './unit-experience.ts'

/** A unit with what speaks for it, the three sources apart. */
export interface UnitCandidate {
  unit: string
  /** Duty and jurisdiction: the probability of the categories and places that lead to it. */
  duty: number
  /** How the likeliest of those leads to it; null when none does. */
  resolution: Resolution | null
  /** Precedent: weight of the like cases that ended with it, and of those that it sent back. */
  precedents: number
  returned: number
  /** Its rule or the likeliest category names it as a second address. */
  second: boolean
  /** The call names it; `accused`: as the one complained about. */
  named: boolean
  accused: boolean
}

export interface CandidateOptions {
  doc: IntakeDoc
  matter: Matter
  city: City
  resolver: UnitResolver
  /** How confirmed cases ended: whom they ended with is a candidate, whatever the duty list says. */
  experience?: Experience | undefined
}

/** A category in question with its probability. */
export interface WeighedCategory {
  value: string
  confidence: number
}

/** Cases less like than this say nothing. */
export const MIN_SIMILARITY = 0.6

/** Every unit that anything speaks for, in the order found; empty without a category. */
export function unitCandidates({ doc, matter, city, resolver, experience = {} }: CandidateOptions): UnitCandidate[] {
  const { form } = doc
  const categories = categoriesOf(doc)
  const byUnit = new Map<string, UnitCandidate>()
  const candidate = (unit: string): UnitCandidate => {
    const found = byUnit.get(unit) ?? {
      unit,
      duty: 0,
      resolution: null,
      precedents: 0,
      returned: 0,
      second: false,
      named: false,
      accused: false,
    }
    byUnit.set(unit, found)
    return found
  }
  const leaves = categories.flatMap(({ value, confidence }) => {
    const leaf = city.taxonomy.leaf(value)
    return leaf ? [{ leaf, weight: confidence }] : []
  })
  for (const { leaf, weight } of leaves) spread({ leaf, weight, matter, form, resolver, candidate })
  const first = leaves[0]
  if (!first) return []
  const { unit: answering, also } = resolver.resolve(first.leaf, matter)
  const partners = resolver.partners(first.leaf, matter).filter((unit) => unit !== answering)
  for (const unit of [...also, ...partners]) candidate(unit).second = true
  for (const { id } of matter.named) candidate(id).named = true
  if (matter.accused) candidate(matter.accused.id).accused = true
  for (const [role, { settled }] of Object.entries(experience[first.leaf.code] ?? {})) {
    const unit = settled > 0 && unitInRole(role, matter, city.units)
    if (unit) candidate(unit.id)
  }
  for (const precedent of form.precedents) weigh({ precedent, categories, matter, city, candidate })
  return [...byUnit.values()]
}

/** What an agent or a language model has settled stands; the local model's list is longer than what the form shows. */
export function categoriesOf({
  form: { category },
  prediction,
}: Pick<IntakeDoc, 'form' | 'prediction'>): WeighedCategory[] {
  if (!category) return []
  const own = { value: category.value, confidence: category.confidence }
  if (category.source === 'agent') return [own]
  if (category.source === 'model' && prediction?.category[0]?.label === category.value)
    return prediction.category.map(({ label, probability }) => ({ value: label, confidence: probability }))
  return [own, ...category.alternatives]
}

interface SpreadOptions {
  leaf: LeafCategory
  weight: number
  matter: Matter
  form: Form
  resolver: UnitResolver
  candidate: (unit: string) => UnitCandidate
}

/** A category's probability goes to its unit, shared out over the streets that remain possible. */
function spread({ leaf, weight, matter, form, resolver, candidate }: SpreadOptions): void {
  const best = new Map<string, number>()
  const share = (unit: string, amount: number, found: Resolution) => {
    const entry = candidate(unit)
    if (entry.resolution === null || amount > (best.get(unit) ?? entry.duty)) entry.resolution = found
    best.set(unit, Math.max(best.get(unit) ?? 0, amount))
    entry.duty += amount
  }
  const resolution = resolver.resolve(leaf, matter)
  const local = resolution.local
  const place = form.street?.confidence ?? form.district?.confidence ?? 1
  share(resolution.unit, weight * (local ? place : 1), resolution)
  if (!local) return
  for (const { value: street, confidence } of form.street?.alternatives ?? []) {
    const other = resolver.resolve(leaf, { ...matter, street, district: street?.slice(0, 6) ?? matter.district })
    if (other.unit !== resolution.unit) share(other.unit, weight * confidence, other)
  }
}

interface WeighOptions {
  precedent: Precedent
  categories: readonly WeighedCategory[]
  matter: Matter
  city: City
  candidate: (unit: string) => UnitCandidate
}

/** A like case speaks for the unit that has its role here: another street's office stands for this street's. */
function weigh({ precedent, categories, matter, city, candidate }: WeighOptions): void {
  if (precedent.similarity < MIN_SIMILARITY || !categories.some(({ value }) => value === precedent.category)) return
  const weight = (precedent.similarity - MIN_SIMILARITY) / (1 - MIN_SIMILARITY)
  const here = (id: string) => {
    const unit = city.units.get(id)
    return unit ? unitInRole(roleOf(unit), matter, city.units) : null
  }
  const unit = precedent.unit ? here(precedent.unit) : null
  if (unit) candidate(unit.id).precedents += weight
  for (const id of precedent.returnedBy) {
    const back = here(id)
    if (back) candidate(back.id).returned += weight
  }
}
