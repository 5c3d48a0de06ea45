import type { Call } from '../domain/call.ts'
import type { FieldName, Form } from '../domain/form.ts'
import type { CallPrediction } from '../model/call-classifier.ts'
import type { NormalisedTurn } from '../text/normalise.ts'
import type { Asked } from './fallback-asked.ts'
import type { Matter } from './second-appeal/order-matters.ts'

/** What travels down the pipeline: the call as received, what was understood so far, and the form being filled. */
export interface IntakeDoc {
  readonly call: Call
  /** The instant that 昨晚 and deadlines count from. */
  readonly now: Date
  /** Same indices as `call.turns`. */
  readonly turns: readonly NormalisedTurn[]
  readonly prediction: CallPrediction | null
  /** A further appeal in the call, where there is one. */
  readonly second?: Matter
  /** Fields that an agent has confirmed: components read them and never write them. */
  readonly locked: ReadonlySet<FieldName>
  readonly form: Form
  /** What a language model was asked about this call. */
  readonly asked?: readonly Asked[]
}

export type Component = (doc: IntakeDoc) => Promise<IntakeDoc>
