import { surnameOf } from '../../../text/surnames.ts'
import { isTitle } from './titles.ts'

/** Characters that stand behind a surname-like character in running talk, not in given names. */
const notGiven = new Set([
  ...'我你您他她它们的了是在就这那不没有和跟也都还电话手机号吧呢啊吗嘛哦呀住叫姓什么怎哪个儿哎嗯想要问说反映打投诉去给对把被让请谢拨免先女士区楼岁号点钟某，。',
])
const notGivenWords = new Set(
  '家住 家里 家在 和我 小区 月份 来电 年轻 生气 单元 来自 家的 一个 一下 没有 因为 现在'.split(' '),
)
/** Surnames that begin a sentence as words more often than as names. */
const wordLike = new Set([...'都路名氏来时党但闭平直连支应查管单常向明满成解计全关干习开通强'])

export const couldBeGiven = (characters: string) => [...characters].every((character) => !notGiven.has(character))
export const isWordLikeSurname = (surname: string) => wordLike.has(surname)

/** The one or two characters of a given name that a text begins with; '' when it begins with none. */
export function givenNameAt(text: string): string {
  const run = /^[\u4e00-\u9fff]{1,3}/.exec(text)?.[0] ?? ''
  let given = ''
  for (const [index, character] of [...run.slice(0, 2)].entries()) {
    if (notGiven.has(character) || notGivenWords.has(run.slice(index, index + 2))) break
    given += character
  }
  // 「李明女士」 ends by its title.
  return given.length === 2 && /[女先]$/.test(given) ? given[0]! : given
}

export interface WholeName {
  surname: string
  given: string
}

/** The parts of a text that is nothing but a surname and one or two characters of a given name; null for any other. */
export function wholeName(text: string): WholeName | null {
  const surname = surnameOf(text)
  const given = surname === null ? '' : text.slice(surname.length)
  if (surname === null || given === '' || given.length > 2 || !couldBeGiven(given) || isTitle(text)) return null
  return { surname, given }
}
