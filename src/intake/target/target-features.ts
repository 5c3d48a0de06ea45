import type { Feature } from '../../model/choice-model.ts'
import type { NormalisedTurn } from '../../text/normalise.ts'
import type { CallContext } from '../call-context.ts'
import type { TargetCandidate } from './target-candidate.ts'
import { asksTarget } from './target-candidates.ts'

const mereInstrument =
  /^(?:群|上|里|号|好友|聊天|转账|转的?|联系|拉黑|支付|付的?|扫|发|搜|查|导航|地图|朋友圈|小程序|公众号|收款|截图|红包)/
const advert = /(?:看(?:到|见)?(?:的)?广告|刷到|推荐的|推的|搜(?:到|的)|上看|上刷|广告)/
const blameBefore =
  /(?:投诉|举报|反映|告|找|就是|都怪|赖|是|让|被|要求|叫|跟|催|问)(?:一下|一家|一个|一下子|个|这个|那个|这家|那家|我们|我们小区|小区|的|过|了)*$/
const blameAfter =
  /^(?:的人|那边|那家|他们|的客服|客服|的师傅|的司机|的老师|就|也|又|都|老|光|一直|总|硬|愣|非|却|还|根本|从来|到现在|今天|昨天|的)*(?:不|没|说|让|推|拖|欠|扣|骗|收|涨|停|关|跑|倒闭|拒|赖|违|私自|擅自|乱|偷|强制|强行|把|给|要|催|打|骂|限|卡|换|撤|管|承诺|答应|忽悠|糊弄|敷衍|踢皮球|装|盖|施工|排|堵|占|锁|贴|拉黑|退|发)/
const accused = /(?:投诉|举报|告)[^，。]{0,8}$/
const via = /(?:用|通过|加(?:了|的)?)$/
const landmark = /^(?:门口|旁边|对面|对过|附近|边上|后头|前头|那儿|往)/
/** From here on the caller speaks of another matter. */
const nextMatter = /另外|还有(?:一|个|件)|再一个|再有|顺便|二一个|第二(?:件|个|样)|第三/
const pause = /[，。？！；\s]/

export interface TargetFeatureOptions {
  turns: readonly NormalisedTurn[]
  candidates: readonly TargetCandidate[]
  context: CallContext
}

/** Features of every candidate, and last those of there being nobody to write down. */
export function targetFeatures(options: TargetFeatureOptions): Feature[][] {
  const { candidates, context } = options
  const { category, types } = context
  const nobody: Feature[] = types.map(({ label, probability }) => [`no:${label}`, probability])
  if (candidates.length > 0)
    nobody.push('no', `no:${category?.slice(0, 2)}`, `no:${category?.slice(0, 4)}`, `no:${category}`)
  return [...candidates.map((candidate, index) => featuresOf(candidate, index, options)), nobody]
}

function featuresOf(candidate: TargetCandidate, index: number, options: TargetFeatureOptions): Feature[] {
  const { turns, candidates, context } = options
  const { kind, cut, value, turn } = candidate
  const own = `${kind} ${cut}`
  const features: Feature[] = [kind, own, `order=${Math.min(index, 5)}`, ['length', value.length / 10]]
  for (const { label, probability } of context.types)
    if (probability > 0.2) features.push([`${label} ${kind}`, probability], [`${label} ${own}`, probability])
  const { category } = context
  features.push(`${category?.slice(0, 2)} ${kind}`, `${category?.slice(0, 4)} ${own}`, `${category} ${kind}`)
  if (kind === 'generic' || kind === 'neighbour' || kind === 'registered') {
    const noun = turns[turn]!.text.slice(candidate.start, candidate.end)
    features.push(`noun=${noun}`)
    for (const { label, probability } of context.types)
      if (probability > 0.2) features.push([`${label} noun=${noun}`, probability])
    features.push(`${category?.slice(0, 4)} noun=${noun}`)
  } else if (kind !== 'door') {
    features.push(`ends=${value.slice(-2)}`, `starts=${value.slice(0, 1)}`, `starts=${value.slice(0, 2)}`)
    for (let at = 0; at < value.length; at++) features.push(`in:${value[at]}`)
  }
  if (cut === 'asked') addAnswer(features, turns[turn + 1]?.text ?? '')
  if (kind !== 'door') addClause(features, candidate, turns)
  addRivals(features, candidate, candidates)
  return features
}

