import type { Candidate } from './candidate.ts'
import type { Hearing } from './heard-turn.ts'
import { manTitles, recordedTitle, type Title, womanTitles } from './titles.ts'

const end = '(?=[，。！、\\s了]|$)'
/** What the caller says of himself wherever he says it. */
const anywhere: readonly [RegExp, Title][] = [
  [
    /我(?:是|一)(?:个)?男(?:的|士|同志)|(?<!管我|还|不用|甭|别)叫(?:我)?先生|不是女士|我(?:可)?(?:是)?(?:一)?大老爷们|我[^。！？]{0,14}，男的(?=[，。]|$)/,
    '先生',
  ],
  [
    /我(?:是|一)(?:个)?女(?:的|士|同志)|(?<!管我|还|不用|甭|别)叫(?:我)?女士|不是先生|我(?:是)?(?:一)?(?:个)?(?:女的|妇女)|我[^。！？]{0,14}，女的(?=[，。]|$)/,
    '女士',
  ],
  [
    new RegExp(`我(?:一|一个|是|可是|这|这个|也是)?(?:个)?(?:退休)?(?:大妈|阿姨|大姐|大娘|老太太|老太婆|奶奶)${end}`),
    '女士',
  ],
  [
    new RegExp(`我(?:一|一个|是|可是|这|这个|也是)?(?:个)?(?:退休)?(?:大叔|大爷|大哥|老头儿?|老汉|爷们儿?)${end}`),
    '先生',
  ],
]
const women = '女的|女士|女同志|女性|女|一?个?女的|退休老太太|老太太|大妈|阿姨|大姐|大娘|大婶|大嫂|婶子|奶奶|姥姥|姐'
const men = '男的|先生|男士|男同志|男性|男|老爷们儿?|爷们儿?|退休老头儿?|老头儿?|大爷|大叔|大哥|大伯|叔|哥|爷爷|老爷子'
const daughters = '闺女|女儿|儿媳妇?|孙女|外孙女|妈妈?|母亲|媳妇|妻子|老婆|姐姐?|妹妹'
const sons = '儿子|女婿|孙子|外孙|爸爸?|父亲|丈夫|老公|哥哥?|弟弟?'
const kinOf = (kin: string) =>
  `(?:我就?是|姓.，|姓..，)(?:他|她|老人|老太太|孩子|患者|病人|业主|户主|本人)?的?(?:${kin})(?=[，。]|$)`
const besides = (words: string) =>
  `(?:^|[，。！、\\s]|我|是|姓.|叫|写)(?:个)?(?:${words})(?=[，。！、\\s]|一个|就|吧|得了|的?电话|手机|$)`
/** What stands beside the name: 「姓康，女的」, 「我姓金，大爷」. */
const besideName: readonly [RegExp, Title][] = [
  [new RegExp(besides(women)), '女士'],
  [new RegExp(besides(men)), '先生'],
]
/** Less sure: he may name another's relation. */
const kin: readonly [RegExp, Title][] = [
  [new RegExp(kinOf(daughters)), '女士'],
  [new RegExp(kinOf(sons)), '先生'],
]
const clause = new RegExp(`(?:^|[，。！、\\s])(?:就)?(?:(${womanTitles})|(?:${manTitles}))(?=[，。！、\\s]|就|吧|$)`)
const sexAfterName = /^(男|女)(?:的|士|$|[，。\s])/
const titleAfterName = new RegExp(`^(?:${womanTitles}|${manTitles})`)

/** Man or woman by the caller's own words: 「我是女的」 anywhere, 「姓康，女的」, 「麦先生」 in the turn of the name or the next. */
export function ownTitle(
  surname: string,
  chosen: Candidate,
  { turns }: Hearing,
): { title: Title; sure: number } | null {
  const callers = turns.filter(({ role }) => role === 'caller')
  for (const [pattern, title] of anywhere)
    if (callers.some(({ text }) => pattern.test(text))) return { title, sure: 0.94 }
  const { turn, start } = chosen.mention
  for (const [offset, { role, text }] of turns.slice(turn, turn + 3).entries()) {
    if (role !== 'caller') continue
    const beside = titleBeside(surname, text)
    if (beside) return { title: beside, sure: 0.94 }
    // Well before the name he speaks of others.
    const own = offset === 0 ? text.slice(Math.max(0, start - 12)) : text
    for (const [pattern, title] of besideName) if (pattern.test(own)) return { title, sure: 0.94 }
    for (const [pattern, title] of kin) if (pattern.test(own)) return { title, sure: 0.85 }
  }
  return null
}

/** A clause that is nothing but a title: 「大妈，我六十八了」. */
export function titleClause(text: string): Title | null {
  const match = clause.exec(text)
  return match && (match[1] ? '女士' : '先生')
}

/** 「康女的」, 「麦先生」. */
function titleBeside(surname: string, text: string): Title | null {
  for (let at = text.indexOf(surname); at >= 0; at = text.indexOf(surname, at + 1)) {
    const after = text.slice(at + surname.length)
    const sex = sexAfterName.exec(after)?.[1]
    if (sex) return sex === '女' ? '女士' : '先生'
    const title = recordedTitle(titleAfterName.exec(after)?.[0] ?? '')
    if (title !== '某') return title
  }
  return null
}
