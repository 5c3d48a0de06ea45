import { toArabic } from '../../text/spoken-number.ts'

/** What follows a place's name in an address, from the large to the small. */
export type DetailKind = 'yard' | 'number' | 'building' | 'unit' | 'floor' | 'room' | 'relation' | 'spot'

export interface Detail {
  kind: DetailKind
  /** As it is written in an address: 12号楼, 502室, 东南角. */
  text: string
  start: number
  end: number
  /** 和, 、: this one stands beside the one before it, it does not replace it. */
  beside: boolean
  /** How the two were joined, as it is written. */
  joiner?: string
}

export interface DetailRun {
  details: Detail[]
  start: number
  end: number
}

const number = '(?:[0-9]{1,4}|[零〇一二三四五六七八九十百两幺]{1,5})'
const heading = '[甲乙丙丁东西南北A-Za-z]?'
const direction = '(?:东南|东北|西南|西北|东|西|南|北)'
const spots =
  '便道|果园|水库|水渠|核桃林|树林|山上|草坪|岗亭|健身器材|健身点|滑梯|喷水池|长椅|扶梯|台阶|母婴室|机井|鱼塘|养猪场|养鸡场|石料厂|大队部|大队部|卫生室|民宿|草莓大棚|大棚|打谷场|骑行道|调头道|掉头道|加油站|河滩地|急诊|垃圾桶旁|墙根儿?|后山墙|院墙|训练场|小街|街心绿地|老宅子|坡根|菜店|邮局|北屋|南屋|东屋|西屋|北房|南房|空场|空地|院子|东山墙|西山墙|山墙|窗下|窗户下|窗外|墙根|墙外|河沿|河面|河滩|河沟|河堤|后山|山坡|山脚|坡上|桥头|进村路|进村口|中街|小树林|树林|小桥下|小桥|沿河|临街|小公园|中心花园|隔离带|隔离绿化带|步道|人行道|盲道|辅路|主路|马路|非机动车道|自行车道|机动车道|匝道|公交站台?|公交车站|车站|站台|天桥|过街天桥|人行天桥|地下通道|过街通道|地下车库|地库|停车场|车库|车棚|自行车棚|工地|写字楼|办公楼|底商|楼道|楼梯间|电梯间|电梯|楼顶|房顶|屋顶|天台|外墙|地下室|垃圾站|垃圾楼|配电室|河边|河道|河沟|沟渠|桥洞|桥下|桥上|桥底下|桥底|桥面|广场|小广场|花园|绿地|绿化带|草坪|健身区|凉亭|操场|食堂|大厅|候车厅|早市|菜市场|集市|胡同|巷子|巷口|村口|村头|村委会|大院|后院|空地|拆迁地|荒地|大棚|围墙|隧道|地道|人防工程|锅炉房|换热站|水泵房|泵房|岗亭|值班室|物业办公室|驿站|安检口|闸机|卫生间|公共厕所|公厕|厕所|公交场站|收费站|航站楼|邮局门口'

/** 卫生室后头 is written 卫生室后面. */
const spotMarkers: Readonly<Record<string, string>> = {
  下: '下面',
  后: '后面',
  旁: '旁边',
  对: '对面',
  边: '边',
  门: '门口',
  前: '前',
}

interface Rule {
  kind: DetailKind
  pattern: RegExp
  write: (match: RegExpExecArray) => string | null
  /** Only where one of these came before (or a place directly before, for the first detail). */
  after?: readonly DetailKind[]
}

const digits = (spoken: string | undefined): string => (spoken ? (toArabic(spoken) ?? spoken) : '')
const stick = (source: string): RegExp => new RegExp(source, 'y')

const buildingName = stick('[\\u4e00-\\u9fff]{2,4}?(?:大厦|大楼|商厦|写字楼)')

