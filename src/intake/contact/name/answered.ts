import { surnameOf } from '../../../text/surnames.ts'
import type { Candidates } from './candidate.ts'
import { couldBeGiven } from './given-name.ts'
import type { HeardTurn, Hearing } from './heard-turn.ts'
import { nameAt } from './name-at.ts'
import { anyTitle } from './titles.ts'

const fillers =
  /^(?:[，。！、\s]|嗯+|啊|哎|唉|哦|噢|呃|那个|那|我|就|是|叫|哈|行|好的?|对|您好|你好|这样啊?|免贵|复姓)*/
const titledClause = new RegExp(`^[\\u4e00-\\u9fff]{1,2}(?:${anyTitle})$`)

/** The answer to 您贵姓: 「王建国」, 「王，三横王」, 「林女士」; the name may come after another answer: 「可以啊，李秀英」. */
export function readAnswer({ text, index, asked, spelled }: HeardTurn, names: Candidates, { syllables }: Hearing) {
  if (!asked) return
  const lead = fillers.exec(text)![0].length
  const take = (at: number, how: { strength: number; bareSurname: boolean }) => {
    const cue = { ...how, strict: true, asked: true, explicit: false }
    const found = nameAt({ turn: index, text, at, cue, syllables })
    return found !== null && names.offer(found)
  }
  if (take(lead, { strength: 0.85, bareSurname: true })) return
  for (const match of text.matchAll(/[，。！、\s]/g)) {
    const at = match.index + 1
    if (at <= lead || spelled.some(({ start, end }) => start <= at && at < end)) continue
    const clause = /^[^，。！、？\s]*/.exec(text.slice(at))![0]
    if (!/^[\u4e00-\u9fff]{2,4}$/.test(clause) || surnameOf(clause) === null) continue
    if (!titledClause.test(clause) && !couldBeGiven(clause.slice(1))) continue
    if (take(at, { strength: 0.6, bareSurname: false })) return
  }
}
