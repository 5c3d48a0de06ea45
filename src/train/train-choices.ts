import type { City } from '../domain/city.ts'
import { normaliseText, normaliseTime } from '../eval/match.ts'
import { choose } from '../intake/choose.ts'
import type { FieldChoices } from '../intake/field-choices.ts'
import { PlaceReader } from '../intake/location.ts'
import { timeOptions } from '../intake/occurred.ts'
import { repeatOptions } from '../intake/repeat.ts'
import { createTargetOptions } from '../intake/target.ts'
import { ChoiceModel, type ChoiceWeights } from '../model/choice-model.ts'
import {
  type ChoiceProblem,
  type ChoiceSample,
  choiceProblems,
  type SampleSources,
  samplesOf,
} from './choice-examples.ts'
import { choiceRows, type FitChoiceOptions, fitChoice, fitChoiceRows } from './fit-choice.ts'
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
  answers: Record<'occurred' | 'target' | 'repeat', HeldOutAnswer[]>
}

const FOLDS = 5
const repeatFitting = { ridge: 2, rounds: 40, step: 0.1 }
const targetFitting = { ridge: 1, rounds: 40, step: 0.1 }
const timeFitting = { ridge: 3, rounds: 60, step: 0.1 }

const sameTime = (value: string, gold: string) => normaliseTime(value) === normaliseTime(gold)
const sameText = (value: string, gold: string) => normaliseText(value) === normaliseText(gold)

/** Learns to choose time and target, and what tells a repeat; no chance in it. Accuracy is that of five-fold cross-validation on whole calls. */
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
      same: sameTime,
    }),
    { same: sameTime, fitting: timeFitting },
  )
  const target = train(
    choiceProblems({
      samples,
      field: 'target',
      options: (doc) => {
        const { candidates, features } = targetOptions(doc)
        return { values: candidates.map(({ value }) => value), features }
      },
      same: sameText,
    }),
    { same: sameText, fitting: targetFitting },
  )
  const repeat = trainRepeat(samples, city)
  return {
    choices: {
      measured: { occurred: occurred.measured, target: target.measured, repeat: repeat.measured },
      occurred: occurred.weights,
      target: target.weights,
      repeat: repeat.weights,
    },
    answers: { occurred: occurred.answers, target: target.answers, repeat: repeat.answers },
  }
}

/** Yes or no; learned from whole calls alone, since narratives do not tell whom one turned to before. */
function trainRepeat(samples: readonly ChoiceSample[], city: City): TrainedField {
  const examples = samples
    .filter(({ byHand }) => byHand)
    .map(({ doc, gold, group }) => ({
      group,
      gold: gold.repeat,
      example: {
        options: [repeatOptions(doc, city.lexicon).features, []],
        right: [gold.repeat ? 0 : 1],
        weight: 1,
        near: true,
      },
    }))
  const learn = (chosen: typeof examples) =>
    fitChoice(
      chosen.map(({ example }) => example),
      repeatFitting,
    )
  const answers: HeldOutAnswer[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const inFold = ({ group }: { group: string }) => foldOf(group, FOLDS) === fold
    const model = new ChoiceModel(learn(examples.filter((one) => !inFold(one))))
    for (const { example, gold } of examples.filter(inFold)) {
      const [share] = model.shares(example.options) as [number, number]
      answers.push({ confidence: Math.max(share, 1 - share), right: share >= 0.5 === gold })
    }
  }
  return { weights: examples.length > 0 ? learn(examples) : {}, measured: measure(answers), answers }
}

interface TrainedField {
  weights: ChoiceWeights
  measured: { calls: number; accuracy: number }
  answers: HeldOutAnswer[]
}

interface TrainOptions {
  same: (value: string, gold: string) => boolean
  fitting: FitChoiceOptions
}

function train(problems: readonly ChoiceProblem[], { same, fitting }: TrainOptions): TrainedField {
  const usable = problems.filter(isUsable)
  const { names, rows } = choiceRows(usable.map(({ example }) => example))
  const learn = (use: (problem: ChoiceProblem) => boolean) =>
    fitChoiceRows({ names, rows: rows.filter((_, index) => use(usable[index]!)) }, fitting)
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
  return {
    weights: learn(() => true),
    measured: measure(judged),
    answers: judged.filter(({ given }) => given).map(({ confidence, right }) => ({ confidence, right })),
  }
}

function measure(answers: readonly { right: boolean }[]): TrainedField['measured'] {
  const right = answers.filter((answer) => answer.right).length
  return { calls: answers.length, accuracy: Math.round((right / Math.max(1, answers.length)) * 1e4) / 1e4 }
}

/** Where nothing is to choose, or what is right is not among the candidates, there is nothing to learn. */
function isUsable({ example, settled }: ChoiceProblem): boolean {
  return !settled && example.options.length > 1 && example.right.length > 0
}
