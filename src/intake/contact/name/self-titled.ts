import { surnameOf } from '../../../text/surnames.ts'
import type { Candidates } from './candidate.ts'
import { couldBeGiven } from './given-name.ts'
import type { HeardTurn, Hearing } from './heard-turn.ts'
import { nameAt } from './name-at.ts'
import { speaksOfAnother } from './third-party.ts'
import { anyTitle, manTitles, neutralTitles, womanTitles } from './titles.ts'

const clauseOf = (titles: string) =>
  new RegExp(
    `(?:(?:^|[，。！、\\s0-9])(?:那|您|你)?就?|的|就?写|就?记|就?叫|是)([\\u4e00-\\u9fff]{1,2}?)(${titles})(?=[，。！、？\\s0-9]|吧|就|得了|来电|电话|手机|打|$)`,
    'g',
  )
const anyTitled = clauseOf(anyTitle)
const womanOrMan = clauseOf(`${womanTitles}|${manTitles}`)
/** 「我是行政的时经理」. */
const post = new RegExp(`我是[^，。]{0,8}?的([\\u4e00-\\u9fff])(${neutralTitles})(?=[，。]|$)`, 'g')
const staff = /(?:客服|经理|工作人员|接线员|接电话的|办事员|民警|医生)[^，。]{0,3}$/

/** 「易女士，158…」, 「业委会的舒女士」, 「就写羿女士」: a clause of its own that is a surname and a title. */
export function readSelfTitled({ text, index, asked }: HeardTurn, names: Candidates, { syllables }: Hearing): void {
  const clauses = asked ? anyTitled : womanOrMan
  for (const match of [...text.matchAll(clauses), ...text.matchAll(post)]) {
    const [whole, surname, title] = match as unknown as [string, string, string]
    const at = match.index + whole.lastIndexOf(surname + title)
    const head = text.slice(Math.max(0, at - 6), at).replace(/[，。\s]+$/, '')
    const known = surnameOf(surname) === surname || (asked && surname.length === 1 && couldBeGiven(surname))
    if (!known || speaksOfAnother(head) || staff.test(head)) continue
    const cue = { strength: asked ? 0.9 : 0.75, strict: false, bareSurname: false, asked, explicit: true }
    const found = nameAt({ turn: index, text, at, cue, syllables })
    if (found) names.offer(found)
    return
  }
}
