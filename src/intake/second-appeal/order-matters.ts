import type { AppealType, Tier, Turn } from '../../domain/call.ts'
import type { City } from '../../domain/city.ts'
import type { CallPrediction } from '../../model/call-classifier.ts'
import { normalise } from '../../text/normalise.ts'
import { changeTier } from '../urgency/change-tier.ts'
import { findUrgentFacts } from '../urgency/urgent-facts.ts'
import type { PartedCall } from './choose-second.ts'

/** One of the matters of a call, in the call's own turns. */
export interface Matter {
  turns: Turn[]
  prediction: CallPrediction
}

export interface OrderedMatters {
  main: Matter
  second: Matter
}

/** The main matter is right more often than the second: only a sure emergency comes before what was told first. */
const SURE = 0.9

const saysMain = /主要(?:是|呢|想|反映|为|说)|最(?:要紧|着急|主要)的?/
const saysNotMain = /不是(?:主要|最要紧)/

/** Which matter the case is opened for: the one called so, else the one of two hours, else the first. */
export function orderMatters(
  { matter, first, second }: PartedCall,
  { taxonomy, lexicon }: Pick<City, 'taxonomy' | 'lexicon'>,
): OrderedMatters {
  const told: OrderedMatters = {
    main: { turns: matter.rest, prediction: first },
    second: { turns: matter.alone, prediction: second },
  }
  const turned: OrderedMatters = { main: told.second, second: told.main }
  if (calledMain(matter.rest)) return told
  if (calledMain(matter.alone)) return turned
  const isUrgent = (one: Matter) => tierOf(one, { taxonomy, lexicon }) === '2h'
  const sure = (second.category[0]?.probability ?? 0) >= SURE
  return sure && isUrgent(told.second) && !isUrgent(told.main) ? turned : told
}

function calledMain(turns: readonly Turn[]): boolean {
  return turns.some(({ role, text }) => role === 'caller' && saysMain.test(text) && !saysNotMain.test(text))
}

function tierOf({ turns, prediction }: Matter, { taxonomy, lexicon }: Pick<City, 'taxonomy' | 'lexicon'>): Tier {
  const leaf = taxonomy.leaf(prediction.category[0]?.label ?? '')
  const type = prediction.appealType[0]?.label as AppealType | undefined
  if (!leaf || type === '建议') return '15d'
  if (type === '表扬') return '7d'
  if (type === '咨询') return leaf.tier === '2h' ? '24h' : leaf.tier
  const facts = findUrgentFacts(turns.map(({ role, text }) => ({ role, ...normalise(text) })))
  return changeTier({ code: leaf.code, tier: leaf.tier, facts, lists: lexicon.categories.urgency }).tier
}
