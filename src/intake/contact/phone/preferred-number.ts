import { phoneKind } from '../../../domain/phone.ts'
import type { CallingNumber } from './calling-number.ts'
import type { PhoneNumber, PhoneNumbers } from './phone-numbers.ts'

const ordinal = '(第一|前一|头一|前[面边头]|第二|后一|后[面边头]|最后)'
const byOrder = new RegExp(
  `(?:优先|先|主要|首选|最好)[^，。]{0,4}(?:打|联系|用)?[^，。]{0,2}${ordinal}|(?:打|用|记|留|联系)(?:我)?的?${ordinal}(?:那|这)?个|${ordinal}(?:那|这)?个?[^，。不没]{0,4}(?:常用|方便|好打|打得通|能打通|优先|为主|是主要)`,
)
/** 「第一个不常用」: the other one. */
const againstOrder = new RegExp(
  `${ordinal}(?:那|这)?个?[^，。]{0,4}(?:不常用|不用|不怎么用|打不通|不通|关机|没人接|备用|别打|停机)|(?:别|不要|甭)(?:打|用|记)${ordinal}`,
)
/** 「先打我的」, after the number of somebody else. */
const ownFirst = /(?:先|优先)打我(?:的|这个|手机)?(?=[，。]|$)/
const saysFirst = /第一|前|头一/
const owners = '闺女|女儿|儿子|爱人|老伴儿?|老公|老婆|媳妇|丈夫|妻子|妈|爸|家里|家里头|单位|公司|座机|固话|手机'
const byOwner = new RegExp(`(?:优先|先|主要|首选|最好)[^，。]{0,3}(?:打|联系|用)?我?(?:的)?(${owners})`)
const asksWhich = /优先|哪个(?:号|电话)?(?:好|方便|合适)?|(?:先|主要)打哪/
const answersOwner = new RegExp(`^(?:嗯|哦|那|就|还是|打|优先|先|我|的)*(${owners})`)

interface Choice {
  text: string
  /** What the agent asked before. */
  question: string
  numbers: PhoneNumbers
  calling: CallingNumber
}

/** Of several numbers, marks the one the caller would rather be called on: 「先打第一个」, 「优先打我闺女的」, 「手机吧」. */
export function markPreferred({ text, question, numbers, calling }: Choice): void {
  const { complete } = numbers
  const against = againstOrder.exec(text)
  const order = (against ?? byOrder.exec(text))?.slice(1).find(Boolean)
  if (order && complete.length > 1) {
    const first = saysFirst.test(order) !== (against !== null)
    prefer(complete, first ? complete[0] : complete.at(-1))
    return
  }
  if (complete.length > 0 && calling.digits !== null && ownFirst.test(text)) {
    calling.settled = true
    return
  }
  const owner = (byOwner.exec(text) ?? (asksWhich.test(question) ? answersOwner.exec(text) : null))?.[1]
  if (!owner) return
  const chosen = complete.find((number) => belongsTo(number, owner))
  if (chosen) prefer(complete, chosen)
  else if (owner === '手机' && calling.agreed && phoneKind(calling.digits ?? '') === 'mobile') calling.settled = true
}

function prefer(numbers: readonly PhoneNumber[], favourite: PhoneNumber | undefined): void {
  for (const number of numbers) number.preferred = number === favourite
}

function belongsTo({ label, digits }: PhoneNumber, owner: string): boolean {
  const kind = phoneKind(digits)
  if (owner === '手机') return kind === 'mobile'
  if (owner === '座机' || owner === '固话') return kind !== 'mobile'
  return label.includes(owner)
}
