import type { Mention } from '../../evidence.ts'
import { phoneWords } from './phone-words.ts'

/** One clause: no number is to be kept or called. */
const refuses =
  /(?:电话|手机|号码|联系方式|号儿?(?![楼院门房店摊线])|座机)[^，。]{0,8}?(?:就)?(?:不|别|甭|莫|算了|免了|免)(?:用|要|想|必|方便|愿意?)?(?:再)?(?:让(?:他们|人|谁)?)?(?:留|给(?!人|他|她)|记|报|说|提供|打|回|登记|了|$)|(?:不|别|甭|莫|没法|没必要|不用|不想|不愿意?|不便|不方便|不太方便|不肯|不要)(?:再)?(?:给您?|给你们?|跟您?|跟你们?)?(?:留|给|记|说|提供|透露|报|登记)(?:我)?(?:的)?(?:电话|号码?|手机|联系)|不用(?:给我)?(?:回访|回电|联系我|打电话)|(?:别|不要|不必|甭|莫)(?:再)?(?:给我)?(?:回电|联系我|打电话(?!给[^我])|打给我(?!妈|爸|老|爱|媳|儿|女|闺|孩|朋|同|家|姐|哥|弟|妹|奶|爷)|给我打|打过来)|^(?:也)?别(?:回)?打(?:我|给我|过来)?$|(?:千万|可)别(?:往回|再|给我)?打(?:我|回来|过来)?$|别往[^，。]{0,4}号[^，。]{0,2}打/
/** One clause that refuses without saying what: counts when the agent asked for a number. */
const refusesBarely =
  /^(?:嗯|哎|那|我|就|都|还是|这个?|什么|啥|也)*(?:不留|不说|不用|不必|不了|不想|不愿|不方便|不便|甭留|别留|别记|算了|匿名|免了|不提供|不登记|不报|不告诉|不给)[^，。]{0,4}$/
const leavesNothing = /^(?:就|都|我)*(?:不|别|甭)(?:想|方便)?留(?:了|吧)?$/
const asksName = /姓名吗|称呼吗|贵姓吗/
const asksNameOnly = /[姓名]|称呼/

/** Where the caller says that he leaves no number; null when he does not. */
export function refusedPhone(said: { index: number; text: string; question: string }): Mention | null {
  const asked = phoneWords.test(said.question) && !asksName.test(said.question)
  const namesOnly = asksNameOnly.test(said.question) && !phoneWords.test(said.question)
  for (const match of said.text.matchAll(/[^，。！？；\s]+/g)) {
    const [clause] = match
    const barely = refusesBarely.test(clause) && (asked || (leavesNothing.test(clause) && !namesOnly))
    if (refuses.test(clause) || barely)
      return { turn: said.index, start: match.index, end: match.index + clause.length }
  }
  return null
}
