import { surnameOf } from '../../../text/surnames.ts'
import type { Candidates } from './candidate.ts'
import { wholeName } from './given-name.ts'
import type { HeardTurn, Hearing } from './heard-turn.ts'
import { speaksOfAnother } from './third-party.ts'

const clause = /(?<=^|[，。！、\s])[\u4e00-\u9fff]{2,4}(?=[，。！、\s]|$)/g
const relation =
  /我是(?:他|她|老人|老太太|孩子|患者|病人)?的?(?:闺女|女儿|儿子|儿媳妇?|媳妇|女婿|孙子|孙女|爱人|老伴�?|妻子|丈夫|妈妈?|爸爸?|母亲|父亲|姐姐?|哥哥?|弟弟?|妹妹?)，$/

/** 「尚，和尚的尚，尚雨桐」 and 「我是他儿子，董磊」: a whole name that nobody asked for, beside what marks it as his own. */
export function readUnasked({ text, index, spelled }: HeardTurn, names: Candidates): void {
  if (spelled.length === 0 && !text.includes('我是')) return
  for (const match of text.matchAll(clause)) {
    const [name] = match
    const parts = wholeName(name)
    if (!parts) continue
    const start = match.index
    const end = start + name.length
    if (spelled.some((other) => other.start < end && start < other.end)) continue
    const explained = spelled.find(
      (other) =>
        (other.character === parts.surname && other.end <= start && start - other.end <= 2) ||
        (start <= 2 && name.includes(other.character) && other.start >= end && other.start - end <= 8),
    )
    if (
      explained
        ? speaksOfAnother(text.slice(0, Math.min(start, explained.start)))
        : !relation.test(text.slice(0, start))
    )
      continue
    const mention = { turn: index, start, end: start + name.length }
    names.offer({ name, mention, full: true, spelled: false, strength: 0.85, ownTitle: null })
    return
  }
}

const dotted = /[\u4e00-\u9fff]{2,8}(?:·[\u4e00-\u9fff]{2,8}){1,3}/g
const ofHimself = /(?:我是|我叫|本人)[^。！？]{0,12}$/

/** 「我是阿依古丽，阿依古丽·买买提」. */
export function readDotted({ text, index, asked }: HeardTurn, names: Candidates): void {
  if (!text.includes('·')) return
  for (const match of text.matchAll(dotted)) {
    const before = text.slice(0, match.index)
    if (speaksOfAnother(before) || !(asked || ofHimself.test(before))) continue
    const name = match[0].replace(/^(?:我是|我叫|是|叫)/, '')
    const end = match.index + match[0].length
    const mention = { turn: index, start: end - name.length, end }
    names.offer({ name, mention, full: true, spelled: false, strength: 0.85, ownTitle: null })
    return
  }
}

/** 「弓长张还是立早章」「后一个」: the agent offers two ways to write the surname. */
export function readChoice({ text, index, question }: HeardTurn, names: Candidates, hearing: Hearing): void {
  if (!question.includes('还是')) return
  const offered = hearing.spelledIn(index - 1)
  const [first, second] = offered
  if (offered.length !== 2 || !hearing.soundsAlike(first!.character, second!.character)) return
  const order = /(?<first>前|头|第一|先)|(?<second>后|第二)/.exec(text.slice(0, 8))?.groups
  const chosen = order?.first ? first : order?.second ? second : undefined
  if (!chosen || surnameOf(chosen.character) === null) return
  const mention = { turn: index, start: 0, end: Math.min(text.length, 3) }
  names.add({ name: chosen.character, mention, full: false, spelled: true, strength: 0.85, ownTitle: null })
}
