import type { Evidence } from '../../domain/suggestion.ts'
import type { Feature } from '../../model/choice-model.ts'
import { type NormalisedTurn, sourceSpan } from '../../text/normalise.ts'
import type { CallContext } from '../call-context.ts'
import type { TimeCandidate } from './time-candidates.ts'

const questions: readonly (readonly [string, RegExp])[] = [
  ['when', /什么时候|啥时候|哪天|哪一天|何时|几号|多会儿|什么时间|哪个月|几月|时间/],
  ['howLong', /多久|多长时间|多少天|几天|持续/],
  ['hours', /几点|一般|通常/],
  ['began', /开始|出现|发生|发现|坏|停|掉|冒/],
  ['bought', /买|办的|签|交的|下单|购|订|申请|报的|入职|离职/],
  ['reported', /反映|找过|打过|联系过|报过|投诉过|沟通|报警|报修|之前|催/],
]

/** What the clause around a time says of it. */
const cues: readonly (readonly [string, RegExp])[] = [
  ['printed', /保修|质保|保质期|有效期|生产|出厂|标志|检验|写(?:着|的|明)|身份证|档案|出生|生人|超过|规定|政策/],
  [
    'bought',
    /买|办(?:的|了)|签|合同|交(?:的|了)|租(?:的|了|期)|入住|搬(?:来|进)|下(?:的)?单|订(?:的|了)|充(?:的|了|值)|报(?:的|了)?名|入职|装修完|购|开户|领(?:的)?证|建的|盖的|成立|毕业|结婚/,
  ],
  [
    'reported',
    /打过|反映|投诉(?:过|了|的|到)|举报(?:过|了)|报修|报(?:过|了)|找(?:过|了|他|她|物业|的)|打(?:了)?(?:电话|12345|热线|110)|去过|去(?:了)?(?:一趟|问)|申请|催|登记|工单|受理|交上去|递|报上去|报案|留过言/,
  ],
  ['answered', /答复|回复|回访|来(?:看|修)|来人|短信|客服|说(?:是|让|等|马上|尽快)|让等|拒绝|答应|承诺/],
  ['promised', /内|之前|以内|工作日|才能|之内|截止|保证|到期|限/],
  ['contact', /再打|给我打|联系我|方便接|接电话|打过来|回电|有空|上班|下班|开会|接孩子|在家/],
  ['living', /住了|干了|工作|上班|工龄|结婚|岁|生活了|老住户|房龄|开了|经营|怀孕|孕|户口|恋爱|当了/],
  ['dragged', /拖|等了|没人管|没人理|没(?:给)?(?:答复|回复|办|解决)|推|没(?:动静|下文|着落)|没人/],
  ['future', /几号|能不能|会不会|什么时候|要(?:到|等)|明天|马上|快要|打算|准备/],
  ['used', /用|穿|戴|吃|喝|开|骑|住|才/],
]

const shapes: readonly (readonly [string, RegExp])[] = [
  ['clock', /点|[:：][0-9]/],
  ['daypart', /[早晚夜晨午晌擦]|天亮/],
  ['day', /天|昨|前儿|今儿|号|日|周|礼拜|星期|初[一二三四五六七八九十]/],
  ['month', /月/],
  ['year', /年/],
  ['since', /^(?:从|打|自)/],
  ['untilNow', /到(?:现在|今)/],
  ['range', /到|至/],
  ['every', /^(?:每|天天|一到|只要)/],
  ['after', /(?:以后|之后|后|起|开始|以来)$/],
  ['le', /了$/],
  ['vague', /左右|来钟|前后|多$/],
  ['longUnit', /(?:年|月)(?:了|多)?$/],
  ['shortUnit', /(?:分钟|小时|钟头)(?:了|多)?$/],
  ['now', /^(?:现在|眼下|目前|这会儿|正在)/],
  ['just', /^刚/],
  ['recently', /^(?:最近|近期|近来|这[两几阵段些]|前[两几阵段些])/],
]

/** From here on the caller speaks of another matter. */
const nextMatter = /另外|还有(?:一|个|件)|再一个|再有|顺便|二一个|第二(?:件|个|样)|第三/
/** How far after a time a character still tells what it is the time of. */
const REACH = 5
const pause = /[，。？！；\s]/

export interface TimeFeatureOptions {
  turns: readonly NormalisedTurn[]
  candidates: readonly TimeCandidate[]
  context: CallContext
}

/** Features of every candidate, and last those of there being no time to write down. */
export function timeFeatures({ turns, candidates, context }: TimeFeatureOptions): Feature[][] {
  const types = context.types.map(({ label, probability }): Feature => [`no:${label}`, probability])
  const rest: Feature[] =
    candidates.length === 0 ? [] : ['no', `no:${context.category?.slice(0, 2)}`, `no:${context.category?.slice(0, 4)}`]
  return [
    ...candidates.map((candidate, index) => featuresOf(candidate, { turns, candidates, context, index })),
    [...types, ...rest],
  ]
}

