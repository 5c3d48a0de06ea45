import { hasPrefix, type Lexicon } from '../../domain/lexicon.ts'
import type { NormalisedTurn } from '../../text/normalise.ts'
import type { DetailKind } from './detail.ts'
import type { PlacePhrase } from './place-phrase.ts'

export const asksPlace =
  /哪儿|哪里|哪条(?:路|街|胡同|巷)|哪个(?:小区|工地|胡同|网点|门店|分店|厂|大厅|区|位置|地方|街道|路|站|村|店|门|商场|学校|医院|楼)|什么(?:位置|地方|小区|地址|路)|位置|地址|地点|具体(?:是)?(?:在|哪|几|说)|在哪|几号楼|哪栋|哪条|住址|门牌|哪一?(?:片|带|块|段)|(?:小区|楼盘|项目)(?:名|叫)|哪个?区/
/** Asked of a place that is known already. */
export const asksSide = /哪个(?:出)?口|几号口|哪一?侧|哪边|什么方位|哪一?段/
export const asksDetail =
  /几号楼|哪栋|哪个楼|几栋|几单元|哪个单元|门牌|房号|房间号|几零几|哪一?户|几层|哪层|几楼|几门|几室|几号|具体|详细|楼号|哪家|哪个门|位置|地址|哪儿|哪里|多少号|单元/
const homeBefore =
  /(?:我|咱|俺)们?(?:家)?(?:就|也|是)?(?:家)?住(?:在|的是|的地方(?:是|在)?)?$|(?:我|咱|俺)(?:们)?家(?:就)?(?:在|是)$|(?:我|俺|我们)(?:就)?是$|家住$|住(?:在|的)?$|(?:租|搬)(?:住)?(?:在|到)$|住址(?:是|在)?$|我家$/
const homeAfter = /^(?:的|这儿的?|这边的?|那边的?)?(?:居民|住户|业主|村民|租户|老住户|户主|租客)/
const pastBefore = /(?:(?:以前|原来|之前|老家|搬)(?:住|是|在)?|过去(?:住|是|在))(?:在|到)?$/
const registeredBefore = /(?:户口|户籍|籍贯)(?:还?是|还?在)*(?:我们|咱们)?$/
const tripBefore = /(?:从|去|到|往|回|开往|前往|路过|经过|去往|打车到|坐到|送到|送|奔|由)$/
const negatedBefore = /(?:不是|不在|没在|别是|除了|不归|不属于|不像|又不是)(?:我们?|咱们?|在|说)?(?:的)?$/
export const orgAfter =
  /^(?:的|那边的?|区|镇|乡|街道)?(?:派出所|街道办|街道办事处|办事处|居委会|村委会|社区居委会|法院|检察院|公安|分局|支队|大队|交通队|区政府|镇政府|乡政府|政府|人社局|人力社保|劳动局|劳动监察|仲裁|住建委|房管局|城管|教委|卫健委|民政|工商|市场监管|食药|环保局|生态环境|水务局|园林|社保(?:局|中心)?|税务|医保|不动产|政务(?:服务|大厅)|信访|供电|司法所|残联|消防|热力|燃气|自来水|物业公司|规划|规自)/
const exactBefore =
  /(?:发生在|位于|位置(?:是|在)?|地址(?:是|在)?|就在|是在|地点(?:是|在)?|坐落在?|事发(?:地)?(?:是|在)?|出事|问题(?:是)?在|我说的是|反映的是|说的是|工地(?:是)?在|店(?:就)?(?:开)?在)(?:那个|这个)?$/
const officeBefore = /(?:公司|单位)(?:就|是)?在[^，。]{0,4}$/
const workAfter = /^[^，。]{0,8}(?:上班|工作|打工|干活|做工|开店|开的店|工地)/
const correctionBefore = /(?:不对|错了|不是|应该是|更正|改成|说错|搞错|弄错)[^。]{0,10}$/
const generalBefore = /(?:比如|像|包括|别的|其他|人家|看人家|隔壁|不像|邻近)(?:的)?$/
const questionAfter = /^[^，。？]{0,6}(?:吗|么|？)/

export interface CallContext {
  turns: readonly NormalisedTurn[]
  lexicon: Lexicon
  /** The category that is taken to be right, for matters whose place is elsewhere than the home. */
  category: string | null
}

