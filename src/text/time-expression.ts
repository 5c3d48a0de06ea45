/** What a phrase of time says: a moment or day, a length, something that comes back, a time to come. */
export type TimeKind = 'now' | 'point' | 'span' | 'duration' | 'recurring' | 'daytime' | 'future'

export interface TimeExpression {
  kind: TimeKind
  start: number
  end: number
  text: string
}

const digit = '[0-9零〇一二三四五六七八九十百]'
const num = `(?:[0-9零〇一二三四五六七八九十百两俩仨]{1,4}|几|好几|十几|二十几|好些)`
const stick = (source: string): RegExp => new RegExp(source, 'y')

const partOfDay = stick(
  '(?:凌晨|天(?:不|没|还没|刚|蒙蒙|刚蒙蒙)亮|天刚擦黑儿?|天一?擦黑儿?|天一?黑|大清早|清早|清晨|一大早|大早上|一早上?|早上|早晨|早起|上午|头晌午?|中午|晌午|下午|后晌|傍晚|傍黑[儿天]?|擦黑儿?|黑介|黑家|后半晌|前半晌|晚上|晚间|夜里|夜间|大半夜|后半夜|前半夜|三更半夜|半夜里|半夜|深夜|大晚上|大中午|大白天|白天|饭点儿?|早高峰|晚高峰|高峰期|睡觉的?时候|午休|(?:早饭|午饭|晚饭|下班|放学|收工|关门)(?:以后|之后|后|那会儿|点儿?|的时候|时)|(?:做饭|吃饭)的?时候|早(?=[0-9一二三四五六七八九])|晚(?=[0-9一二三四五六七八九])|(?<=[今昨当每前日天])(?:早上?|晚上?|夜里?|晨)|半夜里)',
)
const clock = stick(
  `(?:(?:(?<![早晚上午夜晨里晌])一点(?=钟|半|整|多|来钟|左右|前后|以后|到|[0-9一二三四五])|(?!一点)${num}点|(?<=[早晚上午夜晨里晌到至])一点)(?:钟|整|半|一刻|三刻|来钟儿?|多钟?|左右|前后|刚?过|出头|(?!一(?![零一二三四五六七八九十刻分]))${digit}{1,3}(?:[几来]?分|几)?|几)?(?:多|左右|来钟)?(?:以后|之后|往后|以前|前后|一过|不到(?![0-9一二三四五六七八九十两]))?|[0-2]?[0-9][:：][0-5][0-9])|(?<=[夜晨上午晚里])(?:[一二两三四五六七八九十]{2}|十[一二])点(?:来?钟|多)?`,
)
const range = stick('(?:到|至|-|~|不到)(?:第二天|次日|转天)?(?:的)?')
/** 初一 only where its 一 does not open the next word (三月初一开柜门). */
const lunarDay = '(?:初一[和跟、]?十五|初一(?![开声下]|直)|初[二三四五六七八九十]|廿[一二三四五六七八九]?)'
const festivals =
  '春节(?:假期|长假)?|过[完了]年|过年|大年三十|年三十|除夕|元旦|元宵节?|正月十五|五一(?:劳动节|假期|长假|小长假)?|国庆(?:节|假期|长假|假)?|中秋节?|八月节|八月十五|清明节?|端午节?|五月节|七夕|重阳节?|腊八|小年|三八节|六一(?:儿童节)?|双十一|双十二|六一八|小长假'
/** Of the twenty-four, those that are everyday words or names as well (雨水, 小满, 大雪) only where a day is meant. */
const solarTerms =
  '立春|惊蛰|春分|谷雨|立夏|芒种|夏至|小暑|大暑|立秋|处暑|白露|秋分|寒露|霜降|立冬|冬至|小寒|大寒|(?:雨水|小满|小雪|大雪)(?=那天|前后|节气|以后|之后)'
