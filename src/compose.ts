import { join, resolve } from 'node:path'
import type { Config } from './config.ts'
import type { Call } from './domain/call.ts'
import type { City } from './domain/city.ts'
import { createAssign } from './intake/assign.ts'
import { createCalibrateFields, type FieldCurves } from './intake/calibrate-fields.ts'
import { createCategorySearch } from './intake/category-search.ts'
import { createClassify, createReadPrediction } from './intake/classify.ts'
import { createContact } from './intake/contact.ts'
import type { Component } from './intake/doc.ts'
import { createFallback, type FallbackOptions, versionsOf } from './intake/fallback.ts'
import { type FieldChoices, untaughtChoices } from './intake/field-choices.ts'
import { createLocation, PlaceReader } from './intake/location.ts'
import { createNormalise } from './intake/normalise.ts'
import { createOccurred } from './intake/occurred.ts'
import { createOccurredAt } from './intake/occurred-at.ts'
import { createPipeline, type Pipeline } from './intake/pipeline.ts'
import { createPrecedents } from './intake/precedents.ts'
import { createRepeat } from './intake/repeat.ts'
import { createSecondAppeal } from './intake/second-appeal.ts'
import { createSummarise } from './intake/summarise.ts'
import { createTarget } from './intake/target.ts'
import { createUnitRanker, type RankerOptions, untrainedRanker } from './intake/unit-ranker.ts'
import { createUnitSearch } from './intake/unit-search.ts'
import { createUrgency } from './intake/urgency.ts'
import { reloadDispatching } from './load-city.ts'
import type { CallClassifier } from './model/call-classifier.ts'
import { createNodeAssets } from './node-assets.ts'
import { createNodeMetrics } from './node-metrics.ts'
import { root } from './root.ts'
import { createDesk } from './server/desk.ts'
import { createDispatch } from './server/dispatch.ts'
import type { Maintenance } from './server/maintenance.ts'
import { createNearby } from './server/nearby.ts'
import { createPresence } from './server/presence.ts'
import type { Logger, Metrics, Services } from './server/services.ts'
import { createMemoryStore } from './store/memory.ts'
import { createPrecedentSource } from './store/precedents.ts'
import type { Store } from './store/store.ts'

