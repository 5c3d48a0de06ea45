import type { City } from '../domain/city.ts'
import type { LeafCategory, Responsibility } from '../domain/taxonomy.ts'
import type { Component } from './doc.ts'
import { suggest } from './suggest.ts'

/** The unit that answers, by the responsible scope of the category and the jurisdiction of the place. */
export function createAssign({ city }: { city: City }): Component {
  return async (doc) => {
    const leaf = city.taxonomy.leaf(doc.form.category?.value ?? '')
    if (!leaf || doc.locked.has('unit')) return doc
    const unit = resolve(leaf.responsible, city, {
      district: doc.form.district?.value ?? null,
      street: doc.form.street?.value ?? null,
    })
    if (unit === null) return doc
    return {
      ...doc,
      form: {
        ...doc.form,
        unit: suggest({ value: unit, confidence: doc.form.category?.confidence ?? 0, source: 'rule' }),
        mode:
          doc.form.mode ??
          suggest({ value: leaf.mode, confidence: doc.form.category?.confidence ?? 0, source: 'rule' }),
        reasons: [
          ...doc.form.reasons,
          { field: 'unit', text: dutyReason(leaf), evidence: doc.form.category?.evidence ?? [] },
        ],
      },
    }
  }
}

const dutyReason = (leaf: LeafCategory) => `「${leaf.name}」按职责归口`

interface Where {
  district: string | null
  street: string | null
}

function resolve(responsible: Responsibility, city: City, where: Where): string | null {
  const { scope, unit, districtBody, fallback } = responsible
  if (unit) return unit
  if (scope === 'street')
    return (
      (where.street && city.units.street(where.street)?.id) ||
      (where.district && city.units.district(where.district)?.id) ||
      null
    )
  if (scope === 'district')
    return (where.district && city.units.districtBody(where.district, districtBody ?? '')?.id) || null
  return fallback ? resolve(fallback, city, where) : null
}
