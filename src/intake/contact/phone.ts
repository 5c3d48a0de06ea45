import { phoneKind, startsLikeMobile } from '../../domain/phone.ts'
import type { NormalisedTurn } from '../../text/normalise.ts'
import { type DigitRun, findDigitRuns, findMisheardMobiles } from '../../text/phone-digits.ts'
import { digitOf } from '../../text/spoken-number.ts'
import { affirms, denies } from '../assent.ts'
import type { Mention } from '../evidence.ts'

export interface PhoneReading {
  /** Digits, or null: nothing was left, or the caller wants no call. */
  value: string | null
  confidence: number
  evidence: Mention[]
  alternatives: string[]
  review: { reason: string; question?: string } | null
  /** Every number heard, whoever it belongs to: for redaction and for the target. */
  heard: { digits: string; mention: Mention; whose: 'caller' | 'subject' }[]
}

interface Candidate {
  digits: string
  evidence: Mention[]
  /** The agent read it back and the caller agreed. */
  confirmed: boolean
  corrected: boolean
  preferred: boolean
  misheard: boolean
  /** To be called only when the calling number does not answer. */
  fallback?: boolean
}

const phoneWords =
  /电话|手机|号码|联系方式|怎么联系|联系(?:到|上)?您|回访|回电|座机|打(?:我|您|这|他|她|给)|联系我|尾号|来电|这个号|短信通知|微信同号|后[面边头]?[一二两三四五六]位|前[面边头]?[一二两三四五六]位|中间[一二两三四五六]位/
const asksSubjectNumber =
  /给您打|广告|招牌|有.{0,8}的(?:联系)?电话吗|对方|骚扰|骗子|诈骗|商家|店家|打来|来电号码是多少|对面|是什么号(?:码)?给您/
const subjectWords =
  /对方|骗子|骚扰|诈骗|推销|中介的?(?:电话|手机|号)|房东的?(?:电话|手机|号)|老板的?(?:电话|手机|号)|司机的?(?:电话|手机|号)|店(?:里|家)?的?(?:电话|座机|号码)|商家|物业(?:的|那)?(?:电话|座机|号码)|公司的?(?:电话|座机)|客服|车主|挪车|快递员|业务员|(?:给|跟)我打|打过来|打来的|发来的|发短信|(?:他|她|他们|它|那边|人家)的?(?:电话|手机|号)|工单|单号|编号|订单|卡号|身份证|账号|车牌|验证码|门牌/
const otherOwner =
  /^(?:我)?(?:邻居|房东|楼上|楼下|对门|对方|卖家|商家|他们?|她|人家|骗子)(?:家)?的?(?:电话|手机|号码?)?(?:是|：)?$/
const thirdPartyPhone =
  /(?:邻居|房东|楼上|楼下|对门|对方|卖家|商家|他|她|人家)(?:家)?的?(?:电话|手机|号码?)?(?:是|：|，)?$|(?:房东|中介|老板|司机|销售|师傅|经理|工头|教练|店长|客服|业务员|物业|队长)[^。]{0,12}(?:电话|手机|号码?)(?:是|：|，)?$/
const ownWords =
  /打我|联系我|我(?:的)?(?:手机|电话|号|座机|爱人|媳妇|老公|老婆|儿子|女儿|闺女|家里|家属|妈|爸|这)|我手机|回访|(?:爱人|媳妇|老公|老婆|儿子|女儿|闺女|家属|先生|太太)的?(?:手机|电话|号)|记一下|留|换(?:个|一个)号/
const thisNumber =
  /(?:就|打|用|留|是|拨|还是)?(?:我?(?:现在|正)?(?:打|用|拨)(?:过来|进来|电话|来|着)?的?)?(?:这个|本|这|来电|当前|现在(?:这)?个?)(?:的)?(?:来电|打来)?的?(?:电话号码?|电话|手机号?|号码|号儿|号|座机)|来电(?:显示)?(?:的)?(?:这个|那个|号码?|就行|就可以)|显示的(?:那个|这个)|就(?:是)?(?:打|用|留)?(?:这个|来电|它)(?=$|[，。！、\s]|就|吧|可以|能|行|呗|啊|呢|幺|[0-9一二三])|(?:我)?(?:现在)?打(?:过来|进来|电话)?(?:的)?这个(?:就|可以|行|能)?|本机|现在打的/