const rules: readonly Rule[] = [
  {
    kind: 'yard',
    pattern: stick(`(${heading})(${number})号([甲乙丙丁]?)(院|大院)(?:儿)?`),
    write: (match) => `${match[1]}${digits(match[2])}号${match[3]}${match[4]}`,
  },
  {
    kind: 'building',
    pattern: stick(`(${heading})(${number})(?:号楼|#楼|号公寓楼|#)`),
    write: (match) => `${match[1]}${digits(match[2])}号楼`,
  },
  {
    kind: 'building',
    pattern: stick(`([甲乙丙丁])(${number})楼`),
    write: (match) => `${match[1]}${digits(match[2])}号楼`,
  },
  {
    kind: 'building',
    pattern: stick(`(?<![这那整哪几])(${number})(栋|幢|座)(?!楼|塔|房|大楼|别墅)`),
    write: (match) => `${digits(match[1])}${match[2]}`,
  },
  {
    kind: 'yard',
    pattern: stick(
      '(?:[一二三四五六七八九]|[东西南北前后中])(?:街|巷|条)(?!道|坊|路|口)|[一二三四五六七八九十]{1,2}队',
    ),
    write: ([text]) => text,
  },
  { kind: 'yard', pattern: stick(`(${number})排(?!水|队|放|污|烟)`), write: (match) => `${digits(match[1])}排` },
  {
    kind: 'building',
    pattern: stick('([0-9]{3}|[一二三四五六七八九][零一二三四五六七八九]{2})楼(?!上|下|道|顶)'),
    write: (match) => `${digits(match[1])}楼`,
  },
  { kind: 'yard', pattern: stick('[东南西北中]区(?!域)'), write: ([text]) => text },
  { kind: 'yard', pattern: stick(`([A-Za-z])区`), write: (match) => `${match[1]!.toUpperCase()}区` },
  { kind: 'yard', pattern: stick(`(${number})(区|期)(?!间|别)`), write: ([text]) => text },
  {
    kind: 'relation',
    pattern: stick(`(?:数)?第(${number})(户|家|排|间|条|个(?:红|蓝|大|小|铁|黑|绿|白)*(?:铁)?门|栋楼|个路口|个院)`),
    write: (match) => `第${digits(match[1])}${match[2]}`,
  },
  {
    kind: 'building',
    pattern: stick(`([A-Za-z][0-9]?)(座|栋|号楼|楼|馆)`),
    write: (match) => `${match[1]!.toUpperCase()}${match[2]}`,
  },
  {
    kind: 'building',
    pattern: stick(`(塔|[Tt])(${number})(?:座)?(?!出行|航站)`),
    write: (match) => `${match[1]!.toUpperCase()}${digits(match[2])}`,
  },
  {
    kind: 'building',
    pattern: stick(`([东西南北])(楼|座|塔)(?!上|下|梯|道)`),
    write: (match) => `${match[1]}${match[2]}`,
  },
  {
    kind: 'building',
    pattern: stick(`(${number})楼(?=(?:，)?(?:的)?${number}(?:单元|门(?!口)))`),
    write: (match) => `${digits(match[1])}号楼`,
  },
  {
    kind: 'unit',
    pattern: stick(`(${number})(单元|门(?!口|脸|店|面|外|前|诊))`),
    write: (match) => `${digits(match[1])}${match[2]}`,
  },
  {
    kind: 'floor',
    pattern: stick(`(地下|负|B)(${number})(?:层|楼)`),
    write: (match) => `${match[1]}${digits(match[2])}层`,
  },
  { kind: 'floor', pattern: stick(`(B[1-5])(?:层)?(?![0-9A-Za-z口])`), write: (match) => `${match[1]}层` },
  { kind: 'floor', pattern: stick(`(${number})(层)(?!楼(?!道|梯|上))`), write: (match) => `${digits(match[1])}层` },
  {
    kind: 'floor',
    pattern: stick(`(${number})楼(?!上|下|道|梯|顶|的?住户)`),
    write: (match) => `${digits(match[1])}楼`,
    after: ['building', 'unit', 'yard', 'number'],
  },
  {
    kind: 'room',
    pattern: stick(`([A-Za-z]?${number})(?:号房间|号房|房间|室|房(?!子|东|屋|租|本|产|顶|价|贷)|户(?!口|型|籍|主|外))`),
    write: (match) => `${digits(match[1]).toUpperCase()}室`,
  },
  {
    kind: 'room',
    pattern: stick(
      `((?:[A-Za-z]?[0-9]{3,4}|[零一二三四五六七八九幺两]{3,4}|十[一二三四五六七八九]?零[一二三四五六七八九]))(?![0-9零一二三四五六七八九十百千万幺点块元年月号路个多米平度斤]|单元|层|楼|栋|-)`,
    ),
    write: (match) => `${digits(match[1]).toUpperCase()}室`,
    after: ['building', 'unit', 'floor', 'yard'],
  },
  {
    kind: 'number',
    pattern: stick(
      `(${heading})(${number})号([甲乙丙丁]?)(?!线|码|开始|以后|之前|之后|下午|晚上|上午|早上|中午|夜里|那天|到|就|停|没|供|来|才|晚|左右|前|[0-9一二三四五六七八九十]|院|楼|房)`,
    ),
    write: (match) => `${match[1]}${digits(match[2])}号${match[3]}`,
  },
  {
    kind: 'relation',
    pattern: stick(`([A-Za-z][0-9]?)(?:号)?(${direction})?(出入口|出口|入口|口)`),
    write: (match) => `${match[1]!.toUpperCase()}${match[2] ?? ''}${match[3]}`,
  },
  {
    kind: 'relation',
    pattern: stick(
      `(?:往|向|朝)?(${direction})(门口|门外(?:头|边|面)?|大门口?|小门口?|侧|边|门|角|面|头|出口|入口|路口|口|段|院|广场)(?:儿)?`,
    ),
    write: (match) => `${match[1]}${match[2]!.replace(/^门外.*/, '门外')}`,
  },
  {
    kind: 'relation',
    pattern: stick(
      `(?:(往|向|朝)(${direction})(?:走|去)?)?(?:大概|大约|约|也就|不到)?(${number}|[两三四五六七八九]?百)(?:来|多)?(米|公里|里地)(?:左右|处|远)?(?:的)?(?:地方)?`,
    ),
    write: (match) => `${match[1] ? `${match[1]}${match[2]}` : ''}${digits(match[3])}${match[4]}`,
  },
  {
    kind: 'relation',
    pattern: stick('(?:十字|丁字|三岔)路口|路口|交叉口|交汇处|交界处|拐角|拐弯处|把角'),
    write: ([text]) => text,
  },
  { kind: 'relation', pattern: stick('(?:斜)?对(?:面|过|门)(?:儿)?'), write: ([text]) => text.replace('儿', '') },
  {
    kind: 'relation',
    pattern: stick('旁边儿?|边上|边儿上|旁(?=的|那|工|有)|紧挨着|紧邻|隔壁'),
    write: ([text]) => (text === '隔壁' ? '隔壁' : '旁'),
  },
  {
    kind: 'relation',
    pattern: stick('(?:正|后|侧|大|前|小)门(?:口|外)?|门口|门前|门外|出站口|进站口|出口|入口'),
    write: ([text]) => text,
  },
  {
    kind: 'relation',
    pattern: stick(`(往|向|朝)(${direction}|里)(?:走|去)?(?=的|那|工地|，|。|$)`),
    write: (match) => `${match[1]}${match[2]}`,
  },
  { kind: 'relation', pattern: stick('(?<=楼)顶(?!层|楼|头)'), write: ([text]) => text },
  { kind: 'relation', pattern: stick('(?<=[村巷街路道同])口(?=，|。|的|那|儿|小|往|上|$)'), write: ([text]) => text },
  { kind: 'relation', pattern: stick('附近|周边'), write: ([text]) => text },
  { kind: 'relation', pattern: stick('外(?:边|面|头|围)|(?<=口)外(?=的|那|，|便|马|路|人)'), write: () => '外' },
  {
    kind: 'relation',
    pattern: stick('里(?:边|面|头)|院(?:里|内)|内'),
    write: ([text]) => (text.startsWith('院') ? '院内' : '内'),
  },
  {
    kind: 'relation',
    pattern: stick('(?:前|后|下|上)(?:头|面|边|方)|底下'),
    write: ([text]) => (text === '底下' ? '下' : text[0]!),
  },
  {
    kind: 'relation',
    pattern: stick('下(?=辅路|的|那|有|，)|前(?=那|的|面|空地)|(?<=楼)前(?!台|面|两|几|天|年|后|阵)'),
    write: ([text]) => text,
  },
  {
    kind: 'relation',
    pattern: stick(
      '窗下|楼下|楼前|楼后|后身|楼上|中间|之间|路东|路西|路南|路北|桥东|桥西|桥南|桥北|沿线|沿街|一侧|两侧',
    ),
    write: ([text]) => text,
  },
  {
    kind: 'relation',
    pattern: stick('(?:公交)?站(?!着|长|点|岗|队|街|那|住|立|出)'),
    write: ([text]) => text,
    after: [],
  },
  {
    kind: 'spot',
    pattern: buildingName,
    write: ([text]) => (/[的在是就有了那这]/.test(text) ? null : text),
  },
  {
    kind: 'spot',
    pattern: stick(`(${spots})(后[面头边]|下[面头边]|旁边?|对面|边上?|门口|前[面头边]?)?`),
    write: ([, noun, marker]) =>
      `${noun!.replace('墙根儿', '墙根').replace(/底下?$/, '下')}${spotMarkers[marker?.[0] ?? ''] ?? ''}`,
  },
]