const dayAtoms: readonly RegExp[] = [
  stick('(?:[一二三四五六七八九十]、){1,3}(?:[一二三四五六七八九十]|十[一二])(?:[俩仨]|[两三四]个)?月份?'),
  stick(
    `(?:今年|去年|前年|大前年|头年|当年|往年|(?:[0-9]{2,4}|[零〇一二三四五六七八九]{2,4})年(?!级|代|多|了|半|来|没|前|以))(?:[初底中末]|上半年|下半年)?`,
  ),
  stick(
    `(?:(?:上上|上|这|本|头|前)(?:一)?个?月(?:份)?|${digit}{1,2}月(?:份)?(?!租|费|票|工资|薪|没|了|多)|腊月|冬月|正月)(?:${digit}{1,3}(?:几?号|几?日)(?!楼)|${lunarDay}|(?:[12二]?十[一二三四五六七八九]?|三十一?|[0-9]{1,2})(?![0-9月年点天个块万千楼号]|多|几)|月?(?:初|底|中旬|上旬|下旬|末|头上))?`,
  ),
  stick(
    `(?:[12二]?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九]|[12]?[0-9]|3[01])(?:几)?(?:号|日)(?!楼|院|线|门|房|室|桌|车|机|厅|井|地|公寓|码|子|称)`,
  ),
  stick(
    '(?<!跟)(?:今儿个?|今个儿?|今天|今日|今(?=早|晚|晨)|昨儿个?|昨个儿?|昨天|昨日|昨(?=晚|夜)|大前天|大前儿个?|前两天|前几天|前儿个?|前天|前日|夜个儿?|夜儿个?|头天|这两天|这几天|这些天|最近(?:几天|这几天|两天|这段时间|一段时间|半个月|一个月)?|这阵子?|这一阵子?|近期|近来|前一阵子?|前阵子?|前些日子|前些天|前段时间|前一段时间|这段时间)',
  ),
  stick(
    '(?:上上|上|这|本|头)(?:一)?个?(?:周|礼拜|星期)(?:一(?!直)|[二三四五六日天末])?(?:那天)?|(?:周|礼拜|星期)(?:[一二三四五六日天末]|[1-7])',
  ),
  stick(
    `(?:过[完了](?:${festivals}|${solarTerms}|十五|暑假|寒假|夏天|冬天)节?|春天|夏天|秋天|冬天|春上|到秋|开春儿?|入冬|入夏|入伏|入秋|数九|三伏天?|头伏|末伏|${solarTerms}|${festivals}|大年(?:${lunarDay})|(?<![月])${lunarDay}|(?<![0-9零〇一二三四五六七八九十百几多两半老中青少成当周元拜个])(?:年根儿?(?:底下)?|年前|年后|年初|年底|年中|年末|月初|月底|月中)|(?<![二三四五六七八九])十一(?!月|点|号|楼|层|区|单|栋|岁|块|个|万|户|天|年|张|[了，。、]|门|位|口|人|楼)|供暖季|采暖季|放?[暑寒]假|开学|放假|汛期|雨季|上半年|下半年|[上这本]个?学期|高考|中考|疫情(?:期间|那年|那会儿)?)`,
  ),
]
const unitWords =
  '(?:小时|钟头|分钟|刻钟|天(?!津|坛|桥|通|安|宁|花|然)|宿|个晚上|晚上|晚|周|个礼拜|礼拜|个星期|星期|个月|个来月|月(?=没|了|的|工资|来|多|以|不|，|。|$)|年(?!级|代|轻|纪|龄)|季度|个季度|学期|冬天|夏天)'