const offersCallerId =
  /(?:这个|现在|来电|当前|打来|打过来|打进来|本机|正在(?:用|打))[^，。？]{0,8}(?:号码?|电话|手机|座机)|(?:号码?|电话)就是(?:您)?(?:现在|来电)|来电(?:显示)?(?:的)?(?:这个)?(?:可以|吗|号)|号码?(?:就|还)?是(?:您)?(?:打来|打过来|来电|现在|这)[^，。]{0,4}(?:吗|么|？)/
/** One clause: no number is to be kept or called. */
const refusesPhone =
  /(?:电话|手机|号码|联系方式|号儿?|座机)[^，。]{0,8}?(?:就)?(?:不|别|甭|莫|算了|免了|免)(?:用|要|想|必|方便|愿意?)?(?:再)?(?:留|给(?!人|他|她)|记|报|说|提供|打|回|登记|了|$)|(?:不|别|甭|莫|没法|没必要|不用|不想|不愿意?|不便|不方便|不太方便|不肯|不要)(?:再)?(?:给您?|给你们?|跟您?|跟你们?)?(?:留|给|记|说|提供|透露|报|登记)(?:我)?(?:的)?(?:电话|号码?|手机|联系)|不用(?:给我)?(?:回访|回电|联系我|打电话)|(?:别|不要|不必|甭|莫)(?:再)?(?:给我)?(?:回电|联系我|打电话|打给我|给我打|打过来)|^(?:也)?别(?:回)?打(?:我|给我|过来)?$/
/** One clause that refuses without saying what: counts when the agent asked for a number. */
const refusesBarely =
  /^(?:嗯|哎|那|我|就|都|还是|这个?|什么|啥|也)*(?:不留|不说|不用|不必|不了|不想|不愿|不方便|不便|甭留|别留|别记|算了|匿名|免了|不提供|不登记|不报|不告诉|不给)[^，。]{0,4}$/
/** The number on the display may be called. */
const permits =
  /(?:电话|号码?|手机|来电)[^，。别不]{0,6}(?:可以|能|随便|要|都)(?:打|联系|接|找)|(?:有显示|显示的?(?:那个|号)|屏幕上|来电显示)(?!.{0,4}(?:不|别))|有事(?:就)?打|打(?:这个|我这个|现在这个)|(?:可以|能)打(?:过来|这个|我)|打过来(?:就|都)?(?:成|行|可以)|来电(?:号)?(?:能|可以)(?:打|联系)|按来电|打来电/
const refusesThisNumber =
  /(?:别|不要|甭|不能|不)(?:给我)?(?:打|用|留|拨)(?:这个|来电|座机|我?现在|本机|单位)|(?:这个|这)(?:号|电话|手机)?[^，。]{0,6}(?:是(?:跟)?(?:借|别人|公用|同事|朋友|路人)|打不通|不是我|不能打|没人接|不方便)|电话是(?:跟人)?借|借的?(?:别人|同事|朋友|人家)/
const correction =
  /不对|错了|说错|不是|哦不|噢不|更正|纠正|应该是|重(?:新)?(?:说|报|来)|记错|手滑|打错|少(?:了)?(?:一|个)|多(?:了)?(?:一|个)/
const prefers = /优先|首选|先打|主要打|最好打|打(?:这个|手机)(?:更|比较)?(?:好|快)/
const correctedPlace =
  /(?:倒数)?第[一二三四五六七八九十0-9]+(?:位|个)|(?:前|头|后|末|尾|最后|中间)(?:面|边|头)?(?:那)?[一二两三四五六1-6](?:个|位)/
