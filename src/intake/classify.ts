import type { AppealType } from '../domain/call.ts'
import type { City } from '../domain/city.ts'
import type { Form, Review } from '../domain/form.ts'
import { hasPrefix } from '../domain/lexicon.ts'
import type { Taxonomy } from '../domain/taxonomy.ts'
import type { CallClassifier, CallPrediction, Scored } from '../model/call-classifier.ts'
import type { Component, IntakeDoc } from './doc.ts'
import { withSaidType } from './said-type.ts'
import { chooseSecond } from './second-appeal/choose-second.ts'
import { type OrderedMatters, orderMatters } from './second-appeal/order-matters.ts'
import { suggest } from './suggest.ts'

const ALTERNATIVES = 4
/** Shares of right answers on the curve in `second-appeal/choose-second.ts`. */
const secondThresholds = { auto: 0.9, suggest: 0.5 }

/** From this probability of a question on nothing is taken from a call's being out of scope. */
const SURELY_ASKED = 0.4

export interface ClassifyOptions {
  classifier: CallClassifier
  city: Pick<City, 'taxonomy' | 'lexicon'>
}

/** Appeal type, category and a further appeal, from the local model; with two appeals each is read by itself. */
export function createClassify({ classifier, city }: ClassifyOptions): Component {
  const { outOfScope, earlierCase } = city.lexicon.categories
  const never = [...outOfScope, ...earlierCase]
  const partCall = async ({ call, turns, form, locked }: IntakeDoc) => {
    const parted = await chooseSecond({ classifier, call: call.turns, turns, never })
    if (!parted) return null
    const ordered = orderMatters(parted, city)
    const decided = locked.has('category') ? form.category?.value : undefined
    return decided === codeOf(ordered.second) ? null : { ...ordered, probability: parted.probability }
  }
  return async (doc) => {
    const parted = await partCall(doc)
    const said = withSaidType(parted ? parted.main.prediction : await classifier.predict(doc.call.turns), doc.turns)
    const prediction = withinScope(said, outOfScope)
    const form = readPrediction(doc, { prediction, thresholds: classifier.thresholds, city })
    if (!parted) return { ...doc, prediction, form: { ...form, secondary: [] } }
    const secondary = suggest({
      value: codeOf(parted.second),
      confidence: parted.probability,
      source: 'model',
      evidence: parted.second.prediction.evidence,
      thresholds: secondThresholds,
    })
    return { ...doc, prediction, second: parted.second, form: { ...form, secondary: [secondary] } }
  }
}

/** A call that is out of scope is filed as a question: the less it is one, the less it is out of scope. */
function withinScope(prediction: CallPrediction, outOfScope: readonly string[]): CallPrediction {
  const asks = prediction.appealType.find(({ label }) => label === '咨询')?.probability ?? 0
  const share = Math.min(1, asks / SURELY_ASKED)
  const weighed = prediction.category.map(({ label, probability }) => ({
    label,
    probability: hasPrefix(outOfScope, label) ? probability * share : probability,
  }))
  const total = weighed.reduce((sum, { probability }) => sum + probability, 0)
  const before = prediction.category.reduce((sum, { probability }) => sum + probability, 0)
  if (total === before || total === 0) return prediction
  const category = weighed
    .map(({ label, probability }) => ({ label, probability: (probability * before) / total }))
    .sort((a, b) => b.probability - a.probability)
  return { ...prediction, category }
}

const codeOf = ({ prediction }: OrderedMatters['second']) => prediction.category[0]?.label ?? ''

/** Fills category and appeal type from a prediction that is already there. */
export function createReadPrediction({ classifier, city }: ClassifyOptions): Component {
  return async (doc) => {
    const { prediction } = doc
    if (!prediction) return doc
    return { ...doc, form: readPrediction(doc, { prediction, thresholds: classifier.thresholds, city }) }
  }
}

interface ReadPredictionOptions extends Pick<ClassifyOptions, 'city'> {
  prediction: CallPrediction
  thresholds: CallClassifier['thresholds']
}

/** The form with category and appeal type as the model says them, where no agent has decided. */
function readPrediction(doc: IntakeDoc, { prediction, thresholds, city }: ReadPredictionOptions): Form {
  const form: Form = { ...doc.form }
  const needsReview: Review[] = [...form.needsReview]
  const [best, ...others] = prediction.category
  if (best && !doc.locked.has('category')) {
    form.category = suggest({
      value: best.label,
      confidence: best.probability,
      source: 'model',
      evidence: prediction.evidence,
      alternatives: others.slice(0, ALTERNATIVES).map(alternative),
      thresholds: thresholds.category,
    })
    if (form.category.level === 'review')
      needsReview.push({
        field: 'category',
        reason: unsure(best, others[0], city.taxonomy),
        question: '麻烦您再说一下，最希望我们帮您解决的是哪件事？',
      })
    if (!hasPrefix(city.lexicon.categories.outOfScope, best.label) && prediction.offLabel > 0.5)
      needsReview.push({ field: 'category', reason: '这通来电可能不在受理范围内，或没有说出具体事项' })
  }
  const [type, ...types] = prediction.appealType
  if (type && !doc.locked.has('appealType'))
    form.appealType = suggest<AppealType>({
      value: type.label as AppealType,
      confidence: type.probability,
      source: 'model',
      alternatives: types
        .slice(0, 2)
        .map((item) => ({ value: item.label as AppealType, confidence: item.probability })),
      thresholds: thresholds.appealType,
    })
  return { ...form, needsReview }
}

const alternative = ({ label, probability }: Scored) => ({ value: label, confidence: probability })

function unsure(best: Scored, second: Scored | undefined, taxonomy: Taxonomy): string {
  const name = (code: string) => `「${taxonomy.get(code)?.name ?? code}」`
  if (!second || second.probability < best.probability / 3) return `分类没有把握，最接近的是${name(best.label)}`
  return `在${name(best.label)}和${name(second.label)}之间拿不准`
}
