import type { AppealType, Call, Gold, LabelledCall } from '../domain/call.ts'
import { emptyForm } from '../domain/form.ts'
import type { Evidence } from '../domain/suggestion.ts'
import { holdsNeither } from '../intake/call-context.ts'
import type { IntakeDoc } from '../intake/doc.ts'
import { suggest } from '../intake/suggest.ts'
import type { CallPrediction } from '../model/call-classifier.ts'
import type { Feature } from '../model/choice-model.ts'
import { normalise } from '../text/normalise.ts'
import type { ChoiceExample } from './fit-choice.ts'
import type { Narrative } from './narrative.ts'
import type { CallForecast } from './train-city.ts'

/** A call, or a piece of one, with what it says of the fields that are chosen. */
export interface ChoiceSample {
  doc: IntakeDoc
  gold: Pick<Gold, 'occurred' | 'target' | 'repeat'>
  /** Samples of one group are kept in one fold. */
  group: string
  byHand: boolean
}

export interface SampleSources {
  narratives: readonly Narrative[]
  whole: readonly LabelledCall[]
  /** What heads that had not seen them make of the whole calls: as unsure of type and category as in use. */
  forecasts: readonly CallForecast[]
  /** By the id of a whole call, the words that spoke most for its category. */
  evidence: ReadonlyMap<string, readonly Evidence[]>
}

export function samplesOf({ narratives, whole, forecasts, evidence }: SampleSources): ChoiceSample[] {
  const forecastOf = new Map(forecasts.map((forecast) => [forecast.group, forecast]))
  return [
    ...narratives.map((narrative): ChoiceSample => {
      const { id, appealType, category, text, occurred, target } = narrative
      const call: Call = { id, channel: '电话', callerId: null, turns: [{ role: 'caller', text }] }
      const gold = { occurred, target: target?.replace(/^@/, '') ?? null, repeat: narrative.repeat }
      return { doc: docOf(call, { appealType, category, callerName: null }), gold, group: id, byHand: false }
    }),
    ...whole.map((call): ChoiceSample => {
      const { appealType, category, callerName } = call.gold
      const forecast = forecastOf.get(call.id)
      const doc = docOf(call, forecast ? { ...read(forecast), callerName } : { appealType, category, callerName })
      return {
        doc: forecast ? { ...doc, prediction: predictionOf(forecast, evidence.get(call.id)) } : doc,
        gold: call.gold,
        group: call.id,
        byHand: true,
      }
    }),
  ]
}

function read({ types, category }: CallForecast): Pick<Gold, 'appealType' | 'category'> {
  const likeliest = types.reduce((best, type) => (type.probability > best.probability ? type : best))
  return { appealType: likeliest.label as AppealType, category }
}

function predictionOf({ types, category }: CallForecast, evidence: readonly Evidence[] = []): CallPrediction {
  const nothing = {
    tier: [],
    secondAppeal: 0,
    offLabel: 0,
    evidence: [...evidence],
    vector: new Float32Array(0),
  }
  return { ...nothing, appealType: types, category: [{ label: category, probability: 1 }] }
}

/** The call as the components before find it, with what a labeller decided in the place of their work. */
function docOf(
  call: Call,
  { appealType, category, callerName }: Pick<Gold, 'appealType' | 'category' | 'callerName'>,
): IntakeDoc {
  const sure = <T>(value: T) => suggest({ value, confidence: 1, source: 'rule' })
  const form = {
    ...emptyForm({ id: call.id, city: '', model: { encoder: '', heads: '', prompts: null } }),
    appealType: sure(appealType),
    category: sure(category),
    callerName: callerName === null ? null : sure(callerName),
  }
  const turns = call.turns.map(({ role, text }) => ({ role, ...normalise(text) }))
  return { call, now: new Date(0), turns, prediction: null, locked: new Set(), form }
}

export interface ChoiceProblem {
  /** What the form would say of each candidate, in the order of the options; the option after them says nothing. */
  values: string[]
  example: ChoiceExample
  gold: string | null
  group: string
  /** Its type says that the field stays empty, whatever the candidates. */
  settled: boolean
}

/** Narratives are many, short and by fewer hands; they count for less than whole calls. */
const NARRATIVE_WEIGHT = 0.3

export interface ProblemOptions {
  samples: readonly ChoiceSample[]
  field: 'occurred' | 'target'
  options: (doc: IntakeDoc) => { values: string[]; features: Feature[][] }
  same: (value: string, gold: string) => boolean
}

export function choiceProblems({ samples, field, options, same }: ProblemOptions): ChoiceProblem[] {
  return samples.map(({ doc, gold: all, group, byHand }) => {
    const gold = all[field]
    const { values, features } = options(doc)
    const right = gold === null ? [values.length] : values.flatMap((value, index) => (same(value, gold) ? [index] : []))
    return {
      values,
      gold,
      group,
      settled: holdsNeither(doc),
      example: { options: features, right, weight: byHand ? 1 : NARRATIVE_WEIGHT, near: byHand },
    }
  })
}