/** Every detail but a named building begins with one of these. */
const starters = new Set(
  `0123456789零〇一二三四五六七八九十百两幺甲乙丙丁东西南北中ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz塔地负第数往向朝大约也不丁路交拐把斜对旁边紧隔正后侧前小门出进附周外里院内窗楼桥沿两站口顶下上底公之${spots
    .split('|')
    .map((spot) => spot[0])
    .join('')}`,
)

function startsBuilding(text: string, at: number): boolean {
  buildingName.lastIndex = at
  return buildingName.test(text)
}

const triple = stick(`(${number})(?:-|杠)(${number})(?:-|杠)([0-9]{2,4}|[零一二三四五六七八九十幺]{2,4})(?![0-9-])`)
const double = stick('([0-9]{1,3})-([0-9]{3,4})(?![0-9-])')
const filler = stick(
  '(?:[，、,\\s]|的|那个|这个|那块儿?|那栋|这栋|那座|那片儿?|那一?大片|那部|那张|那几间|进去|一进去|上去|那条|那排|那家|这片|一片|一条|商场|村(?=[东西南北][头口边])|那边|这边|那儿|这儿|那|这|就是|就在|就|嗯|呃|额|啊|哎|呢|吧|哈|儿|我们家|我们|我家|我这|我(?![在是住])|他家|家|是|在|住|靠近?|紧|上|一个|个|里|整个|整|咱们?|它|名字?叫|具体)*',
)
const correctionMarker = stick(
  '(?:[，。、\\s]|嗯|啊|哎|呃|哦|噢)*(?:不对|不是|错了|说错了|哦不|噢不|更正|应该是|我说错了|记错了)(?:[，。、\\s]|不对|不是|错了|说错了|是|应该是|啊|哎|我)*',
)
const joinerPattern = stick('(?:[，、\\s])*(?:和|跟|与|及|以及|还有|、|(?:一直)?(?:到|至))(?:[，、\\s])*')