const amount = stick(
  `(?<!第)(?:这|连着|都有?|快|得有|将近|差不多|大概)?(?:(?!百年|千年)${num}(?:来|多)?(?:个)?(?:半)?(?:多)?${unitWords}(?:半(?!年)|多|来)?|半(?:个)?(?:多)?(?:小时|钟头|天|年|月|拉月|晌|宿|来个?月|辈子)(?:多)?|大半(?:年|天|个月)|小半(?:年|个月|天)|[俩仨](?:多)?(?:月|礼拜|星期|钟头|小时)|个把(?:月|小时|礼拜|星期|钟头)|一整?(?:天|宿|夜|晚上|个冬天|冬)|整(?:整)?(?:一|两)?(?:天|宿|夜|个月|个冬天)|好长时间|老长时间|很长时间|多半年|百十来天)`,
)
const every = stick(
  '(?:每(?:个?周末|(?:周|个?礼拜|个?星期)(?:[一二三四五六日天末](?:到(?:周|礼拜|星期)?[二三四五六日天])?)?|天|日|晚|夜|个?月|年|逢|次|到|隔)(?:下雨天?|刮风|阴天|节假日|周末)?|年年|月月|隔三差五|三天两头|逢[一二三四五六七八九]逢[一二三四五六七八九十]|(?:每|一到)?工作日)(?:的)?',
)
const once = stick(
  '(?:每回|每次|只要)?(?:一(?:到|过|入)(?:了)?(?:周末|[早午晚]饭|节假日|点儿|雨季|汛期|饭点儿?|雨天|雪天|伏天|冬天|夏天|天热|天冷|阴天|下雨|夏|冬|秋|春)?|(?:一|每回|每次|每到)(?:下完?雨|刮风|下雪|变天|降温|供暖|来暖气|上班|放学)(?:天)?)',
)
const always = stick('(?:个?(?:周末|节假日)|天天儿?|成天|整天|整宿|夜夜|见天儿?|天儿天儿)(?:的)?')
const now = stick(
  '(?:刚才|刚刚|刚(?=[^好性需果才刚])|方才|现在正在|现在正|现在|眼下|这会儿|此刻|目前|正在|当下|这时候)',
)
const future = stick('(?:明天|明儿个?|后天|大后天|明年|下(?:个)?(?:周|月|礼拜|星期)(?:[一二三四五六日天])?|将来|以后)')
const sincePrefix = stick('(?:自从|自打|打从|从打|从|打|自)(?:了)?')
const sinceWords = stick('(?:入住|搬进来|交房|开业|一开始|开始供暖|供暖|装修|小时候|那(?:天|时候|会儿)|开工|停暖)')
const beginning = stick(
  '(?:的时候|那天|那会儿|那阵儿?|那[几两三]天|那个?(?:礼拜|星期|周|月|冬天|夏天|春天|秋天)|头一天|里头?(?![面屋边外])|边上)?(?:前后|左右|前头|后头|过后|以后|之后|以来|以前|之前|后|前(?![天面台门头后]))?(?:(?:就)?(?:开始|起(?!来|码|诉)|以来))?',
)
/** What belongs to a day without saying when: 清明那天, 元旦前, 三月十号左右, 国庆以后. */
const around = stick(
  '(?:节?后?第[一二三四五六七八九十]{1,2}(?:天|周|个?礼拜|个?星期)|节?后?头一个(?:礼拜|星期|周)[一二三四五六日天]|节(?=后|前)|那天|那[几两三]天|那阵[子儿]?|那会儿|那一?周|那个?礼拜|那段时间|的时候|期间|左右|前后|前头|后头|里头?(?![面屋边外])|一过|完了|这一期|过后|以后|之后|以来|以前|之前|前一天|头一天|前(?![天面台门后年几两头])|后(?![天面门来院头])|放假[一二三四五六七八九]天|开业|当天)',
)
const until = stick(
  '(?:，)?(?:一直)?(?:[敞停锁开占闹响放摆关堵断拖吵干漏流坏跳唱敲装等](?:着)?)?(?:到|至)(?=现在|今|目前|眼下|这会儿|[0-9一二三四五六七八九十昨前早晚中下上半夜凌后第周星礼初腊正])(?:现在|今天|今儿|今(?!年|早|晚)|目前|眼下|这会儿)?',
)
const ago = stick('(?:以|之)?前(?!天|面|台|门|后)')

/** Phrases of time in a text, left to right. */
export function findTimes(text: string): TimeExpression[] {
  const found: TimeExpression[] = []
  let at = 0
  while (at < text.length) {
    const best = startCharacters.has(text[at]!) ? readAt(text, at) : null
    if (best) {
      found.push({ ...best, start: at, text: text.slice(at, best.end) })
      at = best.end
    } else at++
  }
  return found
}

const startCharacters = new Set(
  '0123456789零〇一二三四五六七八九十百两俩仨半几好连今昨前大头夜这那当上本近最周礼星春夏秋冬开入立过年五国中清端元小供采暑寒放汛雨下高疫双腊正初惊谷芒冬处白寒霜重七八六除到做吃放收关早晨凌午晌后傍擦天黑晚间深饭睡白每只成整见个自打从刚方现眼此目明将都快得差多百老很往去月年逢隔工过',
)

interface Reading {
  kind: TimeKind
  end: number
}

function readAt(text: string, at: number): Reading | null {
  return (
    readSince(text, at) ??
    readRecurring(text, at) ??
    readPointOrSpan(text, at) ??
    readNow(text, at) ??
    simple('future', future, text, at) ??
    readAmount(text, at)
  )
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  const match = pattern.exec(text)
  return match ? at + match[0].length : at
}

