export type Title = '女士' | '先生'

/** What stands behind a surname in the record: 某 where nobody said man or woman. */
export type RecordedTitle = Title | '某'

/** Alternatives of a regular expression, without a group. */
export const womanTitles =
  '女士|小姐|阿姨|大妈|大姐|大娘|大婶|大嫂|婶子|婶儿|婶|奶奶|姥姥|姐姐|姐|妹子|太太|姑娘|美女|嫂子|嫂|老太太|老太'
export const manTitles = '先生|男士|大爷|大叔|大哥|叔叔|叔|伯伯|爷爷|哥|兄弟|小伙子|大伯|老爷子|老头儿?|老汉'
/** Titles that tell neither man nor woman. */
export const neutralTitles =
  '师傅|老师|会计|经理|主任|医生|大夫|工|总|老板|同学|书记|律师|教授|同志|队长|班长|校长|护士|司机|部长|科长|站长|店长|主管|助理|秘书|楼门长|楼长|组长'
export const anyTitle = `${womanTitles}|${manTitles}|${neutralTitles}`

const woman = new RegExp(`^(?:${womanTitles})$`)
const man = new RegExp(`^(?:${manTitles})$`)
const leading = new RegExp(`^(?:${anyTitle})`)
const whole = new RegExp(`^(?:${anyTitle})$`)

/** How somebody called by this title is recorded. */
export function recordedTitle(word: string): RecordedTitle {
  if (woman.test(word)) return '女士'
  return man.test(word) ? '先生' : '某'
}

/** The title that a text begins with, or null; 王工地 and 王总是 do not call anybody. */
export function titleAt(text: string): string | null {
  const title = leading.exec(text)?.[0]
  if (title === undefined) return null
  if (title === '工' && /^工(?:地|作|资|厂|人|程)/.test(text)) return null
  if (title === '总' && !/^总(?:[，。！、？\s]|吧|就|$)/.test(text)) return null
  return title
}

export const isTitle = (word: string) => whole.test(word)
