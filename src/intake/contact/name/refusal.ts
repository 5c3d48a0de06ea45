import type { Mention } from '../../evidence.ts'
import type { HeardTurn } from './heard-turn.ts'

const anonymous = /(?<![不别用])匿名(?!的吗)/
const refusal =
  /没名没姓|不留姓|匿名|不(?:想|愿意?|方便|便|用|必|需要|肯)?(?:透露|留名|留姓名|说名字|说姓名|留名字|登记姓名|告诉你?们?(?:我)?(?:姓|名)|提供姓名|报名字|说姓|实名)|(?:名字|姓名|名儿|贵姓|姓)[^，。]{0,5}(?:就)?(?:不(?:说|留|报|写|提|告诉|登记|透露|用|必|方便|想)|免了|算了|保密吧)|不留名|别(?:问|记|写)(?:我)?(?:的)?(?:名|姓)|不(?:想|方便|愿意?)说|名就不留|您(?:就)?别问我(?:姓|叫)|甭(?:管|问)我(?:姓|叫)|不告诉你|什么都不(?:想)?留|(?:都|啥也|什么也)不留/

export interface Refusal extends Mention {
  /** 匿名: a surname said before or beside it is not recorded either; a refusal of the given name leaves it. */
  kind: 'anonymous' | 'name' | 'given'
}

/** Where the caller says that he leaves no name; words that refuse without naming what count only after the question. */
export function refusedName({ text, index, asked }: HeardTurn): Refusal | null {
  const refused = refusal.exec(text)
  if (!refused || !(asked || /匿名|姓|名/.test(refused[0]))) return null
  const [words] = refused
  const kind = anonymous.test(text) ? 'anonymous' : /^(?:名字|名儿|全名)/.test(words) ? 'given' : 'name'
  return { turn: index, start: refused.index, end: refused.index + words.length, kind }
}
