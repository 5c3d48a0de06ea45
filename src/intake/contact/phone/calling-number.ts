import type { DigitRun } from '../../../text/phone-digits.ts'
import { affirms, denies } from '../../assent.ts'
import type { Mention } from '../../evidence.ts'
import { subjectWords } from './number-owner.ts'
import { phoneWords } from './phone-words.ts'

const thisNumber =
  /(?:就|打|用|留|是|拨|还是)?(?:我?(?:现在|正)?(?:打|用|拨)(?:过来|进来|电话|来|着)?的?)?(?:这个|本|这|来电|当前|现在(?:这)?个?)(?:的)?(?:来电|打来)?的?(?:电话号码?|电话|手机号?|号码|号儿|号|座机)|来电(?:显示)?(?:的)?(?:这个|那个|号码?|就行|就可以)|显示的(?:那个|这个)|就(?:是)?(?:打|用|留)?(?:这个|来电|它)(?=$|[，。！、\s]|就|吧|可以|能|行|呗|啊|呢|幺|[0-9一二三])|(?:我)?(?:现在)?打(?:过来|进来|电话)?(?:的)?这个(?:就|可以|行|能)?|(?:手机|电话|号码?)就?是(?:现在)?(?:这个|来电|本机)(?:来电|的)?(?=$|[，。！、\s]|就|吧)|本机|现在打的/
const offersIt =
  /(?:这个|现在|来电|当前|打来|打过来|打进来|本机|正在(?:用|打))[^，。？]{0,8}(?:号码?|电话|手机|座机)|(?:号码?|电话)就是(?:您)?(?:现在|来电)|来电(?:显示)?(?:的)?(?:这个)?(?:可以|吗|号)|用(?:您的?)?来电|(?:电话|号码?|手机)(?:就|还)?是?(?:打|用|留)?您?这个(?=[？吗吧么])|号码?(?:就|还)?是(?:您)?(?:打来|打过来|来电|现在|这)[^，。]{0,4}(?:吗|么|？)/
/** The number on the display may be called. */
const permits =
  /(?:电话|号码?|手机|来电)[^，。别不]{0,6}(?:可以|能|随便|要|都)(?:打|联系|接|找)|(?:有显示|显示的?(?:那个|号)|屏幕上|来电显示)(?!.{0,4}(?:不|别))|[你您]们?(?:那儿?|这儿?)?(?:都|不是)?有(?:我的?)?(?:号|电话)|(?:电话|号码?)[，]?[你您]们?(?:那儿?|这儿?)?(?:都|不是)?有|有事(?:就)?打|打(?:这个|我这个|现在这个)|(?:可以|能)打(?:过来|这个|我)|打过来(?:就|都)?(?:成|行|可以)|来电(?:号)?(?:能|可以)(?:打|联系)|按来电|打来电|发(?:个)?(?:短信|信息)/
const refusesIt =
  /别往[^，。]{0,4}号[^，。]{0,2}打|(?:千万|可)别(?:往回|再|给我)?打(?:我|回来|过来)?(?=[，。！]|$)|(?:别|不要|甭|不能|不)(?:给我)?(?:打|用|留|拨)(?:这个|来电|座机|我?现在|本机|单位)|(?:这个|这)(?:号|电话|手机)?(?!要是|如果|万一)[^，。]{0,6}(?:是(?:跟)?(?:借|别人|公用|同事|朋友|路人)|打不通|不是我|不能打|没人接|不方便)|电话是(?:跟人)?借|借的?(?:别人|同事|朋友|人家)/
const settlesOnIt = /(?:算了|乱了|还是|干脆|您就|不对|给我回|回我|回电)[^。]{0,8}(?:打我?这个|这个(?:号|吧)|来电)/
/** 「是这个座机？」「座机。」 */
const repeatsOffer = /^(?:座机|手机|这个)(?:[，。]|$)/
const isQuestion = /[？吗吧么]|可以|行不行|方便/

interface Said {
  index: number
  text: string
  question: string
  /** Digits that the caller gives in the same turn. */
  runs: readonly DigitRun[]
}

/** What the caller says of the number on the display. */
export class CallingNumber {
  agreed = false
  refused = false
  /** After giving numbers he settled on the calling one. */
  settled = false
  evidence: Mention[] = []

  constructor(readonly digits: string | null) {}

  agree(mention: Mention): void {
    this.agreed = true
    this.refused = false
    this.evidence = [mention]
  }

  /** 「就这个号」, 「这个是借的」, 「可以」 to 「打您来电号码可以吗」; true when that settles the turn. */
  hear(said: Said): boolean {
    const { index, text, question, runs } = said
    const last = runs.at(-1)
    if (last && settlesOnIt.test(text.slice(last.end))) this.settled = true
    if (refusesIt.test(text)) {
      this.refused = true
      return true
    }
    const own = thisNumber.exec(text)
    // 「…六六零五，就这个」 means the number just said.
    if (own && !/打|来电/.test(own[0]) && runs.some(({ digits, end }) => digits.length >= 10 && end <= own.index))
      return false
    if (own && meansDisplay(own, said)) {
      this.agree({ turn: index, start: own.index, end: own.index + own[0].length })
      return true
    }
    if (runs.length > 0 || !offersIt.test(question) || !isQuestion.test(question)) return false
    if (denies(text)) this.refused = true
    if (denies(text) || !(affirms(text) || repeatsOffer.test(text))) return false
    this.agree({ turn: index, start: 0, end: Math.max(1, text.length) })
    return true
  }

  /** 「不留了，你有号」: refusing to say a number, he lets the one on the display be called. */
  hearPermission({ index, text, question }: Said): boolean {
    const match = permits.exec(text)
    if (!match || !(phoneWords.test(question) || phoneWords.test(text) || /留|号/.test(text))) return false
    if (subjectWords.test(text.slice(Math.max(0, match.index - 6), match.index))) return false
    this.agree({ turn: index, start: match.index, end: match.index + match[0].length })
    return true
  }
}

function meansDisplay(own: RegExpExecArray, { text, question }: Said): boolean {
  const about = phoneWords.test(text) || phoneWords.test(question) || /来电|本机/.test(own[0])
  if (!about || /(?:不是|别打|不打|不用)$/.test(text.slice(0, own.index))) return false
  const clause = text.lastIndexOf('，', own.index) + 1
  return !subjectWords.test(text.slice(Math.max(clause, own.index - 10), own.index + own[0].length))
}
