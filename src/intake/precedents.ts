import type { Precedent } from '../domain/form.ts'
import type { Component } from './doc.ts'

export interface PrecedentQuery {
  vector: Float32Array
  now: Date
  category: string | null
  /** The categories in question, likeliest first. */
  candidates: readonly string[]
  district: string | null
  street: string | null
  address: string | null
  /** The call being taken: its own case is no precedent. */
  callId: string
}

/** Past cases near this one; the store provides it. */
export interface PrecedentSource {
  nearest(query: PrecedentQuery): Promise<Precedent[]>
}

/** Puts the nearest past cases beside the form. Without a vector there are none. */
export function createPrecedents({ source }: { source: PrecedentSource }): Component {
  return async (doc) => {
    if (!doc.prediction) return doc
    const { category, district, street, address } = doc.form
    const precedents = await source.nearest({
      vector: doc.prediction.vector,
      now: doc.now,
      category: category?.value ?? null,
      candidates: category ? [category.value, ...category.alternatives.map((item) => item.value)] : [],
      district: district?.value ?? null,
      street: street?.value ?? null,
      address: address?.value ?? null,
      callId: doc.call.id,
    })
    return { ...doc, form: { ...doc.form, precedents } }
  }
}
