import { phoneKind, startsLikeMobile } from '../../../domain/phone.ts'
import type { DigitRun } from '../../../text/phone-digits.ts'
import { correctedPlace, correction, phoneWords } from './phone-words.ts'
import { numberSaidAgain } from './said-again.ts'

const asksSubjectNumber =
  /给您打|广告|招牌|有.{0,8}的(?:联系)?电话吗|对方|骚扰|骗子|诈骗|商家|店家|打来|来电号码是多少|对面|是什么号(?:码)?给您/
/** The number of the one complained about, or no telephone number at all. */
export const subjectWords =
  /对方|骗子|骚扰|诈骗|推销|中介的?(?:电话|手机|号)|房东的?(?:电话|手机|号)|老板的?(?:电话|手机|号)|司机的?(?:电话|手机|号)|店(?:里|家)?的?(?:电话|座机|号码)|商家|物业(?:的|那)?(?:电话|座机|号码)|公司的?(?:电话|座机)|客服|车主|挪车|快递员|业务员|(?:给|跟)我打|打过来|打来的|发来的|发短信|(?:他|她|他们|它|那边|人家)的?(?:电话|手机|号)|(?:他|她|他们|对方|人家)(?:留|给|用|发)(?:了|的|我)*[^，。]{0,6}(?:电话|手机|号)|工单|单号|编号|订单|卡号|身份证|账号|车牌|验证码|门牌/
const otherOwner =
  /^(?:我)?(?:邻居|房东|楼上|楼下|对门|对方|卖家|商家|他们?|她|人家|骗子)(?:家)?的?(?:电话|手机|号码?)?(?:是|：)?$/
const thirdPartyPhone =
  /(?:邻居|房东|楼上|楼下|对门|对方|卖家|商家|他|她|人家)(?:家)?的?(?:电话|手机|号码?)?(?:是|：|，)?$|(?:房东|中介|老板|司机|销售|师傅|经理|工头|教练|店长|客服|业务员|物业|队长)[^。]{0,12}(?:电话|手机|号码?)(?:是|：|，)?$/
const ownWords =
  /打我|联系我|我(?:的)?(?:手机|电话|号|座机|爱人|媳妇|老公|老婆|儿子|女儿|闺女|家里|家属|妈|爸|这)|我手机|回访|(?:爱人|媳妇|老公|老婆|儿子|女儿|闺女|家属|先生|太太)的?(?:手机|电话|号)|记一下|(?<![他她们方家])留|换(?:个|一个|成)/
/** A clause that begins with 电话 or 手机 stands for itself, whatever the clause before was about. */
const plainLabel = /^(?:我?的?(?:联系)?)?(?:电话|手机号?|座机|联系方式)(?:号码?)?(?:是|：)?$/
const claimedAfter = /^(?:，)?(?:给我打|打来的|这个号(?:给|一直|天天|老)|是(?:他|对方|骗子))/
const extension = /转|分机|内线/

export interface RunContext {
  text: string
  /** What the agent asked before. */
  question: string
  /** The agent asked for a number. */
  asked: boolean
  /** A number was begun and is not complete. */
  open: boolean
  /** A number was given before, complete or not. */
  begun: boolean
  /** The agent has just read digits. */
  readBack: boolean
}

/** Whose (part of a) number a run of digits is; `none` when it is no telephone number. */
export function numberOwner(run: DigitRun, context: RunContext): 'caller' | 'subject' | 'none' {
  const { text, question, asked } = context
  const before = text.slice(Math.max(0, run.start - 18), run.start)
  if (extension.test(before.slice(-3)) || run.digits.length > 24) return 'none'
  const clause = before.slice(
    Math.max(before.lastIndexOf('。'), before.lastIndexOf('？'), before.lastIndexOf('！')) + 1,
  )
  const near = clause.slice(clause.lastIndexOf('，') + 1)
  const own = ownWords.test(clause) && !otherOwner.test(near)
  const anothers = (subjectWords.test(clause) && !plainLabel.test(near)) || (thirdPartyPhone.test(clause) && !asked)
  const isSubject =
    otherOwner.test(near) ||
    (anothers && !own) ||
    (asksSubjectNumber.test(question) && !own) ||
    claimedAfter.test(text.slice(run.end, run.end + 8))
  if (isSubject) return run.digits.length >= 5 ? 'subject' : 'none'
  return isNumber(run, { ...context, clause, before }) ? 'caller' : 'none'
}

function isNumber(run: DigitRun, context: RunContext & { clause: string; before: string }): boolean {
  const { asked, open, begun, readBack, question, clause, before } = context
  const { length } = run.digits
  const mobile = startsLikeMobile(run.digits)
  const kind = phoneKind(run.digits)
  const full = kind !== null || numberSaidAgain(run) !== null || (mobile && length >= 9 && length <= 13)
  const about = phoneWords.test(clause)
  if (full && length >= 7 && (mobile || asked || about || open)) return true
  if (full && length >= 10) return kind !== 'service' || asked
  // 「是七七四五」 right after the agent has read the number back.
  if (length >= 2 && length <= 8 && begun && readBack) return true
  if (length === 1) return begun && correctsOne(clause) && (asked || phoneWords.test(question) || readBack)
  if (open || asked) return length >= 2 && !/[第周期]$/.test(before)
  const named = about || correction.test(clause)
  return named && length >= 3 && length <= 13 && (begun || /尾号|手机|电话/.test(clause))
}

const correctsOne = (clause: string) => correction.test(clause) || correctedPlace.test(clause)
