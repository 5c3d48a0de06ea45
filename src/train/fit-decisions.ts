import { calibrate } from '../model/calibration.ts'
import type { Thresholds } from '../model/call-classifier.ts'
import {
  argmax,
  chanceOf,
  type Decisions,
  decide,
  type LabelSpace,
  layoutOf,
  offLabelFeatures,
  tierScores,
  typeScores,
} from '../model/decide.ts'
import type { CityExample } from './city-examples.ts'
import { type Answer, calibrationError, coverageCurve } from './coverage-curve.ts'
import { fitCalibration } from './fit-calibration.ts'
import { fitLogistic } from './fit-logistic.ts'

/** A call scored by heads that had not seen it. */
export interface HeldOutCall {
  example: CityExample
  scores: Float32Array
  matter: number
}

export interface FittedDecisions {
  decisions: Decisions
  thresholds: Record<string, Thresholds>
  metrics: Record<string, unknown>
}

/**
 * No answer is filled in or preselected below these, however far down the curve stays good: the held-out calls are
 * plainly spoken and nearly all within the hotline's scope, those that come in are not.
 */
const LEAST_AUTO = 0.85
const LEAST_SUGGEST = 0.65
const PRECISIONS = [0.8, 0.9, 0.95, 0.98]
const PRIORS = [0, 0.1, 0.2, 0.4, 0.8]

/** Everything that turns scores into probabilities and answers, from held-out calls. */
export function fitDecisions(heldOut: readonly HeldOutCall[], labels: LabelSpace): FittedDecisions {
  const calls = heldOut.filter(({ example }) => example.call)
  const rightOf = (names: readonly string[], value: string | null) => (value === null ? [] : [names.indexOf(value)])
  const category = fitCalibration(
    calls.map(({ scores, example }) => ({
      scores: scores.subarray(0, labels.leaves.length),
      right: rightOf(labels.leaves, example.leaf),
    })),
  )
  const shares = calls.map(({ scores }) => calibrate(scores.subarray(0, labels.leaves.length), category))
  const typePrior = bestPrior(calls, {
    right: ({ scores, example }, index, prior) =>
      labels.types[argmax(typeScores(scores, shares[index]!, { labels, prior }))] === example.appealType,
  })
  const appealType = fitCalibration(
    calls.map(({ scores, example }, index) => ({
      scores: typeScores(scores, shares[index]!, { labels, prior: typePrior }),
      right: rightOf(labels.types, example.appealType),
    })),
  )
  const tierPrior = bestPrior(calls, {
    right: ({ scores, example }, index, prior) =>
      labels.tiers[argmax(tierScores(scores, shares[index]!, { labels, prior }))] === example.tier,
  })
  const tier = fitCalibration(
    calls.map(({ scores, example }, index) => ({
      scores: tierScores(scores, shares[index]!, { labels, prior: tierPrior }),
      right: rightOf(labels.tiers, example.tier),
    })),
  )
  const decisions: Decisions = {
    category,
    appealType,
    tier,
    tierPrior,
    typePrior,
    second: fitSecond(calls, labels),
    offLabel: fitOffLabel(heldOut, labels),
  }
  return { decisions, ...judge(calls, { decisions, labels }) }
}

/** How much the category's usual answer is best taken in. */
function bestPrior(
  calls: readonly HeldOutCall[],
  { right }: { right: (call: HeldOutCall, index: number, prior: number) => boolean },
): number {
  const count = (prior: number) => calls.filter((call, index) => right(call, index, prior)).length
  return PRIORS.reduce((best, prior) => (count(prior) > count(best) ? prior : best))
}

function fitSecond(calls: readonly HeldOutCall[], labels: LabelSpace): Decisions['second'] {
  const { second } = layoutOf(labels)
  return fitLogistic({
    rows: calls.map(({ scores }) => [scores[second]!]),
    targets: calls.map(({ example }) => (example.secondary?.length ?? 0) > 0),
  })
}

function fitOffLabel(heldOut: readonly HeldOutCall[], labels: LabelSpace): Decisions['offLabel'] {
  return fitLogistic({
    rows: heldOut.map(({ scores, matter }) => offLabelFeatures({ scores, labels, matter })),
    targets: heldOut.map(({ example }) => example.offLabel),
  })
}

function judge(calls: readonly HeldOutCall[], { decisions, labels }: { decisions: Decisions; labels: LabelSpace }) {
  const answers: Record<string, Answer[]> = {
    category: [],
    level1: [],
    level2: [],
    appealType: [],
    tier: [],
    secondAppeal: [],
  }
  let amongThree = 0
  const { second } = layoutOf(labels)
  for (const { scores, example } of calls) {
    const { category, appealType, tier } = decide(scores, { labels, decisions })
    const first = argmax(category)
    const leaf = example.leaf ?? ''
    const better = category.filter((share) => share > category[labels.leaves.indexOf(leaf)]!).length
    if (better < 3) amongThree++
    answers.category!.push({ confidence: category[first]!, correct: labels.leaves[first] === leaf })
    for (const [field, length] of [
      ['level1', 2],
      ['level2', 4],
    ] as const)
      answers[field]!.push(groupAnswer(category, { leaf, length, labels }))
    answers.appealType!.push({
      confidence: Math.max(...appealType),
      correct: labels.types[argmax(appealType)] === example.appealType,
    })
    answers.tier!.push({ confidence: Math.max(...tier), correct: labels.tiers[argmax(tier)] === example.tier })
    const chance = chanceOf(decisions.second, [scores[second]!])
    answers.secondAppeal!.push({
      confidence: Math.max(chance, 1 - chance),
      correct: chance >= 0.5 === (example.secondary?.length ?? 0) > 0,
    })
  }
  const thresholds: Record<string, Thresholds> = {}
  const fields: Record<string, unknown> = {}
  for (const [field, own] of Object.entries(answers)) {
    const curve = coverageCurve(own, PRECISIONS)
    const at = (precision: number) => curve.find((point) => point.precision === precision)!.threshold
    thresholds[field] = { auto: Math.max(at(0.95), LEAST_AUTO), suggest: Math.max(at(0.8), LEAST_SUGGEST) }
    fields[field] = { ...accuracy(own), calibrationError: round(calibrationError(own)), curve }
  }
  return { thresholds, metrics: { heldOut: calls.length, top3: round(amongThree / Math.max(1, calls.length)), fields } }
}

function groupAnswer(
  shares: Float64Array,
  { leaf, length, labels }: { leaf: string; length: number; labels: LabelSpace },
): Answer {
  const sums = new Map<string, number>()
  labels.leaves.forEach((code, index) => {
    const group = code.slice(0, length)
    sums.set(group, (sums.get(group) ?? 0) + shares[index]!)
  })
  const [group, share] = [...sums].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0])
  return { confidence: Math.min(1, share), correct: group === leaf.slice(0, length) }
}

/** Share of right answers with its 95 % Wilson interval. */
function accuracy(answers: readonly Answer[]) {
  const count = Math.max(1, answers.length)
  const share = answers.filter(({ correct }) => correct).length / count
  const z = 1.96
  const middle = (share + (z * z) / (2 * count)) / (1 + (z * z) / count)
  const half = (z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count))) / (1 + (z * z) / count)
  return { accuracy: round(share), low: round(middle - half), high: round(middle + half) }
}

const round = (value: number) => Math.round(value * 1e4) / 1e4
