import { singleSurnames } from '../../text/surnames.ts'
import { findNameLike } from '../name-like.ts'
import type { Span } from './target-candidate.ts'

/** How a person is told: by a nickname, by what others call him, by his full name, or as the landlord, the neighbour so-and-so. */
export type PersonHow = 'nickname' | 'calledHim' | 'fullName' | 'role'

export interface Person extends Span {
  how: PersonHow
}

/** Surnames that with 老 or 小 before them are everyday words: 老师, 老年, 老房, 小时. */
const everydayWord = '师年房楼店时乡城街区旧干党员工母爸妈姨公路门化头院车毛宁车相云'
const surname = `[${[...singleSurnames].filter((character) => !everydayWord.includes(character)).join('')}]`
const han = '[\\u4e00-\\u9fff]'
/** 长老, 敬老, 元老: no old so-and-so. */
const beforeOld = '[年古长养敬元大]'
const role =
  '(?:二?房东|包工头|工头|老板|户主|房主|邻居|主播|看门的|(?:看|管|卖|收|开|修|养)[\\u4e00-\\u9fff]{1,3}的|(?:[一二三四五六七八九十0-9]{1,3}[楼层])?(?:[东西南北][边头])?(?:那家|那户))'
const after = '(?=[，。！？；、”」』"\\s]|家|头|他|说|就|也|又|还|都|不|是|在|把|那|的|住|和|跟|$)'
/** 老韩, 韩老三, 韩哥. */
const nickname = new RegExp(
  `(?:(?<!${beforeOld})老${surname}(?:头儿?)?|${surname}老[大二三四五六七八幺]|(?<=[叫是的])${surname}[哥姐总叔婶]|(?<=的)小${surname})${after}`,
  'g',
)
const withRole = new RegExp(`${role}老${surname}(?:头儿?)?${after}`, 'g')
/** 「都喊他三子」, 「大伙儿管他叫二锁」. */
const calledHim = new RegExp(`(?:叫|喊)(?:他|她)(?:叫)?[“「『"]?(${han}{2,3})(?=[，。！？”」』"\\s]|$)`, 'g')
/** 「姓戈的，戈老四」, 「老贠家的，贠德才」. */
const afterSurname = new RegExp(`[姓老](${han})(?:家)?(?:的)?，(?:就?叫)?(\\1${han}{1,2})(?=[，。！？；\\s]|$)`, 'g')
/** 「大名就是谭金发」. */
const afterIs = new RegExp(`(?:就是|[叫是])(${surname}${han}{1,2})(?=[，。！；]|$)`, 'g')

/** Persons who may be complained about, by the names their neighbours use. */
export function persons(text: string): Person[] {
  const found: Person[] = []
  const add = (how: PersonHow, start: number, words: string) => {
    const end = start + words.length
    if (!found.some((other) => other.start === start && other.end === end)) found.push({ how, start, end })
  }
  for (const match of text.matchAll(withRole)) add('role', match.index, match[0])
  for (const match of text.matchAll(nickname)) add('nickname', match.index, match[0])
  for (const match of text.matchAll(calledHim))
    add('calledHim', match.index + match[0].lastIndexOf(match[1]!), match[1]!)
  for (const match of text.matchAll(afterSurname))
    add('fullName', match.index + match[0].lastIndexOf(match[2]!), match[2]!)
  for (const match of text.matchAll(afterIs)) add('fullName', match.index + match[0].lastIndexOf(match[1]!), match[1]!)
  for (const { start, end } of findNameLike(text)) add('fullName', start, text.slice(start, end))
  return found
}
