import { surnameOf } from '../../../text/surnames.ts'
import type { Candidates } from './candidate.ts'
import { couldBeGiven } from './given-name.ts'
import { asksForName, type HeardTurn, type Hearing } from './heard-turn.ts'
import { titleAt } from './titles.ts'

const clause = /(?:^|[，。！、\s是叫])([\u4e00-\u9fff]{2,4})(?=[，。！、\s的]|$)/g

/** 「姓章，立早章，章慧敏」: the whole name comes after the surname, here or in a later turn about the name. */
export function readWholeName(heard: HeardTurn, names: Candidates, hearing: Hearing): void {
  const { last } = names
  if (!last || last.full) return
  const { text, index, spelled, question } = heard
  const from = last.mention.turn === index && !asksForName(question) ? last.mention.end : 0
  for (const match of text.matchAll(clause)) {
    const name = match[1]!.replace(/^(?:叫|我叫|全名|名字叫|是|就叫)+/, '')
    const start = match.index + match[0].length - name.length
    const end = start + name.length
    const surname = surnameOf(name) ?? (name.startsWith(last.name) ? last.name : null)
    const rest = surname ? name.slice(surname.length) : ''
    if (start < from || !surname || rest === '' || rest.length > 2 || !hearing.soundsAlike(surname, last.name)) continue
    // 「仇恨的那个字」 explains the surname.
    if (/^的(?:那个?)?(?:字|[\u4e00-\u9fff](?:[，。]|$))/.test(text.slice(end))) continue
    if (spelled.some((other) => other.start < end && start < other.end)) continue
    if (!couldBeGiven(rest) || titleAt(rest) !== null) continue
    names.add({ ...last, name, full: true, mention: { turn: index, start, end } })
    return
  }
  const given = spelled.filter(({ start, character }) => start >= from && !hearing.soundsAlike(character, last.name))
  if (given.length === 0 || given.length > 2) return
  const name = last.name + given.map(({ character }) => character).join('')
  const start = indexBySound(hearing, { text, name, from })
  if (start >= 0) names.add({ ...last, name, full: true, mention: { turn: index, start, end: start + name.length } })
}

function indexBySound(hearing: Hearing, { text, name, from }: { text: string; name: string; from: number }): number {
  for (let at = from; at + name.length <= text.length; at++) {
    if (hearing.soundsAlike(name, text.slice(at, at + name.length))) return at
  }
  return -1
}
