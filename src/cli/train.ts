import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Core, composeCore, located } from '../compose.ts'
import { type Config, loadConfig } from '../config.ts'
import { type LabelledCall, labelledCallSchema } from '../domain/call.ts'
import { JiesuError } from '../domain/errors.ts'
import type { Evidence } from '../domain/suggestion.ts'
import { createMatcher } from '../eval/match.ts'
import { runCases } from '../eval/run.ts'
import type { FieldCurves } from '../intake/calibrate-fields.ts'
import { loadCity } from '../load-city.ts'
import type { CallHeadsManifest } from '../model/call-heads-file.ts'
import { type FlatFeatures, flatFeatures } from '../model/flat-classifier.ts'
import { type FlatAbout, writeFlatModel } from '../model/flat-model-file.ts'
import { hashTaxonomy } from '../model/hash-taxonomy.ts'
import { loadCallClassifier } from '../model/load-call-classifier.ts'
import { readJson, readJsonl } from '../read-jsonl.ts'
import type { CityCorpus } from '../train/city-examples.ts'
import { type ConfirmedCase, confirmedCaseSchema } from '../train/confirmed-case.ts'
import { fitFieldCurve } from '../train/fit-field-curve.ts'
import { heldOutClassifier } from '../train/held-out-classifier.ts'
import { narrativeSchema } from '../train/narrative.ts'
import { phrasesSchema } from '../train/phrases.ts'
import { type TrainedChoices, trainChoices } from '../train/train-choices.ts'
import { type CallForecast, trainCity } from '../train/train-city.ts'
import { trainFlat } from '../train/train-flat.ts'
import { trainUnitRanker } from '../train/train-unit-ranker.ts'
import { writeCityCard } from '../train/write-city-card.ts'
import { writeFlatCard } from '../train/write-flat-card.ts'
import { createFitter } from './create-fitter.ts'
import { openEncoder } from './open-encoder.ts'
import { withSettings } from './options.ts'
import { readLabelledTexts } from './read-labelled-texts.ts'

/** Beside the heads: what the rules' confidence was worth on the whole calls. */
export const FIELD_CURVES = 'fields.json'
/** Beside the heads: how time and target are chosen. */
export const FIELD_CHOICES = 'choices.json'
/** Beside the heads: how units are put in order. */
export const UNIT_RANKER = 'units.json'
/** Fields that rules fill. The heads have a calibration of their own. */
const RULE_FIELDS = ['callerName', 'phone', 'district', 'street', 'community', 'address', 'tier'] as const
/** With fewer answers than this a curve would be guesswork; the stated confidence stands. */
const MIN_ANSWERS = 60

interface MeasureFields {
  core: Core
  calls: readonly LabelledCall[]
  /** Fields that are learned are judged by what was held out. */
  heldOut: TrainedChoices['answers']
}

async function measureFields({ core, calls, heldOut }: MeasureFields): Promise<FieldCurves> {
  const cases = calls.map((call) => ({ ...call, unsure: [], why: '', tags: {} }))
  const outcomes = await runCases({ cases, pipeline: core.pipeline, now: () => 0 })
  const matcher = createMatcher(core.city)
  const fields: FieldCurves['fields'] = {}
  for (const field of RULE_FIELDS) {
    const judged = cases.flatMap((testCase, index) => {
      const form = outcomes[index]?.form
      const suggestion = form?.[field]
      const right = form ? matcher.isRight(field, form, testCase) : null
      return suggestion && right !== null ? [{ confidence: suggestion.confidence, right }] : []
    })
    if (judged.length >= MIN_ANSWERS) fields[field] = fitFieldCurve(judged)
  }
  for (const field of ['occurred', 'target', 'repeat'] as const)
    if (heldOut[field].length >= MIN_ANSWERS) fields[field] = fitFieldCurve(heldOut[field])
  return { calls: calls.length, fields }
}

export interface TrainCityCommand {
  /** `data/<city>/`. */
  city: string
  out: string
  encoder: string
  seed: number
  /** Cases that a desk has settled, from `/api/feedback.jsonl`. */
  confirmed?: readonly ConfirmedCase[]
  onProgress?: (stage: string, share: number) => void
}