function simple(kind: TimeKind, pattern: RegExp, text: string, at: number): Reading | null {
  const end = skip(pattern, text, at)
  return end > at ? { kind, end } : null
}

/** Part of the day, hours, and a range of them: 晚上十点到第二天早上六点. */
function readDaytime(text: string, at: number): number {
  let end = skip(partOfDay, text, at)
  end = skip(clock, text, skipOptional('的', text, end, clock))
  if (end === at) return at
  const to = skip(range, text, end)
  if (to === end) return end
  const second = skip(clock, text, skip(partOfDay, text, to))
  return second > to ? second : end
}

/** 的 only where something that `next` matches follows. */
function skipOptional(word: string, text: string, at: number, next: RegExp): number {
  if (!text.startsWith(word, at)) return at
  return skip(next, text, at + word.length) > at + word.length ? at + word.length : at
}

/** 去年九月三号晚上八点: days first, then the time of day. */
function readPoint(text: string, at: number): { end: number; days: boolean } {
  let end = at
  for (let count = 0; count < 4; count++) {
    const from = end > at && text[end] === '的' ? end + 1 : end
    const next = Math.max(...dayAtoms.map((atom) => skip(atom, text, from)))
    if (next <= from) break
    end = next
  }
  const days = end > at
  const from = days && text[end] === '的' ? end + 1 : end
  const time = readDaytime(text, from)
  return { end: time > from ? time : end, days }
}

function readSince(text: string, at: number): Reading | null {
  const from = skip(sincePrefix, text, at)
  if (from === at) return null
  const point = readPoint(text, from)
  let end = point.end > from ? point.end : skip(sinceWords, text, from)
  if (end === from) {
    const length = skip(amount, text, from)
    const before = length > from ? skip(ago, text, length) : length
    if (before === length) return null
    end = before
  }
  const begun = skip(beginning, text, end)
  const to = readUntil(text, begun)
  // 「从三点」 alone may be a route or a list; a day, a beginning or an end makes it time.
  if (!point.days && begun === end && to === begun && point.end > from && readDaytime(text, from) === from) return null
  return { kind: 'span', end: to }
}

function readUntil(text: string, at: number): number {
  const to = skip(until, text, at)
  if (to === at) return at
  if (/(?:现在|今天|今儿|今|目前|眼下|这会儿)$/.test(text.slice(at, to))) return to
  const point = readPoint(text, to)
  return point.end > to ? point.end : at
}

function readRecurring(text: string, at: number): Reading | null {
  for (const pattern of [every, once, always]) {
    const from = skip(pattern, text, at)
    if (from === at) continue
    const { end } = readPoint(text, from)
    // 一到, 一过 need a time after them.
    if (end === from && /(?:到|过|入|了)$/.test(text.slice(at, from))) continue
    return { kind: 'recurring', end: skip(/起(?!来|码|诉)|开始(?=[，。！]|$)/y, text, secondTime(text, end)) }
  }
  return null
}

/** 「早上七点半和晚上九点」. */
function secondTime(text: string, at: number): number {
  const joined = skip(/[和跟、]/y, text, at)
  if (joined === at) return at
  const end = readDaytime(text, joined)
  return end > joined ? end : at
}

function readPointOrSpan(text: string, at: number): Reading | null {
  const point = readPoint(text, at)
  if (point.end === at) return null
  const near = point.days ? skip(around, text, point.end) : point.end
  const begun = skip(/(?:(?:就)?(?:开始|起(?!来|码|诉)))/y, text, near)
  const stated = skip(/起(?!来|码|诉)|开始(?=[，。！]|$)/y, text, near)
  const to = readUntil(text, begun)
  if (to > begun) return { kind: 'span', end: to }
  if (!point.days) return { kind: 'daytime', end: point.end }
  return { kind: 'point', end: stated }
}

/** 刚才, 刚才十二点二十五. */
function readNow(text: string, at: number): Reading | null {
  const end = skip(now, text, at)
  if (end === at) return null
  const time = skip(clock, text, end)
  return time > end && /^刚/.test(text.slice(at, end)) ? { kind: 'point', end: time } : { kind: 'now', end }
}

function readAmount(text: string, at: number): Reading | null {
  const end = skip(amount, text, at)
  if (end === at) return null
  const before = skip(ago, text, end)
  if (before > end) return { kind: 'point', end: before }
  return { kind: 'duration', end: text[end] === '了' ? end + 1 : end }
}
