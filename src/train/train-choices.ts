import type { City } from '../domain/city.ts'
import { normaliseText, normaliseTime } from '../eval/match.ts'
import { choose } from '../intake/choose.ts'
import type { FieldChoices } from '../intake/field-choices.ts'
import { PlaceReader } from '../intake/location.ts'
import { timeOptions } from '../intake/occurred.ts'
import { createTargetOptions } from '../intake/target.ts'
import { ChoiceModel, type ChoiceWeights } from '../model/choice-model.ts'
import { type ChoiceProblem, choiceProblems, type SampleSources, samplesOf } from './choice-examples.ts'
import { fitChoice } from './fit-choice.ts'
import { foldOf } from './fold-of.ts'

export interface TrainChoicesOptions extends SampleSources {
  city: City
}

/** An answer given for a call that was held out. */
export interface HeldOutAnswer {
  confidence: number
  right: boolean
}

export interface TrainedChoices {
  choices: FieldChoices
  /** Answers for held-out whole calls, where one was given: what confidence is worth. */
  answers: Record<'occurred' | 'target', HeldOutAnswer[]>
}

const FOLDS = 5
const fitting = { ridge: 1, rounds: 40, step: 0.1 }

/** Learns to choose time and target; no chance in it. Accuracy is that of five-fold cross-validation on whole calls. */
export function trainChoices({ city, ...sources }: TrainChoicesOptions): TrainedChoices {
  const samples = samplesOf(sources)
  const targetOptions = createTargetOptions({ city, places: new PlaceReader(city) })
  const occurred = train(
    choiceProblems({
      samples,
      field: 'occurred',
      options: (doc) => {
        const { candidates, features } = timeOptions(doc)
        return { values: candidates.map(({ text }) => text), features }
      },
      same: (value, gold) => normaliseTime(value) === normaliseTime(gold),
    }),
    (value, gold) => normaliseTime(value) === normaliseTime(gold),
  )
  const target = train(
    choiceProblems({
      samples,
      field: 'target',
      options: (doc) => {
        const { candidates, features } = targetOptions(doc)
        return { values: candidates.map(({ value }) => value), features }
      },
      same: (value, gold) => normaliseText(value) === normaliseText(gold),
    }),
    (value, gold) => normaliseText(value) === normaliseText(gold),
  )
  return {
    choices: {
      measured: { occurred: occurred.measured, target: target.measured },
      occurred: occurred.weights,
      target: target.weights,
    },
    answers: { occurred: occurred.answers, target: target.answers },
  }
}

interface TrainedField {
  weights: ChoiceWeights
  measured: { calls: number; accuracy: number }
  answers: HeldOutAnswer[]
}

function train(problems: readonly ChoiceProblem[], same: (value: string, gold: string) => boolean): TrainedField {
  const learn = (use: (problem: ChoiceProblem) => boolean) =>
    fitChoice(
      problems.filter((problem) => isUsable(problem) && use(problem)).map(({ example }) => example),
      fitting,
    )
  const judged: { confidence: number; right: boolean; given: boolean }[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const inFold = ({ example, group }: ChoiceProblem) => example.near && foldOf(group, FOLDS) === fold
    const model = new ChoiceModel(learn((problem) => !inFold(problem)))
    for (const { values, example, gold, settled } of problems.filter(inFold)) {
      const open = settled ? [] : values
      const features = settled ? [[]] : example.options
      const { candidate, share } = choose(open, { features, model, written: (value) => value })
      const right = candidate === null || gold === null ? candidate === gold : same(candidate, gold)
      judged.push({ confidence: share, right, given: candidate !== null })
    }
  }
  const right = judged.filter((answer) => answer.right).length
  return {
    weights: learn(() => true),
    measured: { calls: judged.length, accuracy: Math.round((right / Math.max(1, judged.length)) * 1e4) / 1e4 },
    answers: judged.filter(({ given }) => given).map(({ confidence, right }) => ({ confidence, right })),
  }
}

/** Where nothing is to choose, or what is right is not among the candidates, there is nothing to learn. */
function isUsable({ example, settled }: ChoiceProblem): boolean {
  return !settled && example.options.length > 1 && example.right.length > 0
}
