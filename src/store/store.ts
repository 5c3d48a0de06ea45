import type {
  CallRecord,
  CallState,
  CaseEvent,
  CaseRecord,
  CaseState,
  PredictionRecord,
  StoredEvent,
} from '../domain/case.ts'

/** The answer to a request that carried an Idempotency-Key, kept with the change that it made. */
export interface Receipt {
  key: string
  /** Route and digest of the body: the same key with another request is refused. */
  request: string
  status: number
  body: string
  at: string
}

/** A record to write; `expected` is the version that was read, 0 for a new one. */
export interface Versioned<R> {
  record: R
  expected: number
}

/** What makes a case findable: its words for full-text search, its vector for precedents. */
export interface CaseIndex {
  caseId: string
  text: string
  vector: Float32Array | null
}

/** Everything that one request changes. It is written as a whole or not at all. */
export interface Change {
  calls?: readonly Versioned<CallRecord>[]
  cases?: readonly Versioned<CaseRecord>[]
  index?: readonly CaseIndex[]
  /** Take the place of what the case holds for the same field: what was settled on may change after the confirmation. */
  predictions?: readonly PredictionRecord[]
  events?: readonly CaseEvent[]
  receipt?: Receipt
}

export interface CaseQuery {
  /** Words that all occur in the case, its call or its number; two characters are enough. */
  text?: string | undefined
  states?: readonly CaseState[] | undefined
  /** Category code of any level. */
  category?: string | undefined
  district?: string | undefined
  street?: string | undefined
  unit?: string | undefined
  tier?: string | undefined
  /** ISO instants: opened at or after `from`, before `to`. */
  from?: string | undefined
  to?: string | undefined
  order?: 'newest' | 'deadline' | undefined
  cursor?: string | undefined
  limit: number
}

export interface Page<T> {
  items: T[]
  /** Give it back as `cursor` for the next page; null on the last. */
  next: string | null
}

export interface CallQuery {
  state?: CallState | undefined
  cursor?: string | undefined
  limit: number
}

export interface NearestQuery {
  vector: Float32Array
  k: number
  /** Only cases of these level-2 categories: what is read stays small while the store grows. */
  groups: readonly string[]
  /** Only cases of this district; null searches the whole city. */
  district: string | null
  /** ISO instant: only cases opened since. */
  since: string
}

export interface Neighbour {
  record: CaseRecord
  /** Cosine. */
  similarity: number
}

/** Counts of suggestions that people confirmed, one row a day, field, level-1 category and tenth of confidence. */
export interface AcceptanceRow {
  day: string
  field: string
  category: string | null
  /** 0..9: confidence in [bin/10, (bin+1)/10). */
  bin: number
  model: string
  total: number
  accepted: number
}

/** A suggestion that people keep overruling in the same way. */
export interface OverruledRow {
  field: string
  predicted: unknown
  final: unknown
  total: number
}

/** Where jiesu keeps what people decide. Implementations: SQLite, in memory; one contract suite runs over both. */
export interface Store {
  /** @throws JiesuError `conflict` when a record has moved on since it was read, or when a receipt's key is taken. */
  commit(change: Change): Promise<void>
  receipt(key: string): Promise<Receipt | null>
  call(id: string): Promise<CallRecord | null>
  calls(query: CallQuery): Promise<Page<CallRecord>>
  case(id: string): Promise<CaseRecord | null>
  cases(query: CaseQuery): Promise<Page<CaseRecord>>
  nearest(query: NearestQuery): Promise<Neighbour[]>
  predictions(caseId: string): Promise<PredictionRecord[]>
  acceptance(since: string): Promise<AcceptanceRow[]>
  /** What was suggested and changed since, the commonest first; what a field had no suggestion for is left out. */
  overruled(since: string, limit: number): Promise<OverruledRow[]>
  /** How many cases since hold at least one changed suggestion. */
  corrected(since: string): Promise<number>
  /** Cases opened since, by level-1 category. */
  mix(since: string): Promise<{ category: string; total: number }[]>
  /** Events of one call or case in their order. */
  history(subject: { callId?: string; caseId?: string }): Promise<StoredEvent[]>
  /** Events after `seq`, oldest first: the live feed. */
  eventsAfter(seq: number, limit: number): Promise<StoredEvent[]>
  lastEvent(): Promise<number>
  counts(): Promise<{ calls: number; cases: number }>
  /** Rejects when the store cannot be written. */
  ping(): Promise<void>
  close(): Promise<void>
}