function featuresOf(
  candidate: TimeCandidate,
  { turns, candidates, context, index }: TimeFeatureOptions & { index: number },
): Feature[] {
  const { turn, start, end, kind, cut, text: words } = candidate
  const text = turns[turn]!.text
  const shape = words.replace(/[0-9零〇一二三四五六七八九十百两俩仨几半]+/g, '#')
  const features: Feature[] = [
    `kind=${kind}`,
    `cut=${cut}`,
    `kind=${kind} cut=${cut}`,
    `shape=${shape}`,
    `ends=${shape.slice(-2)}`,
    `starts=${shape.slice(0, 2)}`,
    ['length', words.length / 10],
  ]
  for (const [name, pattern] of shapes) if (pattern.test(words)) features.push(`is:${name}`, `is:${name} kind=${kind}`)
  const question = turns[turn - 1]?.role === 'agent' ? turns[turn - 1]!.text : ''
  for (const [name, pattern] of questions)
    if (pattern.test(question)) features.push(`asked:${name}`, `asked:${name} kind=${kind}`)
  for (let at = 0; at + 1 < question.length; at++) features.push(`q:${question.slice(at, at + 2)}`)
  addClause(features, { text, start, end, kind })
  addRank(features, { candidate, candidates, index, turns })
  if (context.evidence) addMatter(features, { candidate, turn: turns[turn]!, evidence: context.evidence })
  for (const { label, probability } of context.types)
    if (probability > 0.2) features.push([`type=${label} kind=${kind}`, probability])
  features.push(
    `category=${context.category?.slice(0, 2)} kind=${kind}`,
    `category=${context.category?.slice(0, 4)} kind=${kind}`,
  )
  return features
}

function addClause(
  features: Feature[],
  { text, start, end, kind }: { text: string; start: number; end: number; kind: string },
): void {
  let head = start
  while (head > 0 && !pause.test(text[head - 1]!)) head--
  let tail = end
  while (tail < text.length && !pause.test(text[tail]!)) tail++
  const before = text.slice(head, start)
  const after = text.slice(end, tail)
  const clause = `${before}|${after}`
  for (const [name, pattern] of cues)
    if (pattern.test(clause)) features.push(`says:${name}`, `says:${name} kind=${kind}`)
  features.push(
    `before=${before.slice(-1)}`,
    `before=${before.slice(-2)}`,
    `after=${after.slice(0, 1)}`,
    `after=${after.slice(0, 2)}`,
    before === '' ? 'clause:opens' : 'clause:inside',
  )
  if (after === '') features.push('clause:closes')
  if (before === '' && after === '') features.push('clause:alone')
  for (let at = 0; at + 1 < clause.length; at++) features.push(`near:${clause.slice(at, at + 2)}`)
  for (let at = 0; at < Math.min(after.length, REACH); at++) features.push(`follows:${after[at]}`)
  if (nextMatter.test(text.slice(0, start))) features.push('nextMatter', `nextMatter kind=${kind}`)
  const next = text.slice(tail + 1, tail + 9).split(pause)[0] ?? ''
  for (let at = 0; at + 1 < next.length; at++) features.push(`next:${next.slice(at, at + 2)}`)
}

/** How far a character may lie from the words of the matter, by name; further is `far`. */
const distances = [4, 10, 20, 40]

/** How near the time stands to the words that spoke for the category: those tell the matter, others what was around it. */
function addMatter(
  features: Feature[],
  { candidate, turn, evidence }: { candidate: TimeCandidate; turn: NormalisedTurn; evidence: readonly Evidence[] },
): void {
  const { start, end } = sourceSpan(turn, candidate.start, candidate.end)
  const own = evidence.filter((span) => span.turn === candidate.turn)
  const nearest = Math.min(...own.map((span) => Math.max(0, start - span.end, span.start - end)))
  const near = distances.find((most) => nearest <= most) ?? 'far'
  const turnsAway = Math.min(4, ...evidence.map((span) => Math.abs(span.turn - candidate.turn)))
  features.push(`matter=${near}`, `matter=${near} kind=${candidate.kind}`, `matterTurn=${turnsAway}`)
}

function addRank(
  features: Feature[],
  {
    candidate,
    candidates,
    index,
    turns,
  }: {
    candidate: TimeCandidate
    candidates: readonly TimeCandidate[]
    index: number
    turns: readonly NormalisedTurn[]
  },
): void {
  const { turn, start, end, kind } = candidate
  const callerTurns = turns.slice(0, turn).filter(({ role }) => role === 'caller').length
  features.push(`turn=${Math.min(callerTurns, 4)}`, `order=${Math.min(index, 4)}`)
  const inside = candidates.some(
    (other) => other !== candidate && other.turn === turn && other.start <= start && end <= other.end,
  )
  const around = candidates.some(
    (other) => other !== candidate && other.turn === turn && start <= other.start && other.end <= end,
  )
  if (inside) features.push('within', `within cut=${candidate.cut}`)
  if (around) features.push('holds', `holds cut=${candidate.cut}`)
  if (
    !candidates.some((other) => other !== candidate && !(other.turn === turn && other.start < end && start < other.end))
  )
    features.push('only', `only kind=${kind}`)
  if (candidates.slice(0, index).some((other) => other.kind === kind)) features.push(`again kind=${kind}`)
  if (candidates.slice(0, index).some((other) => other.text === candidate.text)) features.push('repeated')
}
