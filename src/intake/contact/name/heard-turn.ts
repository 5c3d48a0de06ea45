import type { NormalisedTurn } from '../../../text/normalise.ts'
import type { SyllableIndex } from '../../../text/pinyin.ts'
import { findSpelledCharacters, type SpelledCharacter } from '../../../text/spelled-character.ts'

/** One turn of the caller, with what the agent had just asked. */
export interface HeardTurn {
  readonly index: number
  readonly text: string
  /** The agent's turn before; '' when the caller speaks first or goes on. */
  readonly question: string
  /** The agent asked who is calling. */
  readonly asked: boolean
  /** The agent asked for the name or how it is written. */
  readonly aboutName: boolean
  /** Characters that the caller explained, without those he ruled out (不是弓长张). */
  readonly spelled: readonly SpelledCharacter[]
}

const asksName =
  /怎么登记|[Nn]ame|联系人|怎么联系|贵姓|称呼|登记谁|姓氏|怎么记|留.{0,4}名|怎么称呼|如何称呼|怎么称乎|称呼您|姓名|您(?:叫|姓)|叫什么|名字|尊姓|哪位|姓什么|什么名|怎么叫|全名|大名|称谓/
/** 「小区叫什么」: the name of something else, or of somebody else. */
const asksOthersName =
  /(?:小区|店|公司|单位|机构|项目|平台|学校|医院|养老院|村|厂|路|街|楼|楼盘|软件|对方|他们?|她们?|孩子|老人|品牌|商家|企业|产品|开发商|物业|组织|师傅|司机|老师|护士|大夫|工地|园)(?:的)?(?:全称?|具体)?(?:叫什么(?:名字?)?|(?:什么)?名字|全名|大名|怎么称呼)/g
const asksCharacters = /哪个字|哪一个|哪个[，。？]|哪个$|哪几个|怎么写|什么字|是.{1,6}的.{1,2}吗|哪俩/
const ruledOut = /(?:不是(?:那个)?|别(?:给)?写成?|写成|当成|弄成|不念).{0,2}$/
/** 「跟旁边的旁不一样」, 「纽扣的纽换金字旁」. */
const ruledOutAfter = /^(?:那个)?(?:字)?(?:不一样|不同|换|去掉|一样念|一个音|同音)/

export const asksForName = (question: string) => asksName.test(question.replace(asksOthersName, ''))

/** The turns of a call as the readers of the name hear them; characters that are spelled out are looked for once a turn. */
export class Hearing {
  readonly #spelled = new Map<number, readonly SpelledCharacter[]>()

  constructor(
    readonly turns: readonly NormalisedTurn[],
    readonly syllables: SyllableIndex,
  ) {}

  heard(index: number): HeardTurn {
    const { text } = this.turns[index]!
    const before = this.turns[index - 1]
    const question = before?.role === 'agent' ? before.text : ''
    const spelled = this.spelledIn(index).filter(
      ({ start, end }) =>
        !ruledOut.test(text.slice(Math.max(0, start - 6), start + 2)) && !ruledOutAfter.test(text.slice(end, end + 8)),
    )
    const asked = asksForName(question)
    const aboutName =
      asked || asksCharacters.test(question) || (question !== '' && this.spelledIn(index - 1).length > 0)
    return { index, text, question, asked, aboutName, spelled }
  }

  spelledIn(index: number): readonly SpelledCharacter[] {
    const known = this.#spelled.get(index)
    if (known) return known
    const found = findSpelledCharacters(this.turns[index]?.text ?? '', this.syllables)
    this.#spelled.set(index, found)
    return found
  }

  /** Every character of the shorter sounds like its fellow. */
  soundsAlike(a: string, b: string): boolean {
    const { length } = a.length < b.length ? a : b
    for (let at = 0; at < length; at++) if (!this.syllables.sameSound(a[at]!, b[at]!)) return false
    return true
  }
}