const preferredOrder =
  /(?:优先|先|主要|首选|最好)[^，。]{0,4}(?:打|联系|用)?[^，。]{0,2}(第一|前一|头一|第二|后一|后面|最后)/
const extension = /转|分机|内线/

export function readPhone(turns: readonly NormalisedTurn[], callerId: string | null): PhoneReading {
  return new PhoneReader(turns, callerId).read()
}

class PhoneReader {
  readonly #candidates: Candidate[] = []
  readonly #heard: PhoneReading['heard'] = []
  #current: Candidate | null = null
  #callerIdEvidence: Mention[] = []
  #callerIdAgreed = false
  #callerIdRefused = false
  #refusal: Mention | null = null
  #spoken = false
  /** After giving numbers he settled on the calling one. */
  #callerIdLast = false

  constructor(
    readonly turns: readonly NormalisedTurn[],
    readonly callerId: string | null,
  ) {}

  read(): PhoneReading {
    this.turns.forEach((turn, index) => {
      if (turn.role === 'caller') this.#hear(index)
    })
    return this.#conclude()
  }

  #hear(index: number): void {
    const agent = this.#agentBefore(index)
    const readBack = agent ? this.#takeReadBack(agent.text) : null
    if (readBack) this.#answerReadBack(index, readBack)
    const text = this.#applySwaps(index)
    const runs = this.#phoneRuns(index, text, agent?.text ?? '')
    this.#answerOffer(index, agent?.text ?? '', runs)
    for (const [order, run] of runs.entries()) this.#take(index, run, order === 0 ? 0 : runs[order - 1]!.end)
    const agreedNow = this.#callerIdEvidence.some((mention) => mention.turn === index)
    if (runs.length === 0 && !agreedNow) this.#listenForRefusal(index, agent?.text ?? '')
    if (/尾号/.test(text)) this.#matchTail(index)
    const last = runs.at(-1)
    if (
      last &&
      /(?:算了|乱了|还是|干脆|您就|不对|给我回|回我|回电)[^。]{0,8}(?:打我?这个|这个(?:号|吧)|来电)/.test(
        text.slice(last.end),
      )
    )
      this.#callerIdLast = true
    const order = preferredOrder.exec(text)
    const complete = this.#candidates.filter((candidate) => phoneKind(candidate.digits) !== null)
    if (order && complete.length > 1) {
      const favourite = /一|前|头/.test(order[1]!) && !/后一/.test(order[1]!) ? complete[0] : complete.at(-1)
      for (const candidate of complete) candidate.preferred = candidate === favourite
    }
  }

  #agentBefore(index: number): NormalisedTurn | null {
    const before = this.turns[index - 1]
    return before?.role === 'agent' ? before : null
  }

  /** Runs of the caller's turn that are (part of) a telephone number of his own. */
  #phoneRuns(index: number, text: string, question: string): DigitRun[] {
    const all = [...findDigitRuns(text)]
    for (const run of findMisheardMobiles(text)) {
      if (!all.some((other) => other.digits.length >= 11 && other.start < run.end && run.start < other.end)) {
        for (let at = all.length - 1; at >= 0; at--)
          if (all[at]!.start < run.end && run.start < all[at]!.end) all.splice(at, 1)
        all.push(run)
      }
    }
    all.sort((a, b) => a.start - b.start)
    const asked = phoneWords.test(question)
    const open = this.#current !== null && !phoneKind(this.#current.digits)
    return all.filter((run) => this.#isOwnNumber(index, run, { question, asked, open }))
  }

  #isOwnNumber(index: number, run: DigitRun, context: { question: string; asked: boolean; open: boolean }): boolean {
    const { text } = this.turns[index]!
    const before = text.slice(Math.max(0, run.start - 18), run.start)
    const clause = before.slice(
      Math.max(before.lastIndexOf('。'), before.lastIndexOf('？'), before.lastIndexOf('！')) + 1,
    )
    const after = text.slice(run.end, run.end + 8)
    const { length } = run.digits
    if (extension.test(before.slice(-3)) || length > 24) return false
    const full =
      phoneKind(run.digits) !== null ||
      saidAgain(run) !== null ||
      (startsLikeMobile(run.digits) && length >= 9 && length <= 13)
    const mention = { turn: index, start: run.start, end: run.end }
    const near = clause.slice(clause.lastIndexOf('，') + 1)
    const own = ownWords.test(clause) && !otherOwner.test(near)
    if (
      otherOwner.test(near) ||
      ((subjectWords.test(clause) || (thirdPartyPhone.test(clause) && !context.asked)) && !own) ||
      (asksSubjectNumber.test(context.question) && !own) ||
      /^(?:，)?(?:给我打|打来的|这个号(?:给|一直|天天|老)|是(?:他|对方|骗子))/.test(after)
    ) {
      if (length >= 5) this.#heard.push({ digits: run.digits, mention, whose: 'subject' })
      return false
    }
    if (
      full &&
      length >= 7 &&
      (startsLikeMobile(run.digits) || context.asked || phoneWords.test(clause) || context.open)
    )
      return true
    if (full && length >= 10) return phoneKind(run.digits) !== 'service' || context.asked
    const named = phoneWords.test(clause) || correction.test(clause)
    // 「是七七四五」 right after the agent has read the number back.
    if (length >= 2 && length <= 8 && this.#current !== null && this.#agentReadDigits(index)) return true
    if (length === 1)
      return (
        (correction.test(clause) || correctedPlace.test(clause)) &&
        this.#current !== null &&
        (context.asked || phoneWords.test(context.question) || this.#agentReadDigits(index))
      )
    if (context.open || context.asked) return length >= 2 && !/[第周期]$/.test(before)
    return named && length >= 3 && (this.#current !== null || /尾号|手机|电话/.test(clause)) && length <= 13
  }

  #agentReadDigits(index: number): boolean {
    const agent = this.#agentBefore(index)
    return agent !== null && findDigitRuns(agent.text).some((run) => run.digits.length >= 4)
  }

  #take(index: number, run: DigitRun, from: number): void {
    const { text } = this.turns[index]!
    const between = text.slice(from, run.start)
    const mention = { turn: index, start: run.start, end: run.end }
    this.#spoken = true
    this.#heard.push({ digits: run.digits, mention, whose: 'caller' })
    const misheard =
      run.groups.length === 1 &&
      text.slice(run.start, run.end) !== '' &&
      /[^0-9零〇一幺二两三四五六七八九个十百俩仨洞圈拐勾钩\s，、。.·~…-]/.test(text.slice(run.start, run.end)) &&
      findDigitRuns(text).every((other) => other.digits !== run.digits)
    const current = this.#current
    const position = positionOf(between)
    if (current && position) {
      this.#replaceAt(current, position, run.digits, mention)
      return
    }
    const contradicts = from === 0 && !affirms(text) && this.#agentReadDigits(index) && run.digits.length < 7
    const amended = contradicts || correction.test(between) || (from === 0 && correction.test(text.slice(0, run.start)))
    if (current && run.digits.length < 7) {
      if (phoneKind(current.digits) && !amended && !misheard) {
        if (/后|尾|末/.test(between))
          this.#replaceAt(current, { from: 'end', count: run.digits.length }, run.digits, mention)
        return
      }
      if (amended) {
        this.#amend(current, run, mention)
        return
      }
      if (current.digits.length + run.digits.length <= 13) {
        this.#append(current, run, mention)
        return
      }
    }
    if (current && !phoneKind(current.digits) && run.digits.length < 10 && !startsLikeMobile(run.digits)) {
      if (current.digits.length + run.digits.length <= 12) {
        this.#append(current, run, mention)
        return
      }
    }
    const fallback =
      /(?:打不通|没人接|不接|关机|备用|实在不行)(?:了|的话)?(?:，)?(?:您?(?:就|再|可以)?)?(?:打|找|联系)[^。]{0,8}$/.test(
        text.slice(0, run.start),
      ) && !refusesThisNumber.test(text)
    this.#start(run, mention, {
      fallback,
      preferred: prefers.test(between.slice(-12)),
      corrected: amended,
      misheard,
    })
  }

  #start(
    run: DigitRun,
    mention: Mention,
    how: { preferred: boolean; corrected: boolean; misheard: boolean; fallback: boolean },
  ): void {
    const { digits } = run
    const once = saidAgain(run) ?? digits
    const isNew = this.#current === null || !how.corrected
    const last = this.#candidates.at(-1)
    const replacesPart = last !== undefined && !phoneKind(last.digits)
    const fresh: Candidate = { digits: once, evidence: [mention], confirmed: false, ...how }
    if ((!isNew || replacesPart) && last) this.#candidates.pop()
    if (!this.#candidates.some((candidate) => candidate.digits === once)) this.#candidates.push(fresh)
    this.#current = this.#candidates.find((candidate) => candidate.digits === once) ?? fresh
  }

  #append(current: Candidate, run: DigitRun, mention: Mention): void {
    // A mobile is complete at eleven digits; what the caller repeats of its end adds nothing.
    if (
      current.digits.length >= 7 &&
      phoneKind(current.digits + run.digits) === null &&
      current.digits.endsWith(run.digits)
    )
      return
    current.digits += run.digits
    current.evidence.push(mention)
  }

  #amend(current: Candidate, run: DigitRun, mention: Mention): void {
    const { digits } = current
    const missing = 11 - digits.length
    const last = digits.slice(-run.digits.length)
    const alike = [...last].filter((digit, index) => digit === run.digits[index]).length
    current.corrected = true
    if (startsLikeMobile(digits) && missing >= run.digits.length && alike * 2 < run.digits.length) {
      current.digits += run.digits
      current.evidence.push(mention)
      return
    }
    this.#replaceAt(current, { from: 'end', count: run.digits.length }, run.digits, mention)
  }

  #replaceAt(current: Candidate, position: Position, digits: string, mention: Mention): void {
    const { digits: old } = current
    current.corrected = true
    current.evidence.push(mention)
    if (position.from === 'end' && !phoneKind(old) && old.length + digits.length <= 11 && startsLikeMobile(old)) {
      current.digits = old + digits
      return
    }
    const at = position.from === 'start' ? (position.offset ?? 0) : old.length - (position.offset ?? digits.length)
    if (at < 0 || at > old.length) return
    current.digits = old.slice(0, at) + digits + old.slice(at + digits.length)
  }

  /** 「不是三，是八」 replaces the last 三 of the number; what is left of the turn comes back with those words blanked. */
  #applySwaps(index: number): string {
    let { text } = this.turns[index]!
    const current = this.#current
    if (!current) return text
    for (const swap of findSwaps(text)) {
      const at = current.digits.lastIndexOf(swap.wrong)
      if (at < 0) continue
      current.digits = current.digits.slice(0, at) + swap.right + current.digits.slice(at + swap.wrong.length)
      current.corrected = true
      current.evidence.push({ turn: index, start: swap.start, end: swap.end })
      text = text.slice(0, swap.start) + '□'.repeat(swap.end - swap.start) + text.slice(swap.end)
    }
    return text
  }

  #takeReadBack(text: string): { digits: string; full: boolean } | null {
    const runs = findDigitRuns(text).filter((run) => run.digits.length >= 4)
    const full = runs.find(
      (run) =>
        phoneKind(run.digits) !== null ||
        (startsLikeMobile(run.digits) && run.digits.length >= 10 && run.digits.length <= 12),
    )
    if (full) return { digits: full.digits, full: true }
    const tail = runs.at(-1)
    if (tail && tail.digits.length <= 8 && (/尾号|后[四4]位|末[四4]位|对吗|对吧|是吗|是吧/.test(text) || this.#current))
      return { digits: tail.digits, full: false }
    return null
  }

  #answerReadBack(index: number, readBack: { digits: string; full: boolean }): void {
    const { text } = this.turns[index]!
    const agreed = affirms(text) && !denies(text)
    const current = this.#current
    if (!readBack.full) {
      if (agreed && current && current.digits.length >= 7) {
        if (phoneKind(current.digits))
          current.digits = current.digits.slice(0, -readBack.digits.length) + readBack.digits
        current.confirmed = phoneKind(current.digits) !== null
      } else if (agreed && this.callerId?.endsWith(readBack.digits)) {
        this.#agreeCallerId({ turn: index, start: 0, end: Math.max(1, text.length) })
      }
      return
    }
    if (agreed) {
      if (readBack.digits === this.callerId && !current) {
        this.#agreeCallerId({ turn: index, start: 0, end: Math.max(1, text.length) })
        return
      }
      const mention = { turn: index, start: 0, end: Math.max(1, Math.min(text.length, 4)) }
      if (current) {
        current.digits = readBack.digits
        current.confirmed = true
        current.evidence.push(mention)
      } else this.#begin(readBack.digits, mention, true)
      return
    }
    // What he corrects is the number as the agent read it.
    const corrects =
      denies(text) ||
      correctedPlace.test(text) ||
      findDigitRuns(text).some((run) => run.digits.length > 1 && run.digits.length < 9)
    if (corrects && current && current.digits.length >= 10) current.digits = readBack.digits
    else if (corrects && !current) this.#begin(readBack.digits, { turn: index, start: 0, end: 1 }, false)
  }

  #begin(digits: string, mention: Mention, confirmed: boolean): void {
    this.#spoken = true
    this.#current = { digits, evidence: [mention], confirmed, corrected: false, preferred: false, misheard: false }
    this.#candidates.push(this.#current)
  }

  #answerOffer(index: number, question: string, runs: readonly DigitRun[]): void {
    const { text } = this.turns[index]!
    const whole = { turn: index, start: 0, end: Math.max(1, text.length) }
    if (refusesThisNumber.test(text)) {
      this.#callerIdRefused = true
      this.#spoken = true
      return
    }
    const gaveNumber = runs.length > 0
    const own = thisNumber.exec(text)
    // 「…六六零五，就这个」 means the number just said.
    if (own && !/打|来电/.test(own[0]) && runs.some((run) => run.digits.length >= 10 && run.end <= own.index)) return
    if (
      own &&
      (phoneWords.test(text) || phoneWords.test(question) || /来电|本机/.test(own[0])) &&
      !/(?:不是|别打|不打|不用)$/.test(text.slice(0, own.index)) &&
      !subjectWords.test(text.slice(Math.max(0, own.index - 10), own.index + own[0].length))
    ) {
      this.#agreeCallerId({ turn: index, start: own.index, end: own.index + own[0].length })
      return
    }
    if (!offersCallerId.test(question) || !/[？吗吧么]|可以|行不行|方便/.test(question)) return
    if (affirms(text) && !denies(text)) {
      if (!gaveNumber) this.#agreeCallerId(whole)
    } else if (denies(text) && !gaveNumber) {
      this.#callerIdRefused = true
      this.#spoken = true
    }
  }

  #agreeCallerId(mention: Mention): void {
    this.#spoken = true
    this.#callerIdAgreed = true
    this.#callerIdRefused = false
    this.#refusal = null
    this.#callerIdEvidence = [mention]
  }

  #listenForRefusal(index: number, question: string): void {
    const { text } = this.turns[index]!
    if (refusesThisNumber.test(text) && this.#callerIdRefused) return
    const permitted = permits.exec(text)
    if (
      permitted &&
      (phoneWords.test(question) || phoneWords.test(text)) &&
      !subjectWords.test(text.slice(Math.max(0, permitted.index - 6), permitted.index))
    ) {
      this.#agreeCallerId({ turn: index, start: permitted.index, end: permitted.index + permitted[0].length })
      return
    }
    for (const match of text.matchAll(/[^，。！？；\s]+/g)) {
      const asked = phoneWords.test(question) && !/姓名吗|称呼吗|贵姓吗/.test(question)
      const barely =
        refusesBarely.test(match[0]) && (asked || /^(?:就|都|我)*(?:不|别|甭)(?:想|方便)?留(?:了|吧)?$/.test(match[0]))
      if (!refusesPhone.test(match[0]) && !barely) continue
      this.#refusal = { turn: index, start: match.index, end: match.index + match[0].length }
      this.#spoken = true
      return
    }
  }

  #matchTail(index: number): void {
    const { text } = this.turns[index]!
    const at = text.indexOf('尾号')
    const run = findDigitRuns(text.slice(at))[0]
    if (run && run.digits.length >= 3 && run.digits.length <= 6 && this.callerId?.endsWith(run.digits)) {
      this.#agreeCallerId({ turn: index, start: at, end: at + run.end })
      if (this.#current && !phoneKind(this.#current.digits)) this.#dropCurrent()
    }
  }

  #dropCurrent(): void {
    const at = this.#current ? this.#candidates.indexOf(this.#current) : -1
    if (at >= 0) this.#candidates.splice(at, 1)
    this.#current = null
  }

  #conclude(): PhoneReading {
    const nothing = { evidence: [], alternatives: [], review: null, heard: this.#heard }
    const chosen = this.#choose()
    if (chosen) return this.#fromCandidate(chosen)
    if (this.#refusal) return { ...nothing, value: null, confidence: 0.9, evidence: [this.#refusal] }
    if (this.#callerIdRefused && !this.#callerIdAgreed) {
      return {
        ...nothing,
        value: null,
        confidence: 0.8,
        review: { reason: '来电号码不宜回拨，未留其他号码', question: '请问您留一个哪个号码，方便我们回访？' },
      }
    }
    if (this.callerId === null) {
      return {
        ...nothing,
        value: null,
        confidence: 0.9,
        review: { reason: '没有联系电话', question: '请问您的联系电话是多少？' },
      }
    }
    return {
      ...nothing,
      value: this.callerId,
      confidence: this.#callerIdAgreed ? 0.98 : this.#spoken ? 0.8 : 0.97,
      evidence: this.#callerIdEvidence,
    }
  }

  #choose(): Candidate | null {
    if (this.#callerIdLast) return null
    const usable = this.#candidates.filter(
      (candidate) => !(candidate.fallback && !candidate.confirmed && this.callerId !== null),
    )
    const complete = usable.filter((candidate) => phoneKind(candidate.digits) !== null)
    const best =
      complete.find((candidate) => candidate.preferred) ??
      complete.find((candidate) => candidate.confirmed) ??
      complete[0]
    if (best) return best
    if (this.#callerIdAgreed) return null
    return usable.find((candidate) => candidate.digits.length >= 7) ?? null
  }

  #fromCandidate(chosen: Candidate): PhoneReading {
    const others = this.#candidates.filter((candidate) => candidate !== chosen && candidate.digits.length >= 7)
    const kind = phoneKind(chosen.digits)
    const value = this.#withAreaCode(chosen)
    const shared = {
      value,
      evidence: chosen.evidence,
      alternatives: others.map((other) => other.digits),
      heard: this.#heard,
    }
    if (kind === null) {
      const difference = 11 - chosen.digits.length
      const what = difference > 0 ? `少了${difference}位` : `多了${-difference}位`
      return {
        ...shared,
        confidence: 0.7,
        review: {
          reason: `电话号码${startsLikeMobile(chosen.digits) ? what : '不完整'}`,
          question: `您报的号码我记的是${spaced(chosen.digits)}，好像${what}，麻烦您再完整说一遍好吗？`,
        },
      }
    }
    const ambiguous = others.length > 0 && !chosen.preferred && !chosen.confirmed
    const clash =
      this.#callerIdAgreed &&
      this.callerId !== null &&
      this.callerId !== chosen.digits &&
      !this.callerId.endsWith(chosen.digits)
    const confidence = chosen.misheard
      ? 0.75
      : ambiguous || clash
        ? 0.8
        : chosen.confirmed
          ? 0.98
          : chosen.corrected
            ? 0.9
            : kind === 'local'
              ? 0.9
              : 0.97
    return { ...shared, confidence, review: null }
  }

  /** 「就这个座机」 with the eight digits of it: the calling number has the area code. */
  #withAreaCode(chosen: Candidate): string {
    const { callerId } = this
    if (this.#callerIdAgreed && callerId && phoneKind(chosen.digits) === 'local' && callerId.endsWith(chosen.digits))
      return callerId
    return chosen.digits
  }
}

