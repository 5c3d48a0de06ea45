import { surnameOf } from '../../../text/surnames.ts'
import { denies } from '../../assent.ts'
import { couldBeGiven } from './given-name.ts'
import type { Hearing } from './heard-turn.ts'
import { titleClause } from './own-title.ts'
import { anyTitle, manTitles, type RecordedTitle, recordedTitle, type Title, womanTitles } from './titles.ts'

/** How the agent addressed the caller. */
export interface Called {
  /** A surname or a whole name. */
  name: string
  surname: string
  title: RecordedTitle
}

const calls = new RegExp(
  `(?:^|[，。！？、\\s好是的])([\\u4e00-\\u9fff]{1,4}?)(${womanTitles}|${manTitles}|师傅|老师|律师)(?=[，。！？、\\s您]|$|已|电话|回访|来电|对)`,
)

/** How the agent last called the caller by name without being contradicted: 「范秀兰女士，不好意思」. */
export function lastCalled(hearing: Hearing): Called | null {
  const { turns } = hearing
  for (let turn = turns.length - 1; turn >= 0; turn--) {
    const { role, text } = turns[turn]!
    const match = role === 'agent' ? calls.exec(text) : null
    if (!match) continue
    const answer = turns[turn + 1]
    if (answer?.role === 'caller' && (denies(answer.text) || hearing.spelledIn(turn + 1).length > 0)) continue
    const [, name, word] = match as unknown as [string, string, string]
    const surname = surnameOf(name)
    if (!surname || !couldBeGiven(name.slice(surname.length))) continue
    return { name, surname, title: recordedTitle(word) }
  }
  return null
}

const titles = new RegExp(anyTitle, 'g')
const addresses = /^(?:女士|先生|大爷|阿姨|大妈|大姐|大哥|小姐|叔叔)$/

/** The title by which the agent calls the bearer of a surname and is let; 女士您好 without the name is less sure. */
export function titleByAgent(surname: string, hearing: Hearing): { title: RecordedTitle; byName: boolean } | null {
  let address: Title | null = null
  let byName: RecordedTitle | null = null
  for (const [index, { role, text }] of hearing.turns.entries()) {
    if (role !== 'agent') continue
    const answer = hearing.turns[index + 1]?.text ?? ''
    if (/先生还是|女士还是/.test(text)) {
      byName = choice(answer) ?? byName
      continue
    }
    if (denies(answer) && /男|女|先生/.test(answer)) continue
    const used = titlesIn(text, surname, hearing)
    byName = used.byName ?? byName
    address = used.address ?? address
  }
  if (byName) return { title: byName, byName: true }
  return address && { title: address, byName: false }
}

function titlesIn(text: string, surname: string, hearing: Hearing) {
  const used: { address?: Title; byName?: RecordedTitle } = {}
  for (const match of text.matchAll(titles)) {
    const title = recordedTitle(match[0])
    const before = text.slice(Math.max(0, match.index - surname.length), match.index)
    if (before.length === surname.length && hearing.soundsAlike(before, surname)) used.byName = title
    else if (title !== '某' && addresses.test(match[0]) && /(?:^|[，。！？的\s好您下问])$/.test(before))
      used.address = title
  }
  return used
}

/** 「先生还是女士」 answered. */
function choice(answer: string): Title | null {
  if (/先生|男/.test(answer)) return '先生'
  return /女/.test(answer) ? '女士' : titleClause(answer)
}