/** Trains the heads of a city and writes them with their card. */
export async function trainCityHeads({
  city: folder,
  out,
  encoder: spec,
  seed,
  confirmed = [],
  onProgress,
}: TrainCityCommand): Promise<CallHeadsManifest> {
  const city = loadCity(folder)
  const corpus = readCorpus(folder)
  const { whole } = corpus
  const encoder = await openEncoder(spec)
  const forecasts: CallForecast[] = []
  const { manifest, weights } = await trainCity({
    city,
    corpus,
    encoder,
    seed,
    createFitter: createFitter(),
    onForecasts: (told) => forecasts.push(...told),
    ...(onProgress && { onProgress }),
  })
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'weights.bin'), weights)
  writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
  onProgress?.('时间与对象', 0)
  const classifier = loadCallClassifier({ dir: out, encoder, taxonomyHash: hashTaxonomy(city.taxonomy) })
  const evidence = new Map<string, readonly Evidence[]>()
  for (const { id, turns } of corpus.whole) evidence.set(id, (await classifier.predict(turns)).evidence)
  const { choices, answers } = trainChoices({ city, ...corpus, forecasts, evidence })
  writeFileSync(join(out, FIELD_CHOICES), `${JSON.stringify(choices)}\n`)
  onProgress?.('字段校准', 0)
  const curves = await measureFields({
    core: composeCore({
      city,
      classifier: heldOutClassifier({ classifier, calls: whole, forecasts }),
      fieldChoices: choices,
    }),
    calls: whole,
    heldOut: answers,
  })
  writeFileSync(join(out, FIELD_CURVES), `${JSON.stringify(curves)}\n`)
  onProgress?.('承办单位', 0)
  const unitRanker = await trainUnitRanker({
    city,
    calls: whole,
    forecasts,
    confirmed,
    classifier,
    pipelineOf: (heldOut) =>
      composeCore({ city, classifier: heldOut, fieldCurves: curves, fieldChoices: choices }).pipeline,
    seed,
  })
  writeFileSync(join(out, UNIT_RANKER), `${JSON.stringify(unitRanker, null, 1)}\n`)
  writeCityCard(out, { manifest, bytes: weights.length, choices, unitRanker })
  return manifest
}

/** Reads `calls/narratives/`, `calls/phrases.json` and `calls/whole/` of a city. */
export function readCorpus(folder: string): CityCorpus {
  const calls = join(folder, 'calls')
  return {
    narratives: jsonlFiles(join(calls, 'narratives')).flatMap((file) => readJsonl(file, narrativeSchema)),
    phrases: readJson(join(calls, 'phrases.json'), phrasesSchema),
    whole: jsonlFiles(join(calls, 'whole')).flatMap((file) => readJsonl(file, labelledCallSchema)),
  }
}

function jsonlFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(folder, name))
}

export interface TrainFlatCommand {
  texts: string
  dev?: string
  out: string
  encoder: string
  features: FlatFeatures
  seed: number
  onProgress?: (stage: string, share: number) => void
}

/** Trains one flat text classifier and writes it with its card. */
export async function trainFlatModel({
  texts,
  dev,
  out,
  encoder: spec,
  features,
  seed,
  onProgress,
}: TrainFlatCommand): Promise<FlatAbout> {
  const rows = readLabelledTexts(texts)
  const { model, about } = await trainFlat({
    rows,
    encoder: await openEncoder(spec),
    features,
    seed,
    createFitter: createFitter(),
    ...(dev !== undefined && { dev: readLabelledTexts(dev) }),
    ...(onProgress && { onProgress }),
  })
  writeFlatModel(out, model, about)
  writeFlatCard(out, { model, about })
  return about
}

export function registerTrain(program: Command): void {
  const command = program
    .command('train')
    .description('训练：--city 为城市训练分类头，--texts 为任意 {id,text,label} 数据训练文本分类器')
    .option('--texts <file>', '训练数据 JSONL，每行 {"id","text","label"}')
    .option('--feedback <file>', '派单台已定稿的案件（/api/feedback.jsonl），承办单位的排序也从它学')
    .option('--dev <file>', '用来校准的数据，格式同上；不给则从训练数据里留出一部分')
    .requiredOption('--out <dir>', '写到哪里')
    .addOption(new Option('--features <kind>', '文本分类器用哪些特征').choices(flatFeatures).default('both'))
    .option('--seed <n>', '种子', wholeNumber, 1)
  // The city has no default here: it says which of the two is meant.
  command.option('--city <dir>', '城市数据目录，例如 data/beijing')
  withSettings(command, ['encoder'])
  command.action(async () => {
    const flags = command.opts<Flags>()
    const config = loadConfig({ env: process.env, flags: { encoder: flags.encoder } })
    process.stdout.write(`${JSON.stringify(await run(flags, config))}\n`)
  })
}

interface Flags {
  city?: string
  texts?: string
  dev?: string
  feedback?: string
  out: string
  features: FlatFeatures
  seed: number
  encoder?: string
}

async function run(flags: Flags, config: Config) {
  const { city, texts, dev, feedback, features, seed, out } = flags
  const encoder = encoderSpec(config.encoder)
  if ((city === undefined) === (texts === undefined))
    throw new JiesuError('invalid_input', '--city 和 --texts 要给且只给一个')
  if (city !== undefined) {
    const confirmed = feedback === undefined ? [] : readJsonl(feedback, confirmedCaseSchema)
    const { id, metrics } = await trainCityHeads({
      city: located(city),
      out,
      encoder,
      seed,
      confirmed,
      onProgress: report,
    })
    return { id, metrics }
  }
  return trainFlatModel({
    texts: texts!,
    out,
    encoder,
    features,
    seed,
    ...(dev !== undefined && { dev }),
    onProgress: report,
  })
}

/** Folders that ship with jiesu are found from anywhere; names of the hub and endpoints stay as they are. */
export function encoderSpec(spec: string): string {
  return existsSync(located(spec)) ? located(spec) : spec
}

function report(stage: string, share: number) {
  process.stderr.write(`${stage}${share > 0 ? ` ${Math.round(share * 100)}%` : ''}\n`)
}

function wholeNumber(value: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError('要写非负整数')
  return number
}