interface Position {
  from: 'start' | 'end'
  count: number
  /** From that side; the length of the new digits when absent. */
  offset?: number
}

/** 后四位, 前三位, 中间四位, 最后一位, 倒数第二位, 第五位: which digits are meant. */
function positionOf(between: string): Position | null {
  const nth = /(倒数)?第([一二三四五六七八九十0-9]+)(?:位|个)/.exec(between)
  if (nth) {
    const place = digitOf(nth[2]!) ?? 0
    if (place > 0)
      return nth[1] ? { from: 'end', count: 1, offset: place } : { from: 'start', count: 1, offset: place - 1 }
  }
  const edge = /(前|头|后|末|尾|最后|中间)(?:面|边|头)?(?:那)?([一二两三四五六1-6])(?:个|位)/.exec(between)
  if (edge) {
    const count = digitOf(edge[2]!) ?? 4
    if (edge[1] === '中间') return { from: 'start', count, offset: 3 }
    return { from: edge[1] === '前' || edge[1] === '头' ? 'start' : 'end', count }
  }
  if (/尾号|末尾|最后(?:面|边)?(?:是|一)|开头/.test(between))
    return { from: between.includes('开头') ? 'start' : 'end', count: 4 }
  return null
}

/** The number begun anew or said twice in one breath: 「一三六九三五五……一三六九三五五七零八四」. */
function saidAgain(run: DigitRun): string | null {
  const { digits, groups } = run
  if (digits.length < 13) return null
  const half = digits.length / 2
  if (digits.slice(0, half) === digits.slice(half)) return digits.slice(0, half)
  for (let from = 1; from < groups.length; from++) {
    const rest = groups
      .slice(from)
      .map((group) => group.digits)
      .join('')
    if (phoneKind(rest) === 'mobile' && digits.startsWith(rest.slice(0, 3))) return rest
  }
  return null
}

