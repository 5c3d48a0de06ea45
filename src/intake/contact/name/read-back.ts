import { surnameOf } from '../../../text/surnames.ts'
import { affirms, denies } from '../../assent.ts'
import type { Candidates } from './candidate.ts'
import { couldBeGiven } from './given-name.ts'
import type { HeardTurn, Hearing } from './heard-turn.ts'
import { manTitles, womanTitles } from './titles.ts'

const asks = '(?:，)?(?:对吗|对吧|对不对|是吗|是吧|吗|吧|？)'
const readsName = new RegExp(`(?:您是|是|叫|姓名|名字是?)([\\u4e00-\\u9fff]{2,4}?)(?:女士|先生)?${asks}`)
const readsTitled = new RegExp(`(?:^|[，。！、\\s好是])([\\u4e00-\\u9fff]{1,2})(?:${womanTitles}|${manTitles})${asks}`)

/** The agent names the caller and he agrees: 「是王建国女士吗」「对」. */
export function readReadBack({ text, index, question }: HeardTurn, names: Candidates, hearing: Hearing): void {
  if (question === '' || !affirms(text) || denies(text)) return
  const mention = { turn: index, start: 0, end: Math.min(text.length, 2) }
  const titled = readsTitled.exec(question)?.[1]
  if (titled && surnameOf(titled) === titled && names.size === 0) {
    names.add({ name: titled, mention, full: false, spelled: false, strength: 0.85, ownTitle: null })
    return
  }
  const read = readsName.exec(question)
  const name = read?.[1]?.replace(/[女先]$/, '') ?? ''
  const surname = surnameOf(name)
  const { last } = names
  // 「平台叫易享贷，是吗」 is not about him.
  if (read && !last && !/您|名|女士|先生/.test(read[0])) return
  if (surname === null || !couldBeGiven(name.slice(surname.length))) return
  if (last && !hearing.soundsAlike(last.name, name)) return
  const full = name.length > surname.length
  names.add({ name, mention, full, spelled: false, strength: 0.9, ownTitle: last?.ownTitle ?? null })
}
