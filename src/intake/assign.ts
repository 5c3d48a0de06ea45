import { deadlineOf } from '../domain/calendar.ts'
import type { City } from '../domain/city.ts'
import type { Form } from '../domain/form.ts'
import type { Thresholds } from '../model/call-classifier.ts'
import type { Component } from './doc.ts'
import { matterOf } from './matter.ts'
import { createNamedUnits } from './named-units.ts'
import { createUnitResolver } from './resolve-unit.ts'
import { suggest } from './suggest.ts'
import { unitCandidates } from './unit-candidates.ts'
import type { UnitRanker } from './unit-ranker.ts'
import { unitDoubt, unitReasons } from './unit-reasons.ts'

export interface AssignOptions {
  city: City
  ranker: UnitRanker
  thresholds?: Thresholds | undefined
}

/** The primary unit with runners-up, mode, cooperating units, deadline, and the reasons in words. */
export function createAssign({ city, ranker, thresholds }: AssignOptions): Component {
  const resolver = createUnitResolver(city)
  const named = createNamedUnits(city.units)
  return async (doc) => {
    const deadline = doc.form.tier ? deadlineOf(doc.form.tier.value, doc.now, city.calendar) : null
    const form: Form = { ...doc.form, deadline }
    const { experience } = ranker
    const candidates = unitCandidates({ doc, matter: matterOf(doc, named), city, resolver, experience })
    const ranked = ranker.rank(candidates, doc)
    const best = ranked[0]
    if (!best) return { ...doc, form }
    const evidence = form.category?.evidence ?? []
    if (!doc.locked.has('unit'))
      form.unit = suggest({
        value: best.unit,
        confidence: best.score,
        source: 'rule',
        evidence,
        alternatives: ranked.slice(1, 3).map(({ unit, score }) => ({ value: unit, confidence: score })),
        thresholds,
      })
    const manner = ranked.find(({ unit }) => unit === form.unit?.value)?.resolution ?? best.resolution
    if (manner && !doc.locked.has('mode'))
      form.mode = suggest({ value: manner.mode, confidence: best.score, source: 'rule', evidence })
    form.cooperating = (manner?.cooperating ?? []).map((unit) =>
      suggest({ value: unit, confidence: best.score, source: 'rule' }),
    )
    form.reasons = [...form.reasons, ...unitReasons({ ranked, city, form })]
    if (form.unit?.level === 'review')
      form.needsReview = [...form.needsReview, { field: 'unit', reason: unitDoubt(ranked, city) }]
    return { ...doc, form }
  }
}
