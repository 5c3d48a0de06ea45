import type { CaseRecord } from '../domain/case.ts'
import type { Precedent } from '../domain/form.ts'
import type { PrecedentQuery, PrecedentSource } from '../intake/precedents.ts'
import type { Store } from './store.ts'

const DAY = 86_400_000
/** How many level-2 categories are looked through. */
const GROUPS = 3

export interface PrecedentOptions {
  store: Store
  /** Cases older than this say nothing about who answers today. */
  windowDays?: number
  /** The same matter from the same place within this time is probably the same case. */
  duplicateDays?: number
  count?: number
}

export function createPrecedentSource({
  store,
  windowDays = 365,
  duplicateDays = 15,
  count = 5,
}: PrecedentOptions): PrecedentSource {
  return {
    async nearest(query) {
      const since = new Date(query.now.getTime() - windowDays * DAY).toISOString()
      const groups = [...new Set(query.candidates.map((code) => code.slice(0, 4)))].slice(0, GROUPS)
      const found = await store.nearest({ vector: query.vector, k: count * 4, groups, district: query.district, since })
      return found
        .filter(({ record }) => record.callId !== query.callId)
        .map(({ record, similarity }) => toPrecedent({ record, similarity, query, duplicateDays }))
        .sort((a, b) => Number(b.duplicate) - Number(a.duplicate) || b.similarity - a.similarity)
        .slice(0, count)
    },
  }
}

interface Candidate {
  record: CaseRecord
  similarity: number
  query: PrecedentQuery
  duplicateDays: number
}

function toPrecedent({ record, similarity, query, duplicateDays }: Candidate): Precedent {
  const { values } = record
  return {
    caseId: record.id,
    title: values.title ?? '',
    category: values.category,
    unit: values.unit,
    returnedBy: record.returnedBy,
    street: values.street,
    openedAt: record.openedAt,
    similarity: Math.round(similarity * 1e4) / 1e4,
    duplicate: isDuplicate({ record, similarity, query, duplicateDays }),
  }
}

function isDuplicate({ record, query, duplicateDays }: Candidate): boolean {
  const { values } = record
  const recent = query.now.getTime() - Date.parse(record.openedAt) <= duplicateDays * DAY
  const samePlace = values.address !== null && values.address === query.address
  return recent && samePlace && values.category === query.category && record.state !== 'attached'
}
