import type { City } from '../domain/city.ts'
import { hasPrefix } from '../domain/lexicon.ts'
import type { Suggestion } from '../domain/suggestion.ts'
import type { Component, IntakeDoc } from './doc.ts'
import { cite, fill, type Mention } from './evidence.ts'
import type { PlaceReader } from './location.ts'
import { findPersonalData } from './redact.ts'
import { suggest } from './suggest.ts'
import { type Clause, readMatter } from './summarise/matter-clauses.ts'
import { writeSummary } from './summarise/write-summary.ts'
import { writeTitle } from './summarise/write-title.ts'

export interface SummariseOptions {
  city: Pick<City, 'taxonomy'>
  places: PlaceReader
}

/** Title (place and matter) and summary in the hotline's style, put together from what the caller said. */
export function createSummarise({ city, places }: SummariseOptions): Component {
  return async (doc) => {
    const { form } = doc
    const personal = findPersonalData(doc.turns, { callerName: form.callerName, phone: form.phone, address: null })
    const clauses = readMatter(doc.turns, {
      personal,
      place: form.address ? (places.read(doc).chosen?.evidence ?? []) : [],
      weight: (mention) => evidenceWeight(doc, mention),
    })
    if (clauses.length === 0) return fill(doc, { title: null, summary: null })
    // Calls that are none of the hotline's have a type for the form's sake only.
    const foreign = hasPrefix(places.city.lexicon.categories.outOfScope, form.category?.value)
    const type = foreign ? null : (form.appealType?.value ?? null)
    const title = writeTitle({
      type,
      matter: city.taxonomy.leaf(form.category?.value ?? '')?.name ?? mostTelling(clauses),
      place: placeName(doc, places),
      target: organisation(form.target),
      said: doc.turns.flatMap(({ role, text }) => (role === 'caller' ? [text] : [])).join('，'),
    })
    const summary = writeSummary({
      clauses,
      type,
      address: form.address?.value ?? null,
      repeated: form.repeat?.value ?? false,
    })
    const evidence = cite(doc, summary.used)
    const confidence = Math.min(0.9, 0.6 + 0.3 * (form.category?.confidence ?? 0))
    return fill(doc, {
      title: suggest({ value: title, confidence, source: 'rule', evidence }),
      summary: suggest({ value: summary.text, confidence, source: 'rule', evidence }),
    })
  }
}

function mostTelling(clauses: readonly Clause[]): string {
  return clauses.reduce((best, clause) => (clause.score > best.score ? clause : best)).text
}

/** How much of these words the classifier took as speaking for the category. */
function evidenceWeight(doc: IntakeDoc, mention: Mention): number {
  const [span] = cite(doc, [mention])
  const evidence = doc.prediction?.evidence ?? []
  if (!span) return 0
  return evidence.filter((other) => other.turn === span.turn && other.start < span.end && span.start < other.end).length
}

/** Neighbours, doors, plates and routes say nothing in a headline. */
const noHeadline = /^(?:楼[上下]|对门|隔壁|对过|邻居|[0-9]|[\u4e00-\u9fff][A-Z])|[0-9](?:室|号|路)?$|[家户]$/

function organisation(target: Suggestion<string> | null): string | null {
  return target !== null && target.level !== 'review' && !noHeadline.test(target.value) ? target.value : null
}

/** Where it is, without the street: 天时名苑8号楼. */
function placeName(doc: IntakeDoc, places: PlaceReader): string {
  const address = doc.form.address?.value
  const { resolver } = places
  if (!address) {
    const code = doc.form.street?.value ?? doc.form.district?.value
    return code ? (resolver.streetName(code) ?? resolver.districtName(code) ?? '') : ''
  }
  const street = doc.form.street ? resolver.streetName(doc.form.street.value) : null
  const rest = street && address.startsWith(street) ? address.slice(street.length) : address
  // 「窦店镇政府」 is named with its town.
  return rest === '' || rest.startsWith('政府') ? address : rest
}