/** What the agent said just before a turn; empty when it was the caller who spoke. */
export function questionBefore(turns: readonly NormalisedTurn[], turn: number): string {
  const before = turns[turn - 1]
  return before?.role === 'agent' ? before.text : ''
}

/** 「…旁边，不对，就是王府公寓」: what was said of the place before no longer holds. */
export function corrects(turns: readonly NormalisedTurn[], phrase: PlacePhrase): boolean {
  const before = turns[phrase.turn]!.text.slice(Math.max(0, phrase.start - 12), phrase.start)
  return /(?:不对|说错了?|错了|记错了?|搞错了?|[哎啊哦噢]不是|(?:没有|不写)[^，。]{1,4})[，。、]?(?:是|就是|就写?|应该是|我是|那个|我)?$/.test(
    before,
  )
}

export interface PhraseScore {
  /** Higher where the words around the phrase say that the matter is there. */
  score: number
  /** The words say that the caller lives there. */
  home: boolean
}

/** What the words beside a phrase say for or against it, whatever the matter is. */
const cues: readonly { side: 'before' | 'after'; pattern: RegExp; weight: number }[] = [
  { side: 'before', pattern: exactBefore, weight: 1.5 },
  { side: 'before', pattern: negatedBefore, weight: -5 },
  { side: 'before', pattern: pastBefore, weight: -3 },
  { side: 'before', pattern: generalBefore, weight: -2 },
  { side: 'before', pattern: correctionBefore, weight: 1 },
  { side: 'after', pattern: orgAfter, weight: -3 },
  { side: 'after', pattern: questionAfter, weight: -0.3 },
]
const numbered: ReadonlySet<DetailKind> = new Set<DetailKind>(['building', 'unit', 'room', 'number', 'yard'])

export interface ScoreOptions extends CallContext {
  role: 'caller' | 'agent'
  confirmed: boolean
  /** The caller has named a place before: 「您家住哪儿？」 then asks about him, not about the matter. */
  known: boolean
}

/** How likely a phrase is the place of the matter, by what stands around it. */
export function scorePhrase(phrase: PlacePhrase, options: ScoreOptions): PhraseScore {
  const { text } = options.turns[phrase.turn]!
  const sides = {
    before: text.slice(Math.max(0, phrase.start - 14), phrase.start),
    after: text.slice(phrase.end, phrase.end + 12),
  }
  const home = homeBefore.test(sides.before) || homeAfter.test(sides.after)
  let score = ofItself(phrase) + asAnswer(phrase, options) + forTheMatter(phrase, { ...options, ...sides, home })
  for (const { side, pattern, weight } of cues) if (pattern.test(sides[side])) score += weight
  return { score: score - phrase.turn * 0.02, home }
}

function ofItself({ core, details }: PlacePhrase): number {
  let score = 0
  if (core === null) score -= details.length > 0 ? 1 : 2.5
  else if (core.hit === null) score -= 0.8
  else if (core.hit.bySound) score -= 0.6
  if (details.some(({ kind }) => numbered.has(kind))) score += 1
  if (details.some(({ kind }) => kind === 'relation' || kind === 'spot')) score += 0.7
  return score
}

function asAnswer(phrase: PlacePhrase, { turns, role, confirmed, known }: ScoreOptions): number {
  if (confirmed) return 2.5
  if (role === 'agent') return -0.9
  const question = questionBefore(turns, phrase.turn)
  if (!asksPlace.test(question)) return 0
  if (asksSide.test(question)) return 0.5
  if (!/家|住/.test(question) || /问题|事/.test(question)) return 2
  return known && /家住|住(?:在)?哪|现住/.test(question) ? 0.2 : 1.2
}

/** Home, work, journey and registration count by what the matter is. */
function forTheMatter(
  phrase: PlacePhrase,
  { category, lexicon, before, after, home }: ScoreOptions & { before: string; after: string; home: boolean },
): number {
  const { workplace, registered } = lexicon.categories
  const atWork = hasPrefix(workplace, category)
  let score = 0
  if (home) score -= atWork ? 2.5 : 1.2
  if (workAfter.test(after)) score += atWork ? 1.5 : -0.8
  if (officeBefore.test(before)) score += atWork || category === null ? 1.5 : -1
  if (registeredBefore.test(before)) score += hasPrefix(registered, category) ? 1.5 : -3
  if (tripBefore.test(before) && !phrase.core?.crossing) score -= 1.5
  return score
}
