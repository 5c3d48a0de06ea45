import type { Feature } from '../../model/choice-model.ts'
import type { IntakeDoc } from '../doc.ts'
import { asksBefore, asksOfChannel, channelPattern, notChannel, type Verdict } from './rule-verdict.ts'

const reporting = /打|反映|投诉|举报|报|找|去|问|跟|给|递|寄|写|催|来过|调解|立案|登记|受理|转|答复|回复|你们|工单/
const asksIfFirst = /第一次|首次|头一/
/** Kinds of office, and of what is done there. */
const kinds: readonly (readonly [string, RegExp])[] = [
  ['hotline', /12345|一二三四五|热线|你们|您这/],
  ['number', /12[0-9]{3}(?<!12345)|122|96[0-9]{3}|95[0-9]{3}|三一五/],
  ['police', /110|幺幺零|派出所|民警|警察|报警|报案|经侦|公安/],
  ['street', /街道|镇里|镇上|镇政府|乡里|办事处/],
  ['bureau', /[局委厅办]|城管|区里|市里|中心|法院|信访|残联|税务|社保|医保|教委|监管|监察/],
  ['others', notChannel],
  ['fixed', /修好|解决了|处理了|弄好|好了(?:一|两|几|没)|又(?:坏|开始|来|堵|漏)/],
  ['otherMatter', /那回|别的|另外|不是这|不挨|没关系|那次|那是|两码|一码/],
  ['otherPerson', /邻居|别人|有人|他们|我妈|我爸|侄|舅|姐打|人家|同事|社区(?:小|的)/],
  ['never', /没(?:有)?(?:打|找|反映|报|去|跟|向)|头一|第一|还没|没打通|占线|首次/],
  ['asking', /问问|打听|咨询|窗口|办(?:证|理|手续)|领|查了?一?下|申请|交材料/],
  ['then', /[月号日天年周]|礼拜|星期|上回|上次|之前|刚才|昨/],
  ['answer', /让(?:我)?[找等打]|说(?:是|让|归|不|够|等|已)|没(?:信|音|下文|回)|答复|回复|推/],
  ['count', /[一两三四五六七八九十几多]+(?:次|回|趟|遍)/],
]

/** Features for its having been reported before: the rules' verdict, and the clauses in which an office is dealt with. */
export function repeatFeatures({ turns, form }: IntakeDoc, verdict: Verdict): Feature[] {
  const features = new Set<string>(['yes', `rule:${verdict.value} ${verdict.confidence}`, `rule:${verdict.value}`])
  const type = form.appealType?.value
  if (type) features.add(`type:${type}`).add(`type:${type} rule:${verdict.value}`)
  features.add(`category:${form.category?.value.slice(0, 2)}`).add(`category:${form.category?.value}`)
  turns.forEach(({ role, text }, turn) => {
    if (role !== 'caller') return
    const question = turns[turn - 1]?.role === 'agent' ? turns[turn - 1]!.text : ''
    const asked = asksOfChannel.test(question) ? 'office' : asksBefore.test(question) ? 'before' : null
    if (asked) addAnswer(features, { text, asked, first: asksIfFirst.test(question) })
    for (const sentence of text.split(/[。！？；]/)) addSentence(features, sentence)
  })
  return [...features]
}

function addAnswer(
  features: Set<string>,
  { text, asked, first }: { text: string; asked: string; first: boolean },
): void {
  const own = `answer ${asked}${first ? ' first' : ''}`
  const head = text.replace(/^(?:[，。！、\s]|嗯+|啊|哎|呃|那个|哦)+/, '')
  features
    .add(own)
    .add(`${own}=${head.slice(0, 1)}`)
    .add(`${own}=${head.slice(0, 2)}`)
  for (const [name, pattern] of kinds) if (pattern.test(text)) features.add(`${own} ${name}`)
  if (channelPattern.test(text)) features.add(`${own} channel`)
}

function addSentence(features: Set<string>, sentence: string): void {
  const channel = channelPattern.exec(sentence)?.[0]
  const known = kinds.filter(([, pattern]) => pattern.test(sentence)).map(([name]) => name)
  const office = channel !== undefined || known.includes('hotline') || known.includes('number')
  if (!office || !reporting.test(sentence)) return
  features.add('office').add(`office=${channel}`)
  for (const name of known) {
    features.add(`office ${name}`)
    for (const other of known) if (name < other) features.add(`office ${name}+${other}`)
  }
  for (const clause of sentence.split(/[，、\s]/)) {
    const near = channelPattern.test(clause) || /你们|热线|12[0-9]{3}|122/.test(clause)
    const where = near ? 'at' : 'by'
    for (let start = 0; start + 1 < clause.length; start++) features.add(`${where}:${clause.slice(start, start + 2)}`)
  }
}
