import type { Call, LabelledCall } from '../domain/call.ts'
import type { City } from '../domain/city.ts'
import { DEFAULT_TIME } from '../eval/run.ts'
import { coverageAt } from '../eval/statistics.ts'
import type { Pipeline } from '../intake/pipeline.ts'
import { createUnitRanker, type UnitRankerFile, untrainedRanker } from '../intake/unit-ranker.ts'
import type { CallClassifier } from '../model/call-classifier.ts'
import type { ChoiceWeights } from '../model/choice-model.ts'
import { type ConfirmedCase, countExperience } from './confirmed-case.ts'
import { createUnitExamples, fitUnitRanker, type UnitExample } from './fit-unit-ranker.ts'
import { foldOf } from './fold-of.ts'
import { heldOutClassifier } from './held-out-classifier.ts'
import type { CallForecast } from './train-city.ts'

export interface TrainUnitRankerOptions {
  city: City
  /** Whole calls written by hand; one without a forecast is left out. */
  calls: readonly LabelledCall[]
  /** What heads said of them that had not seen them. */
  forecasts: readonly CallForecast[]
  /** Cases that a desk has settled; the heads were not trained on them. */
  confirmed?: readonly ConfirmedCase[]
  classifier: CallClassifier
  pipelineOf: (classifier: CallClassifier) => Pipeline
  seed: number
}

const FOLDS = 5
/** Keeps one hopeless case from deciding a comparison. */
const LEAST_CHANCE = 1e-6
/** What a case at a desk ended with was decided by the people who answer for it. */
const CONFIRMED_WEIGHT = 1

/** How units are put in order, from labelled calls and confirmed cases; the same input gives the same file. */
export async function trainUnitRanker(options: TrainUnitRankerOptions): Promise<UnitRankerFile> {
  const { city, confirmed = [], seed } = options
  const examples = await readExamples(options)
  const learn = (chosen: readonly UnitExample[]) => fitUnitRanker({ city, examples: chosen, seed })
  const judged = examples.filter(({ byHand }) => byHand)
  const folds = Array.from({ length: FOLDS }, (_, fold) =>
    learn(examples.filter(({ group }) => foldOf(group, FOLDS) !== fold)),
  )
  const learned = measure(judged, { city, weightsOf: ({ group }) => folds[foldOf(group, FOLDS)] as ChoiceWeights })
  const fixed = measure(judged, { city, weightsOf: () => untrainedRanker.weights })
  return {
    examples: { calls: judged.length, cases: examples.length - judged.length },
    metrics: {
      ...learned,
      fixedAccuracy: fixed.accuracy,
      fixedTop3: fixed.top3,
      fixedCoverage95: fixed.coverage95,
      fixedLogLoss: fixed.logLoss,
    },
    // Too few calls, or none, may teach less than was known before: whichever gives the right units more probability.
    weights: examples.length > 0 && learned.logLoss <= fixed.logLoss ? learn(examples) : untrainedRanker.weights,
    experience: countExperience(confirmed, city.units),
  }
}

async function readExamples(options: TrainUnitRankerOptions): Promise<UnitExample[]> {
  const { city, calls, forecasts, confirmed = [], classifier, pipelineOf } = options
  const told = new Set(forecasts.map(({ group }) => group))
  const known = calls.filter(({ id }) => told.has(id))
  const pipeline = pipelineOf(heldOutClassifier({ classifier, calls, forecasts }))
  const read = ({ id, channel, callerId, startedAt, turns }: Call) =>
    pipeline({ id, channel, callerId, startedAt, turns }, { now: new Date(startedAt ?? DEFAULT_TIME) })
  const examples: UnitExample[] = []
  const exampleOf = createUnitExamples(city)
  for (const call of known) {
    const { unit, unitAlsoAccept } = call.gold
    const accepted = [unit, ...unitAlsoAccept]
    examples.push({ ...exampleOf(call, await read(call), {}), accepted, group: call.id, weight: 1, byHand: true })
  }
  // A case's own outcome must not be among what is known of like cases: each half knows the other.
  const half = ({ id }: ConfirmedCase) => foldOf(id, 2)
  const experiences = [0, 1].map((own) =>
    countExperience(
      confirmed.filter((row) => half(row) !== own),
      city.units,
    ),
  )
  for (const row of confirmed) {
    if (row.gold.unit === null) continue
    const example = exampleOf(row, await read(row), experiences[half(row)] ?? {})
    examples.push({ ...example, accepted: [row.gold.unit], group: row.id, weight: CONFIRMED_WEIGHT, byHand: false })
  }
  return examples
}

interface MeasureOptions {
  city: City
  weightsOf: (example: UnitExample) => ChoiceWeights
}

function measure(examples: readonly UnitExample[], { city, weightsOf }: MeasureOptions) {
  const answers = examples.map((example) => {
    const { candidates, doc, accepted, experience } = example
    const ranked = createUnitRanker({ city, model: { weights: weightsOf(example), experience } }).rank(candidates, doc)
    const right = ranked.map(({ unit }) => accepted.includes(unit))
    const mass = ranked.reduce((sum, { score }, index) => sum + (right[index] ? score : 0), 0)
    // With none of them right, what was left over was right.
    const chance = right.includes(true) ? mass : 1 - ranked.reduce((sum, { score }) => sum + score, 0)
    return {
      confidence: ranked[0]?.score ?? 0,
      right: right[0] ?? false,
      among3: right.slice(0, 3).includes(true),
      loss: -Math.log(Math.max(chance, LEAST_CHANCE)),
    }
  })
  const share = (count: number) => Math.round((count / Math.max(1, answers.length)) * 1e4) / 1e4
  return {
    accuracy: share(answers.filter(({ right }) => right).length),
    top3: share(answers.filter(({ among3 }) => among3).length),
    logLoss: Math.round((answers.reduce((sum, { loss }) => sum + loss, 0) / Math.max(1, answers.length)) * 1e4) / 1e4,
    coverage95: Math.round(coverageAt(0.95, answers, answers.length).coverage * 1e4) / 1e4,
  }
}
