import type { AppealType } from '../domain/call.ts'
import type { Form, Review } from '../domain/form.ts'
import { hasPrefix } from '../domain/lexicon.ts'
import type { Taxonomy } from '../domain/taxonomy.ts'
import type { CallClassifier, Scored } from '../model/call-classifier.ts'
import type { Component } from './doc.ts'
import { suggest } from './suggest.ts'

const ALTERNATIVES = 4
/** A further appeal is proposed from this probability on; below, it is noise in the agent's eyes. */
const SECOND_APPEAL = 0.5

export interface ClassifyOptions {
  classifier: CallClassifier
  taxonomy: Taxonomy
  /** Code prefixes of what is not this hotline's business. */
  outOfScope: readonly string[]
}

/** Appeal type, category and further appeals, from the local model. */
export function createClassify({ classifier, taxonomy, outOfScope }: ClassifyOptions): Component {
  const { thresholds } = classifier
  return async (doc) => {
    const prediction = await classifier.predict(doc.call.turns)
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
          reason: unsure(best, others[0], taxonomy),
          question: '麻烦您再说一下，最希望我们帮您解决的是哪件事？',
        })
      if (best && !hasPrefix(outOfScope, best.label) && prediction.offLabel > 0.5)
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
    form.secondary = prediction.secondary
      .filter((item) => item.probability >= SECOND_APPEAL && item.label !== form.category?.value)
      .slice(0, 2)
      .map((item) =>
        suggest({ value: item.label, confidence: item.probability, source: 'model', thresholds: thresholds.secondary }),
      )
    return { ...doc, prediction, form: { ...form, needsReview } }
  }
}

const alternative = ({ label, probability }: Scored) => ({ value: label, confidence: probability })

function unsure(best: Scored, second: Scored | undefined, taxonomy: Taxonomy): string {
  const name = (code: string) => `「${taxonomy.get(code)?.name ?? code}」`
  if (!second || second.probability < best.probability / 3) return `分类没有把握，最接近的是${name(best.label)}`
  return `在${name(best.label)}和${name(second.label)}之间拿不准`
}
