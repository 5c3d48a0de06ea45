import type { Candidate } from './candidate.ts'
import type { Hearing } from './heard-turn.ts'
import { manTitles, recordedTitle, type Title, womanTitles } from './titles.ts'

const end = '(?=[，。！、\\s了]|$)'
const anywhere: readonly [RegExp, Title][] = [
  [/我(?:是|一)(?:个)?男(?:的|士|同志)|(?<!管我|还)叫(?:我)?先生|不是女士|我(?:可)?(?:是)?(?:一)?大老爷们/, '先生'],
  [
    /我(?:是|一)(?:个)?女(?:的|士|同志)|(?<!管我|还)叫(?:我)?女士|不是先生|我(?:是)?(?:一)?(?:个)?(?:女的|妇女)/,
    '女士',
  ],
  [
    new RegExp(`我(?:一个|是|可是|这|这个|也是)?(?:个)?(?:退休)?(?:大妈|阿姨|大姐|大娘|老太太|老太婆|奶奶)${end}`),
    '女士',
  ],
  [new RegExp(`我(?:一个|是|可是|这|这个|也是)?(?:个)?(?:退休)?(?:大叔|大爷|大哥|老头儿?|老汉|爷们儿?)${end}`), '先生'],
]
const besideName: readonly [RegExp, Title][] = [
  [
    /(?:^|[，。！、\s]|我|是|姓.)(?:个)?(?:女的|女士|女同志|女性|女|一?个?女的|退休老太太|老太太)(?=[，。！、\s]|就|吧|的?电话|手机|$)/,
    '女士',
  ],
  [
    /(?:^|[，。！、\s]|我|是|姓.)(?:个)?(?:男的|先生|男同志|男性|男|老爷们儿?|退休老头儿?|老头儿?)(?=[，。！、\s]|一个|就|吧|的?电话|手机|$)/,
    '先生',
  ],
]
const sexAfterName = /^(男|女)(?:的|士|$|[，。\s])/
const titleAfterName = new RegExp(`^(?:${womanTitles}|${manTitles})`)

/** Man or woman by the caller's own words: 「我是女的」 anywhere, 「姓康，女的」, 「麦先生」 in the turn of the name or the next. */
export function ownTitle(surname: string, chosen: Candidate, { turns }: Hearing): Title | null {
  const callers = turns.filter(({ role }) => role === 'caller')
  for (const [pattern, title] of anywhere) if (callers.some(({ text }) => pattern.test(text))) return title
  for (const { role, text } of turns.slice(chosen.mention.turn, chosen.mention.turn + 3)) {
    if (role !== 'caller') continue
    const beside = titleBeside(surname, text)
    if (beside) return beside
    for (const [pattern, title] of besideName) if (pattern.test(text)) return title
  }
  return null
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