const turnedTo = /来|找|打|说|问|报|推|管|修|让|联系/

/** What the caller says when asked whether he has turned to them. */
function addAnswer(features: Feature[], answer: string): void {
  const head = answer.replace(/^(?:[，。！、\s]|嗯+|啊|哎|呃|那个|哦)+/, '')
  features.push(`answered=${head.slice(0, 1)}`, `answered=${head.slice(0, 2)}`)
  if (turnedTo.test(answer)) features.push('answered:turnedTo')
}

function addClause(
  features: Feature[],
  { turn, start, end, kind, cut }: TargetCandidate,
  turns: readonly NormalisedTurn[],
): void {
  const { text, role } = turns[turn]!
  let head = start
  while (head > 0 && !pause.test(text[head - 1]!)) head--
  let tail = end
  while (tail < text.length && !pause.test(text[tail]!)) tail++
  const before = text.slice(head, start)
  const after = text.slice(end, tail)
  const ahead = text.slice(end, end + 14)
  const add = (name: string, holds: boolean) => {
    if (holds) features.push(name, `${name} ${kind}`)
  }
  add('agent', role === 'agent')
  add('asked', asksTarget(turns[turn - 1]?.role === 'agent' ? turns[turn - 1]!.text : ''))
  add('accused', accused.test(before))
  add('blamedBefore', blameBefore.test(text.slice(Math.max(0, start - 14), start)))
  add('blamedAfter', blameAfter.test(ahead))
  add('instrument', mereInstrument.test(ahead) || via.test(before))
  add('advert', advert.test(`${before}|${after}`))
  add('landmark', landmark.test(ahead))
  add('nextMatter', nextMatter.test(text.slice(0, start)))
  add('opens', before === '')
  add('closes', after === '')
  features.push(
    `before=${before.slice(-1)}`,
    `before=${before.slice(-2)}`,
    `after=${after.slice(0, 1)}`,
    `after=${after.slice(0, 2)}`,
    `before=${before.slice(-1)} ${cut}`,
  )
  for (let at = 0; at + 1 < before.length; at++) features.push(`nearBefore:${before.slice(at, at + 2)}`)
  for (let at = 0; at + 1 < after.length; at++) features.push(`nearAfter:${after.slice(at, at + 2)}`)
}

function addRivals(features: Feature[], candidate: TargetCandidate, candidates: readonly TargetCandidate[]): void {
  const { kind, value, unit, cut } = candidate
  const others = candidates.filter((other) => other !== candidate)
  const same = others.filter((other) => other.value === value).length
  if (same > 0) features.push('repeated', `repeated ${kind}`, ['repeats', Math.min(same, 3)])
  if (others.some((other) => other.value !== value && other.value.includes(value)))
    features.push('partOfLonger', `partOfLonger ${kind} ${cut}`)
  if (others.some((other) => other.value !== value && value.includes(other.value)))
    features.push('holdsShorter', `holdsShorter ${kind} ${cut}`)
  if (unit !== null && others.some((other) => other.unit === unit && other.value.length > value.length))
    features.push('longerName')
  for (const rival of new Set(others.filter((other) => other.value !== value).map((other) => other.kind)))
    features.push(`${kind} vs ${rival}`)
  const earlier = candidates.slice(0, candidates.indexOf(candidate))
  if (earlier.some((other) => other.kind === kind && other.value !== value)) features.push(`later ${kind}`)
}