/**
 * The details of an address from `at` on, over fillers and corrections; empty when none follows.
 * `afterPlace` says that a place's name ends at `at`, so that bare numbers may be doors and rooms.
 */
export function parseDetails(
  text: string,
  at: number,
  options: { afterPlace: boolean; afterRoad?: boolean },
): DetailRun {
  const details: Detail[] = []
  let end = at
  let position = at
  let corrected = false
  let beside = false
  let joiner = ''
  while (details.length < 12) {
    const start = skip(filler, text, position)
    const gap = text.slice(position, start)
    const found = /[。？！]/.test(gap) ? [] : readDetail(text, start, { details, gap, ...options })
    if (found.length > 0) {
      const adjacent = !corrected && gap === '' && details.at(-1)?.kind === 'building' && found[0]!.kind === 'building'
      for (const detail of found) place(details, { ...detail, beside: beside || adjacent, joiner }, corrected)
      position = found.at(-1)!.end
      end = position
      corrected = false
      beside = false
      continue
    }
    const amended = details.length > 0 ? skip(correctionMarker, text, position) : position
    const joined = details.length > 0 ? skip(joinerPattern, text, position) : position
    if (amended > position) corrected = true
    else if (joined > position) {
      beside = true
      joiner = /[到至]/.test(text.slice(position, joined))
        ? '到'
        : /[和跟与及]/.test(text.slice(position, joined))
          ? '和'
          : ''
    } else break
    position = Math.max(amended, joined)
  }
  return { details, start: details[0]?.start ?? at, end }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  const match = pattern.exec(text)
  return match ? at + match[0].length : at
}