/** Data and models that ship with jiesu are found wherever it is started from; other paths count from where one stands. */
export const located = (path: string): string => (/^(data|models)\//.test(path) ? join(root, path) : resolve(path))

/** What asking a language model takes beside the city and the local models. */
export type LlmSetup = Pick<
  FallbackOptions,
  'client' | 'prompts' | 'policy' | 'calibration' | 'timeoutMs' | 'prices' | 'deadline'
>

export interface Core {
  city: City
  classifier: CallClassifier
  pipeline: Pipeline
  /** Null: no language model is configured, or it is switched off. */
  llm: LlmSetup | null
  fieldCurves: FieldCurves | null
  /** How time, target and repeats are decided. */
  fieldChoices: Pick<FieldChoices, 'occurred' | 'target' | 'repeat'>
  /** Weights by which units are put in order. */
  unitRanker: RankerOptions['model']
}

export interface CoreOptions {
  city: City
  classifier: CallClassifier
  store?: Store
  llm?: LlmSetup | null
  fieldCurves?: FieldCurves | null
  fieldChoices?: Pick<FieldChoices, 'occurred' | 'target' | 'repeat'> | undefined
  unitRanker?: RankerOptions['model'] | undefined
}

/** The pipeline that server, command line, training and evaluation share; without a store there are no precedents. */
export function composeCore({
  city,
  classifier,
  store,
  llm = null,
  fieldCurves = null,
  fieldChoices = untaughtChoices,
  unitRanker = untrainedRanker,
}: CoreOptions): Core {
  const places = new PlaceReader(city)
  const urgency = createUrgency({ city })
  const ranker = createUnitRanker({ city, model: unitRanker })
  const assign = createAssign({ city, ranker, thresholds: classifier.thresholds.unit })
  const fallback =
    llm &&
    createFallback({
      ...llm,
      city,
      thresholds: classifier.thresholds,
      syllables: places.index.syllables,
      rederive: [urgency, assign],
    })
  const location = createLocation({ places })
  const target = createTarget({ city, places, weights: fieldChoices.target })
  const occurred = createOccurred({ lexicon: city.lexicon, weights: fieldChoices.occurred })
  const summarise = createSummarise({ city, places })
  const components: Component[] = [
    createNormalise(),
    createClassify({ classifier, city }),
    createContact({ syllables: places.index.syllables }),
    location,
    target,
    occurred,
    createRepeat({ lexicon: city.lexicon, weights: fieldChoices.repeat }),
    urgency,
    ...(fieldCurves ? [createCalibrateFields(fieldCurves)] : []),
    ...(store ? [createPrecedents({ source: createPrecedentSource({ store }) })] : []),
    assign,
    ...(fallback ? [fallback.fields] : []),
    createOccurredAt(),
    summarise,
    createSecondAppeal({
      lexicon: city.lexicon,
      read: [createNormalise(), createReadPrediction({ classifier, city }), location, target, occurred],
      conclude: [urgency, assign, summarise],
    }),
    ...(fallback ? [fallback.polish] : []),
  ]
  const model = { encoder: classifier.encoderId, heads: classifier.id, prompts: fallback?.version ?? null }
  return {
    city,
    classifier,
    llm,
    fieldCurves,
    fieldChoices,
    unitRanker,
    pipeline: createPipeline({ city: city.id, model, components }),
  }
}

/** A core whose dispatch rules, tables and holidays can be read anew while it is in use. */
export function reloadable(
  core: Core,
  { folder, store }: { folder: string; store: Store },
): Core & { reload: () => Promise<void> } {
  let current = core
  return {
    ...core,
    pipeline: (call, options) => current.pipeline(call, options),
    async reload() {
      current = composeCore({ ...current, city: reloadDispatching(current.city, folder), store })
    },
  }
}

export async function openStore(config: Pick<Config, 'db'>, dimensions: number): Promise<Store> {
  if (config.db === 'memory') return createMemoryStore()
  const { createSqliteStore } = await import('./store/sqlite.ts')
  return createSqliteStore({ path: resolve(config.db), dimensions })
}

export interface ServicesOptions {
  config: Config
  core: Core
  store: Store
  logger: Logger
  demoCalls?: readonly Call[]
  /** Evaluation and training data for the maintainer's page; without it only the model itself is known. */
  maintenance?: Maintenance
  clock?: () => Date
  reload?: () => Promise<void>
  closing?: AbortSignal
}

export function composeServices({
  config,
  core,
  store,
  logger,
  demoCalls = [],
  maintenance = bareMaintenance(core),
  clock = () => new Date(),
  reload = async () => {},
  closing = new AbortController().signal,
}: ServicesOptions): Services {
  const { city, llm } = core
  const metrics = createNodeMetrics()
  const pipeline = measured(core.pipeline, metrics)
  const limits = { bodyBytes: config.maxBody, turns: config.maxTurns, callCharacters: config.maxCharacters }
  return {
    city,
    pipeline,
    store,
    limits,
    logger,
    clock,
    desk: createDesk({ city, store, pipeline, limits, clock, caseNumber }),
    dispatch: createDispatch({ city, store, clock }),
    categories: createCategorySearch(city.taxonomy),
    units: createUnitSearch(city.units),
    nearby: createNearby({ store, clock }),
    presence: createPresence({ clock }),
    demoCalls,
    maintenance,
    metrics,
    llm: llm && llmStatus({ config, llm }),
    assets: createNodeAssets(),
    reload,
    closing,
  }
}

/** Every question to a language model is counted, whoever reads the call. */
function measured(pipeline: Pipeline, metrics: Metrics): Pipeline {
  return async (call, options) => {
    const intake = await pipeline(call, options)
    for (const asked of intake.asked) metrics.asked(asked)
    return intake
  }
}

function llmStatus({ config, llm }: { config: Config; llm: LlmSetup }): NonNullable<Services['llm']> {
  return () => ({
    ...llm.client.status(),
    limits: {
      callsPerMinute: config.llmCallsPerMinute,
      tokensPerDay: config.llmTokensPerDay,
      concurrency: config.llmConcurrency,
      timeoutMs: config.llmTimeoutMs,
    },
    prompts: versionsOf(llm.prompts),
  })
}

function bareMaintenance({ classifier }: Core): Maintenance {
  return {
    model: { encoder: classifier.encoderId, heads: classifier.id, prompts: null },
    thresholds: classifier.thresholds,
    evaluation: async () => null,
    trainingMix: async () => null,
  }
}

const DIGITS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** `20261125-7KQ2MF3A`: the day in the city's time, then 40 random bits without letters that are misheard. */
function caseNumber(at: Date): string {
  const day = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
  const random = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => DIGITS[byte % DIGITS.length]).join('')
  return `${day}-${random}`
}
