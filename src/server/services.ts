import type { Call } from '../domain/call.ts'
import type { City } from '../domain/city.ts'
import type { CategorySearch } from '../intake/category-search.ts'
import type { Asked } from '../intake/fallback-asked.ts'
import type { Pipeline } from '../intake/pipeline.ts'
import type { UnitSearch } from '../intake/unit-search.ts'
import type { LlmStatus } from '../model/llm-client.ts'
import type { Store } from '../store/store.ts'
import type { Desk } from './desk.ts'
import type { Dispatch } from './dispatch.ts'
import type { Maintenance } from './maintenance.ts'
import type { Nearby } from './nearby.ts'
import type { Presence } from './presence.ts'

export interface Limits {
  bodyBytes: number
  turns: number
  callCharacters: number
}

/** What the service tells its operators; no personal data goes in. */
export interface Logger {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

export interface Metrics {
  request(sample: { method: string; route: string; status: number; seconds: number }): void
  intake(seconds: number): void
  /** One question to the language model. */
  asked(asked: Asked): void
  /** Prometheus text exposition. */
  text(): Promise<string>
}

export interface LlmState extends LlmStatus {
  limits: { callsPerMinute: number; tokensPerDay: number; concurrency: number; timeoutMs: number }
  prompts: string
}

export interface Asset {
  body: Uint8Array
  type: string
}

/** A file for the browser by its name (`client/agent.js`); null when there is none. */
export type Assets = (name: string) => Asset | null

/** Everything the server works with, put together in compose.ts. */
export interface Services {
  city: City
  pipeline: Pipeline
  store: Store
  desk: Desk
  dispatch: Dispatch
  categories: CategorySearch
  units: UnitSearch
  nearby: Nearby
  presence: Presence
  maintenance: Maintenance
  /** Calls to try the desk with; none where demonstrations are switched off. */
  demoCalls: readonly Call[]
  limits: Limits
  logger: Logger
  metrics: Metrics
  /** State of the language model; null where none is configured. */
  llm: (() => LlmState) | null
  assets: Assets
  /** Reads dispatch rules and holidays anew. @throws JiesuError `invalid_data`; the old ones stay in force. */
  reload: () => Promise<void>
  /** Set when the server is stopping: long answers end. */
  closing: AbortSignal
  clock: () => Date
}