function readDetail(
  text: string,
  at: number,
  context: { details: readonly Detail[]; gap: string; afterPlace: boolean; afterRoad?: boolean },
): Detail[] {
  const { details, gap, afterPlace } = context
  if (!starters.has(text[at] ?? '') && !startsBuilding(text, at)) return []
  const short = shortForm(text, at)
  if (short) return short
  const paused = /[，、]/.test(gap)
  for (const rule of rules) {
    rule.pattern.lastIndex = at
    const match = rule.pattern.exec(text)
    if (!match) continue
    if (rule.after && !details.some((detail) => rule.after!.includes(detail.kind))) {
      if (
        !(
          afterPlace &&
          details.length === 0 &&
          !paused &&
          (gap === '' || /^那个?$/.test(gap) || rule.kind === 'floor') &&
          (rule.kind === 'room' || rule.kind === 'floor' || rule.after.length === 0)
        )
      )
        continue
    }
    // After a pause, 对面 and 楼下 begin another thought more often than they end the address.
    if (rule.kind === 'spot' && paused && !afterPlace && details.length === 0) continue
    if (paused && details.at(-1)?.kind === 'building' && /^(?:对面|对过|下|上|隔壁|楼下|楼上|内)/.test(match[0]))
      continue
    if (paused && /^(?:院里|院内|里|内|出口|入口)/.test(match[0]) && details.length > 0) continue
    if (paused && details.some((detail) => detail.kind === 'spot') && rule.kind === 'spot') continue
    if (rule.kind === 'relation' && paused && !afterPlace && details.length === 0) continue
    if (
      rule.kind === 'number' &&
      ((paused &&
        !(context.afterRoad && /^(?:[，。！的]|$|门|院|旁|对|附|那)/.test(text.slice(at + match[0].length)))) ||
        (!afterPlace && details.length === 0))
    )
      continue
    if ((rule.kind === 'spot' || rule.kind === 'relation') && !afterPlace && details.length === 0) continue
    const written = rule.write(match)
    if (written !== null)
      return [{ kind: rule.kind, text: written, start: at, end: at + match[0].length, beside: false }]
  }
  return []
}

/** 3-2-501, 三杠二杠五零一: building, unit, room. */
function shortForm(text: string, at: number): Detail[] | null {
  triple.lastIndex = at
  const three = triple.exec(text)
  const span = (match: RegExpExecArray) => ({ start: at, end: at + match[0].length, beside: false })
  if (three) {
    return [
      { kind: 'building', text: `${digits(three[1])}号楼`, ...span(three) },
      { kind: 'unit', text: `${digits(three[2])}单元`, ...span(three) },
      { kind: 'room', text: `${digits(three[3])}室`, ...span(three) },
    ]
  }
  double.lastIndex = at
  const two = double.exec(text)
  if (!two) return null
  return [
    { kind: 'building', text: `${two[1]}号楼`, ...span(two) },
    { kind: 'room', text: `${two[2]}室`, ...span(two) },
  ]
}

const replaceable = new Set<DetailKind>(['yard', 'number', 'building', 'unit', 'floor', 'room'])

/** A second building, unit or room replaces the first, unless it stands beside it. */
export function place(details: Detail[], detail: Detail, corrected: boolean): void {
  if (!replaceable.has(detail.kind)) {
    const same = details.findIndex((other) => other.kind === detail.kind && other.text === detail.text)
    if (same >= 0) return
    if (corrected && details.at(-1)?.kind === detail.kind) details.pop()
    details.push(detail)
    return
  }
  const at = details.findLastIndex((other) => other.kind === detail.kind)
  if (at < 0) insertInOrder(details, detail)
  else if (detail.beside) details.splice(at + 1, 0, detail)
  else details[at] = detail
}

const order: readonly DetailKind[] = ['yard', 'number', 'building', 'unit', 'floor', 'room']

function insertInOrder(details: Detail[], detail: Detail): void {
  const rank = order.indexOf(detail.kind)
  const before = details.findIndex(
    (other) =>
      order.indexOf(other.kind) > rank || (other.kind === 'spot' && detail.kind !== 'floor' && detail.kind !== 'room'),
  )
  if (before < 0) details.push(detail)
  else details.splice(before, 0, detail)
}

/** A room tells its floor, and 对门 or 楼上 in front of the room's number only told whose it is. */
export function writeDetails(details: readonly Detail[]): string {
  const room = details.find((detail) => detail.kind === 'room')
  const building = details.findIndex((detail) => detail.kind === 'building' || detail.kind === 'unit')
  return details
    .filter((detail, index) => {
      // 「旁边那个七号楼」 told which estate; the building tells the place.
      if (index < building && /^(?:旁|附近|周边|楼下|内|院内|.*门口?)$/.test(detail.text)) return false
      if (!room) return true
      if (detail.kind === 'floor') return !room.text.startsWith(detail.text.replace(/[层楼]$/, ''))
      return !(
        /^(?:对门|隔壁|楼上|楼下)$/.test(detail.text) &&
        (details[index + 1] === room || details.indexOf(room) < index)
      )
    })
    .map((detail) => (detail.beside ? `${detail.joiner ?? ''}${detail.text}` : detail.text))
    .join('')
    .replace(/楼楼(?=[前后下])/g, '楼')
}
