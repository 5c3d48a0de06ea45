import { z } from 'zod'
import type { ChoiceWeights } from '../model/choice-model.ts'

const weightsSchema = z.record(z.string(), z.number())
const measuredSchema = z.strictObject({
  /** Labelled calls that were held out in turn. */
  calls: z.number().int(),
  /** Share of them that was written as labelled. */
  accuracy: z.number(),
})

/**
 * What a city's calls taught about choosing the time and the target among the candidates, and about what tells that the
 * matter was reported before. `models/<city>/choices.json`.
 */
export const fieldChoicesSchema = z.strictObject({
  measured: z.strictObject({ occurred: measuredSchema, target: measuredSchema, repeat: measuredSchema }),
  occurred: weightsSchema,
  target: weightsSchema,
  repeat: weightsSchema,
})
export type FieldChoices = z.infer<typeof fieldChoicesSchema>

/** Stands in until a city has been trained: what the labelling guide says in so many words, no more. */
export const untaughtChoices: Readonly<Record<'occurred' | 'target' | 'repeat', ChoiceWeights>> = {
  occurred: {
    no: 1,
    'no:咨询': 9,
    'no:建议': 9,
    'no:表扬': 9,
    'kind=span': 3,
    'kind=point': 2.5,
    'kind=recurring': 2.5,
    'kind=now': 1.5,
    'kind=daytime': 1.5,
    'kind=duration': 0.5,
    'kind=event': 0.5,
    'kind=future': -4,
    'is:untilNow': 1,
    'is:every kind=recurring': 1,
    'is:clock kind=daytime': 0.5,
    'asked:when': 1.5,
    'says:reported': -2.5,
    'says:bought': -2,
    'says:printed': -2,
    'says:promised kind=duration': -1.5,
    'says:dragged kind=duration': -1.5,
    'says:living kind=duration': -2,
    'cut=begun': -1.5,
    'cut=bare': -1.5,
    'cut=event': -1,
    'cut=joined': -0.5,
  },
  target: {
    no: 2,
    'no:咨询': 9,
    'no:建议': 9,
    'no:表扬': 9,
    'no:求助': 2.5,
    registered: 2.5,
    named: 2.5,
    called: 1.5,
    generic: 1.5,
    'generic estate': 0.5,
    neighbour: 1,
    plate: 1,
    busRoute: -1,
    door: -1,
    place: 0.5,
    'named short': -1,
    asked: 1,
    accused: 1.5,
    blamedAfter: 1,
    instrument: -2.5,
    advert: -2.5,
    landmark: -2.5,
    partOfLonger: -1,
    'neighbour vs named': -1,
  },
  /** Without any the rules decide. */
  repeat: {},
}
