import type { NormalisedTurn } from '../../text/normalise.ts'
import type { UrgentFact } from './urgent-facts.ts'

/** 「现在还漏吗」「人出来了吗」: whether it goes on. */
const asksWhetherOn =
  /(?:还|现在|目前|这会儿|正在)[^，。？]{0,10}(?:漏|冒|流|淌|水|味|味道|烟|火|着|打|闹|敞|压|困|停|亮|进行|晃|堵)(?:着|了)?[吗么没]|(?:出来|恢复|修好|处理完|来电|来水|灭|关上)了(?:吗|没)|(?:现在|目前)(?:有|能用|能走|来)[^，。？]{0,4}(?:电|水|暖|气|温度)?[吗么]|不漏了\s*[？?]?$/
const saysNo =
  /^(?:嗯|哦|啊|那)?[，]?(?:不是(?:，|$|。)|没(?:了|有了|着)|早|当(?:天|晚|夜)|昨(?:天|儿|晚)|现在(?:没|不|有|好|来|早)|今(?:天|儿)[^，。]{0,3}不(?:漏|冒|流|停|堵)|不(?:漏|冒|流|淌|打|闹|停)(?:了)?|恢复了?|出来了|(?:消防|物业|师傅|派出所)[^，。]{0,8}(?:撬开|弄出来|送))/
/** It is not quite so. */
const wavers = /但是?|不过|可是|又|还(?:在|有)|一会儿|时不时|有时/

const done =
  /(?:人|我妈|我爸|孩子|老人)?(?:都|早就?|就|已经)?出来了|(?:早就?|当天|当晚|当夜|第二天|后来|已经)[^，。？]{0,10}(?:抽干|锯走|拉走|换|修好|抹好|补好|清走|清干净|送走|送医|灭了|救出来|撬开)|(?:味|水|烟|火|电|气|暖气?)[^，。？]{0,4}(?:早就?|都|已经)?(?:没了|恢复了|不漏了|来了|停了)|^(?:没了|不漏了|恢复了|没有了|早没了)|(?:换|修|弄|焊|接|堵|抢修)(?:完|好)了|住(?:上)?院了|换了新|起好使了/
const claims =
  /赔|说法|道歉|误工|药费|医疗费|修车|找谁(?:报|赔|要)|认不认|退(?:费|款|我|钱|供暖)|交代|补偿|损失|报销|谁(?:给我|来)?出|填平|要求填/
const goesOn =
  /还在(?:漏|冒|流|喷|掉|淌|晃|响)|又(?:开始|坏|漏|断|停|冒|塌|掉|裂|崩|爆|喷|灌)|没(?:有)?(?:修|处理|弄)好|(?:没|不)(?:能)?恢复|刚才又/

/** What was urgent is over: the caller says so when asked, or tells that it was put right and now claims for it. */
export function findEnded(turns: readonly NormalisedTurn[]): UrgentFact[] {
  const answered = turns.flatMap(({ role, text }, turn): UrgentFact[] => {
    const question = turns[turn - 1]
    if (role !== 'caller' || question?.role !== 'agent' || !asksWhetherOn.test(question.text)) return []
    const no = saysNo.exec(text)
    return no && !wavers.test(text) ? [settled(turn, { start: no.index, end: no.index + no[0].length })] : []
  })
  if (answered.length > 0) return answered
  const told = turns.flatMap((turn, index) => (turn.role === 'caller' ? [{ text: turn.text, index }] : []))
  if (!told.some(({ text }) => claims.test(text)) || told.some(({ text }) => goesOn.test(text))) return []
  const found = told.flatMap(({ text, index }) => {
    const match = done.exec(text)
    return match ? [settled(index, { start: match.index, end: match.index + match[0].length })] : []
  })
  return found.slice(0, 1)
}

function settled(turn: number, span: { start: number; end: number }): UrgentFact {
  return { kind: 'settled', mention: { turn, ...span } }
}