const spokenDigits = '[零〇一二三四五六七八九十百幺两俩仨洞拐勾0-9个]{1,12}'
const notThisButThat = new RegExp(
  `(?:不是|没有)(${spokenDigits})[，,、。\\s]*(?:哈|啊)?(?:应该)?(?:而)?是(${spokenDigits})`,
  'g',
)
const thisNotThat = new RegExp(`是(${spokenDigits})[，,、。\\s]*(?:而)?不是(${spokenDigits})`, 'g')

/** 「不是三，是八」 and 「是八不是三」, for digits of equal number. */
function findSwaps(text: string): { wrong: string; right: string; start: number; end: number }[] {
  const found = [
    ...[...text.matchAll(notThisButThat)].map((match) => ({ match, wrong: match[1]!, right: match[2]! })),
    ...[...text.matchAll(thisNotThat)].map((match) => ({ match, wrong: match[2]!, right: match[1]! })),
  ]
  return found.flatMap(({ match, wrong, right }) => {
    const wrongDigits = findDigitRuns(wrong)[0]?.digits
    const rightDigits = findDigitRuns(right)[0]?.digits
    if (!wrongDigits || !rightDigits || wrongDigits.length !== rightDigits.length || wrongDigits === rightDigits)
      return []
    return [{ wrong: wrongDigits, right: rightDigits, start: match.index, end: match.index + match[0].length }]
  })
}

function spaced(digits: string): string {
  return digits.replace(/^(\d{3})(\d{4})(\d+)$/, '$1 $2 $3')
}
