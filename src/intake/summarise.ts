import type { City } from '../domain/city.ts'
import type { Component, IntakeDoc } from './doc.ts'
import { cite, fill, type Mention } from './evidence.ts'
import type { PlaceReader } from './location.ts'
import { findPersonalData } from './redact.ts'
import { suggest } from './suggest.ts'
import { type Clause, readMatter } from './summarise/matter-clauses.ts'

const longestTitle = 30
const longestSummary = 200

export interface SummariseOptions {
  city: Pick<City, 'taxonomy'>
  places: PlaceReader
}

/** Title (place and matter) and summary in the hotline's style, put together from what the caller said. */
export function createSummarise({ city, places }: SummariseOptions): Component {
  return async (doc) => {
    const personal = findPersonalData(doc.turns, {
      callerName: doc.form.callerName,
      phone: doc.form.phone,
      address: null,
    })
    const clauses = readMatter(doc.turns, {
      personal,
      weight: (mention) => evidenceWeight(doc, mention),
    })
    if (clauses.length === 0) return fill(doc, { title: null, summary: null })
    const leaf = city.taxonomy.leaf(doc.form.category?.value ?? '')
    const title = writeTitle(doc, { matter: leaf?.name ?? null, clauses, place: placeName(doc, places) })
    const summary = writeSummary(doc, clauses)
    const evidence = cite(doc, summary.used)
    const confidence = Math.min(0.9, 0.6 + 0.3 * (doc.form.category?.confidence ?? 0))
    return fill(doc, {
      title: suggest({ value: title, confidence, source: 'rule', evidence }),
      summary: suggest({ value: summary.text, confidence, source: 'rule', evidence }),
    })
  }
}

/** How much of these words the classifier took as speaking for the category. */
function evidenceWeight(doc: IntakeDoc, mention: Mention): number {
  const [span] = cite(doc, [mention])
  const evidence = doc.prediction?.evidence ?? []
  if (!span) return 0
  return evidence.filter((other) => other.turn === span.turn && other.start < span.end && span.start < other.end).length
}

/** Where it is, without the door: 天时名苑8号楼. */
function placeName(doc: IntakeDoc, places: PlaceReader): string {
  const address = doc.form.address?.value
  const { resolver } = places
  if (!address) {
    const code = doc.form.street?.value ?? doc.form.district?.value
    return code ? (resolver.streetName(code) ?? resolver.districtName(code) ?? '') : ''
  }
  const street = doc.form.street ? resolver.streetName(doc.form.street.value) : null
  const local =
    street && address.startsWith(street) && address.length > street.length ? address.slice(street.length) : address
  return local.replace(/(?:[0-9]+(?:单元|门))?(?:[0-9]+层)?[0-9A-Z]+室$/, '')
}

function writeTitle(
  doc: IntakeDoc,
  parts: { matter: string | null; clauses: readonly Clause[]; place: string },
): string {
  const verb = doc.form.appealType?.value === '咨询' ? '咨询' : doc.form.appealType?.value === '建议' ? '建议' : ''
  const matter = parts.matter ?? [...parts.clauses].sort((a, b) => b.score - a.score)[0]!.text
  const room = longestTitle - verb.length
  const tail = matter.slice(0, room)
  return `${verb}${parts.place.slice(0, Math.max(0, room - tail.length))}${tail}`
}

const openings: Readonly<Record<string, string>> = {
  咨询: '来电人咨询：',
  建议: '来电人建议：',
  表扬: '来电人表扬：',
  举报: '来电人举报：',
  投诉: '来电人投诉：',
  求助: '来电人求助：',
}

function writeSummary(doc: IntakeDoc, clauses: readonly Clause[]): { text: string; used: Mention[] } {
  const opening = openings[doc.form.appealType?.value ?? ''] ?? '来电人反映：'
  const where = doc.form.address ? `${doc.form.address.value}，` : ''
  const ending = doc.form.repeat?.value ? '此前已反映过。' : ''
  let room = longestSummary - opening.length - where.length - ending.length - 1
  const chosen = new Set<Clause>()
  for (const clause of [...clauses].sort((a, b) => b.score - a.score)) {
    if (clause.text.length + 1 > room || clause.score < 0) continue
    chosen.add(clause)
    room -= clause.text.length + 1
  }
  const kept = clauses.filter((clause) => chosen.has(clause))
  const body = kept.map((clause) => clause.text).join('，')
  return {
    text: `${opening}${where}${body}。${ending}`,
    used: kept.map(({ turn, start, end }) => ({ turn, start, end })),
  }
}
