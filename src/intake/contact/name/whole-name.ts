import { surnameOf } from '../../../text/surnames.ts'
import type { Candidates } from './candidate.ts'
import { couldBeGiven } from './given-name.ts'
import { asksForName, type HeardTurn, type Hearing } from './heard-turn.ts'
import { titleAt } from './titles.ts'

interface Named {
  name: string
  start: number
}

interface Search {
  heard: HeardTurn
  /** What is known of the name. */
  known: string
  /** Where in the turn to begin. */
  from: number
  hearing: Hearing
}

/** 「姓章，立早章，章慧敏」: the whole name comes after the surname, here or in a later turn about the name. */
export function readWholeName(heard: HeardTurn, names: Candidates, hearing: Hearing): void {
  const { last } = names
  if (!last || last.full) return
  const { index, question } = heard
  const from = last.mention.turn === index && !asksForName(question) ? last.mention.end : 0
  const search = { heard, known: last.name, from, hearing }
  const found = inClause(search) ?? afterSpelling(search) ?? asSpelled(search)
  if (!found) return
  const mention = { turn: index, start: found.start, end: found.start + found.name.length }
  names.add({ ...last, name: found.name, full: true, mention })
}

const clause = /(?:^|[，。！、\s是叫])([\u4e00-\u9fff]{2,4})(?=[，。！、\s的]|$)/g
/** 「仇恨的那个字」 explains the surname. */
const explanation = /^的(?:那个?)?(?:字|[\u4e00-\u9fff](?:[，。]|$))/

function inClause({ heard: { text, spelled }, known, from, hearing }: Search): Named | null {
  for (const match of text.matchAll(clause)) {
    const name = match[1]!.replace(/^(?:叫|我叫|全名|名字叫|是|就叫)+/, '')
    const start = match.index + match[0].length - name.length
    const end = start + name.length
    const surname = surnameOf(name) ?? (name.startsWith(known) ? known : null)
    if (start < from || !surname || !hearing.soundsAlike(surname, known)) continue
    if (explanation.test(text.slice(end)) || spelled.some((other) => other.start < end && start < other.end)) continue
    if (isGiven(name.slice(surname.length))) return { name, start }
  }
  return null
}

const isGiven = (text: string) => text !== '' && text.length <= 2 && couldBeGiven(text) && titleAt(text) === null

/** 「邢台的邢邢建民这电话…」: said without a pause, the name follows the explanation of its surname. */
function afterSpelling({ heard: { text, spelled }, known }: Search): Named | null {
  for (const { character, end } of spelled) {
    if (character !== known) continue
    const name = /^[\u4e00-\u9fff]{2,3}?(?=这|电话|手机|就|打|您|[，。]|$)/.exec(text.slice(end))?.[0]
    if (name?.startsWith(known) && isGiven(name.slice(known.length))) return { name, start: end }
  }
  return null
}

/** 「我姓王，…建设的建，国家的国」 where 王建国 was written somewhere as it sounds. */
function asSpelled({ heard: { text, spelled }, known, from, hearing }: Search): Named | null {
  const given = spelled.filter(({ start, character }) => start >= from && !hearing.soundsAlike(character, known))
  if (given.length === 0 || given.length > 2) return null
  const name = known + given.map(({ character }) => character).join('')
  for (let start = from; start + name.length <= text.length; start++)
    if (hearing.soundsAlike(name, text.slice(start, start + name.length))) return { name, start }
  return null
}
