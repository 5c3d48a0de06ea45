import type { CallPrediction } from '../model/call-classifier.ts'
import type { NormalisedTurn } from '../text/normalise.ts'

/** 「我要表扬」「我是来夸人的」「不是投诉，来道个谢」. */
const praise =
  /(?:我|想|要|来|能|专门|特地|就是)[^，。！？]{0,5}(?:表扬|夸(?![张大口])|道[^，。]{0,2}谢|致谢|点个赞|感谢(?!你们接|您接|接听)|送[^，。]{0,4}锦旗)|(?:不(?:是)?(?:来)?|没想)(?:投诉|告状|找茬|找麻烦|提意见|找事)[^。！？]{0,14}(?:表扬|夸|谢|好话)|(?:替|代表|帮)[^。！？]{0,16}(?:感谢|谢谢|道谢|说声谢)|好人好事/
const noPraise = /不是(?:来)?(?:表扬|夸|感谢)|没法(?:表扬|夸)|谁(?:能)?(?:表扬|夸)|夸(?:你|您)们(?:才)?怪/
/** What a call is for is said at its beginning; thanks at its end are manners. */
const OPENING_TURNS = 3
/** How much the words are worth as odds: of calls with them hardly any was labelled otherwise. */
const ODDS = 40

/** Praise takes the words of any other matter, so that who says in so many words that he praises outweighs them. */
export function withSaidType(prediction: CallPrediction, turns: readonly NormalisedTurn[]): CallPrediction {
  const opening = turns.filter(({ role }) => role === 'caller').slice(0, OPENING_TURNS)
  if (!opening.some(({ text }) => praise.test(text) && !noPraise.test(text))) return prediction
  const raised = prediction.appealType.map(({ label, probability }) => ({
    label,
    probability: label === '表扬' ? probability * ODDS : probability,
  }))
  const total = raised.reduce((sum, { probability }) => sum + probability, 0)
  const appealType = raised
    .map(({ label, probability }) => ({ label, probability: probability / total }))
    .sort((a, b) => b.probability - a.probability)
  return { ...prediction, appealType }
}
