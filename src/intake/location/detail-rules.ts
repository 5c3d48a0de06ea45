import { toArabic } from '../../text/spoken-number.ts'
import type { DetailKind } from './detail.ts'
import { spotMarkers, spotNouns } from './spot-nouns.ts'

export const number = '(?:[0-9]{1,4}|[零〇一二三四五六七八九十百两幺]{1,5})'
const heading = '[甲乙丙丁东西南北A-Za-z]?'
const direction = '(?:东南|东北|西南|西北|东|西|南|北)'

/** 二三层, 五六楼: a guess, not a floor. */
const roughly = '(?:一二|二三|三四|四五|五六|六七|七八|八九)[层楼]'
/** 一排白杨, 一栋写字楼 count; 一排三号, 一栋二单元 number. */
const oneOf = (counter: string): string => `一${counter}(?![，的]?[0-9零〇一二三四五六七八九十]|[，。]|$)`

export interface DetailRule {
  kind: DetailKind
  pattern: RegExp
  write: (match: RegExpExecArray) => string | null
  /** Only where one of these came before (or a place directly before, for the first detail). */
  after?: readonly DetailKind[]
}

export const digits = (spoken: string | undefined): string => (spoken ? (toArabic(spoken) ?? spoken) : '')
export const stick = (source: string): RegExp => new RegExp(source, 'y')

export const buildingName = stick('[\\u4e00-\\u9fff]{2,4}?(?:大厦|大楼|商厦|写字楼)')

/** A character of a common noun, not of the sentence around it. */
const nounCharacter =
  '[^\\x00-\\x7f，。！？、的是在有就了我你他她它那这都没不到去说从把给来和跟还也很太让被个条辆只家几两号往]'

/** What lies along a road and is named for want of a number: 小卖部对面, 邮局门口. */
export const landmark = stick(
  `(${nounCharacter}{1,5}?[站部局校学院园库亭厅桥井坡坝洞塘台所市])(门口|门前|对面|对过|旁边?|附近|后[面头边]|前[面头边]|${direction}[侧边头])`,
)
/** What is pointed at behind a place, 那条规划路, 那栋白楼, 那个桶站: ends like a place and is followed by no more of its name. */
export const pointed = stick(
  `${nounCharacter}{0,4}?(?:(?<=[^，。个条块片栋座排间部处趟溜])(?:[站库房园桥沟滩楼棚路道口厅坑塘渠井场坡墙洞屋林池台柜街巷]|(?<=[空绿林荒草滩坡菜])地)|院|河|沟|楼|棚子?)(?=[，。里上下的旁边就前后东西南北底外那有全被让往]|$)`,
)
/** 那条, 这个: the words in front of what is pointed at. */
export const pointing = /[那这](?:个|条|块|片|栋|座|排|间|部|处|趟|溜|面)儿?$/

/** 从南口到学校门口, 邮局门口往北到学校: where the part of a road begins and ends. */
const end = `${nounCharacter}{1,6}?[口路桥站店校学楼院场局厕部村头门街里坊行园灯馆厂](?:底?下)?`
export const stretch = stick(
  `(从?(?:那个)?${end})(?:[，、]?[往向朝](${direction})(?:走)?[，、]?)?(?:一直|一路)?(?:到|至)(?:那个|那)?(${end})(?=这|那|的|全|都|一?段|一路|，|。|$)`,
)
/** 往南到红绿灯, behind the place that it starts from. */
const onTo = stick(
  `[往向朝](${direction})(?:走)?[，、]?(?:一直|一路)?(?:到|至)(?:那个|那)?(${end})(?=这|那|的|全|都|一?段|一路|，|。|$)`,
)
/** 邮局往东, 建行往西第二个路口: from where a direction goes. */
const anchor = stick(`(从?${nounCharacter}{1,5}?[口桥站店校学楼院场局厕部行园厂])(?=[，、]?[往向朝]${direction})`)

export const detailRules: readonly DetailRule[] = [
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
  // 四、五、六号楼; 二十六到二十八号楼.
  {
    kind: 'building',
    pattern: stick(`(${number}(?:[、到至]${number})+)号楼`),
    write: (match) => `${match[1]!.replace(new RegExp(number, 'g'), digits)}号楼`,
  },
  {
    kind: 'building',
    pattern: stick(`([甲乙丙丁])(${number})楼`),
    write: (match) => `${match[1]}${digits(match[2])}号楼`,
  },
  {
    kind: 'building',
    pattern: stick(`(?<![这那整哪几])(?!${oneOf('[栋幢座]')})(${number})(栋|幢|座)(?!楼|塔|房|大楼|别墅)`),
    write: (match) => `${digits(match[1])}${match[2]}`,
  },
  {
    kind: 'yard',
    pattern: stick(
      '(?:[一二三四五六七八九]|[东西南北前后中])(?:街|巷|条)(?!道|坊|路|口)|[一二三四五六七八九十]{1,2}队',
    ),
    write: ([text]) => text,
  },
  {
    kind: 'yard',
    pattern: stick(`(?!${oneOf('排')})(${number})排(?!水|队|放|污|烟)`),
    write: (match) => `${digits(match[1])}排`,
  },
  {
    kind: 'building',
    pattern: stick(
      '([0-9]{3}|[一二三四五六七八九][零〇一二三四五六七八九]{2}|[一二三四五六七八九]百[零一二三四五六七八九十]{1,4})楼(?!上|下|道|顶)',
    ),
    write: (match) => `${digits(match[1])}楼`,
  },
  // 安慧北里秀园十七号楼: a part of the estate with a name of its own.
  {
    kind: 'yard',
    pattern: stick(`(?![小花公果菜家])[\\u4e00-\\u9fff]{1,2}[园苑](?=[，、]?(?:${number}号楼|[东西南北]门))`),
    write: ([text]) => text,
  },
  { kind: 'yard', pattern: stick('[东南西北中]区(?!域)'), write: ([text]) => text },
  { kind: 'yard', pattern: stick(`([A-Za-z])区`), write: (match) => `${match[1]!.toUpperCase()}区` },
  { kind: 'yard', pattern: stick(`(${number})(区|期)(?!间|别)`), write: ([text]) => text },
  {
    kind: 'relation',
    pattern: stick(
      `((?:从|往|自)?(?:${direction}[头边口]?)(?:往${direction})?数?|数|进[门村院](?:后?[左右]手边?)?|[左右]手边?)?第(${number})(户|家|排|间|条|个(?:红|蓝|大|小|铁|黑|绿|白)*(?:铁)?(?:门脸?|大门|院子|摊位|窗口|车位|过道|岔口|井盖|岗亭|胡同|巷子)|栋楼|个路口|个院|[个根]电线杆子?|棵树|[趟道]胡同)`,
    ),
    write: (match) => `${match[1]?.replace(/^数$/, '') ?? ''}第${digits(match[2])}${match[3]}`,
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
  { kind: 'unit', pattern: stick('([A-Za-z])单元'), write: (match) => `${match[1]!.toUpperCase()}单元` },
  {
    kind: 'floor',
    pattern: stick(`(地下|负|B)(${number})(?:层|楼)`),
    write: (match) => `${match[1]}${digits(match[2])}层`,
  },
  { kind: 'floor', pattern: stick(`(B[1-5])(?:层)?(?![0-9A-Za-z口出东西南北])`), write: (match) => `${match[1]}层` },
  {
    kind: 'floor',
    pattern: stick(`(?!${roughly})(${number})(层)(?!楼(?!道|梯|上))`),
    write: (match) => `${digits(match[1])}层`,
  },
  {
    kind: 'floor',
    pattern: stick(`(?!${roughly})(${number})楼(?!上|下|道|梯|顶|的?住户)`),
    write: (match) => `${digits(match[1])}楼`,
    after: ['building', 'unit', 'yard', 'number'],
  },
  {
    kind: 'room',
    pattern: stick(
      `([A-Za-z]?${number})(?:号房间|号房|房间|室|房(?!子|东|屋|租|本|产|顶|价|贷)|(?<=[0-9零〇一二三四五六七八九]{3})户(?!口|型|籍|主|外))`,
    ),
    write: (match) => `${digits(match[1]).toUpperCase()}室`,
  },
  {
    kind: 'room',
    pattern: stick(
      `((?:[A-Za-z]?[0-9]{3,4}|[零〇一二三四五六七八九幺两]{3,4}|十[一二三四五六七八九]?零[一二三四五六七八九]))(?![0-9零〇一二三四五六七八九十百千万幺点块元年月号路个多米平度斤]|单元|层|楼|栋|-)`,
    ),
    write: (match) => `${digits(match[1]).toUpperCase()}室`,
    after: ['building', 'unit', 'floor', 'yard'],
  },
  {
    kind: 'number',
    pattern: stick(
      `(${heading})(${number})号([甲乙丙丁]?)(?!线|码|开始|以后|之前|之后|下午|晚上|上午|早上|中午|夜里|那天|到|就|停|没|供|来|才|晚|左右|前|[0-9一二三四五六七八九十]|院|楼|房|停?车位|摊|商铺|铺位|柜台|窗|档口)`,
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
    pattern: stick(`(${direction}门)(?:一?进去|往里走?|里[头边面])`),
    write: (match) => `${match[1]}内`,
  },
  {
    kind: 'relation',
    pattern: stick(
      `(?:往|向|朝|路(?=[东南西北][侧边]))?(${direction})(门口|门外(?:头|边|面)?|大门口?|小门口?|墙外?(?:头|边)?|侧|边|门|角|面|头|出口|入口|路口|口|段|院|广场)(?:儿)?`,
    ),
    write: (match) => `${match[1]}${match[2]!.replace(/^(门|墙)外.*/, '$1外')}`,
  },
  {
    kind: 'relation',
    pattern: onTo,
    write: ([, way, to]) => `往${way}到${to}`,
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
    pattern: stick(`(往|向|朝)(${direction}|里)(?:走|去)?(?=的|那|工地|第|[0-9一二两三四五六七八九十]|，|。|$)`),
    write: (match) => `${match[1]}${match[2]}`,
  },
  { kind: 'relation', pattern: stick('(?<=楼)顶(?!层|楼|头)'), write: () => '楼顶' },
  {
    kind: 'relation',
    pattern: stick('(?<=[村巷街路道同]儿?)口(?=，|。|的|那|儿|小|往|上|$)'),
    write: ([text]) => text,
  },
  { kind: 'relation', pattern: stick('附近|周边'), write: ([text]) => text },
  {
    kind: 'relation',
    pattern: stick(
      `村(?:${direction}(?:头|口|边|侧|坡上?|(?=，|。|的|那|$))|中间|[前后](?:头|面|边)?(?=[，。的那]|有条))`,
    ),
    write: ([text]) => text,
  },
  { kind: 'relation', pattern: stick('(?<=[河湖渠沟])边(?:儿?上)?'), write: () => '边' },
  { kind: 'relation', pattern: stick('路(?:正)?中间'), write: () => '路中间' },
  { kind: 'relation', pattern: stick('外(?:边|面|头|围)|(?<=口)外(?=的|那|，|便|马|路|人)'), write: () => '外' },
  {
    kind: 'relation',
    pattern: stick('里(?:边|面|头)|院(?:里|内)|内'),
    write: ([text]) => (text.startsWith('院') ? '院内' : '内'),
  },
  {
    kind: 'relation',
    pattern: stick('(?:前|后|下|上)(?:头|面|边|方)|底下'),
    write: ([text]) => (text === '底下' ? '下' : text.replace('方', '')),
  },
  {
    kind: 'relation',
    pattern: stick('下(?=辅路|的|那|有|，)|前(?=那|的|面|空地)|(?<=楼)前(?!台|面|两|几|天|年|后|阵)'),
    write: ([text]) => text,
  },
  {
    kind: 'relation',
    pattern: stick(
      '当间儿?|窗下|楼下|楼[前后](?:[头面边]儿?)?|后身|楼上|中间|之间|路东|路西|路南|路北|桥东|桥西|桥南|桥北|沿线|沿街|一侧|两侧',
    ),
    write: ([text]) => text.replace(/^当间儿?/, '中间'),
  },
  {
    kind: 'relation',
    pattern: stick('(?:公交)?站(?!着|长|点|岗|队|街|那|住|立|出)'),
    write: ([text]) => text,
    after: [],
  },
  {
    kind: 'spot',
    pattern: stick(`车位号?(?:是)?(${number})号?|(${number})号(?:停)?车位`),
    write: (match) => `${digits(match[1] ?? match[2])}号车位`,
  },
  {
    kind: 'spot',
    pattern: stick(`(${number})号(摊位?|商铺|铺位|柜台|窗口?|档口)(?!口?主)`),
    write: (match) => `${digits(match[1])}号${match[2]}`,
  },
  {
    kind: 'yard',
    pattern: stick(`(${nounCharacter}{1,3}区)(?=[，、]?${number}号)`),
    write: ([text]) => (/[小社地城市郊辖校]区$/.test(text) ? null : text),
  },
  {
    kind: 'spot',
    pattern: stretch,
    write: ([, from, towards, to]) => `${from!.replace('那个', '')}${towards ? `往${towards}` : ''}到${to}`,
  },
  {
    kind: 'spot',
    pattern: anchor,
    write: (match) => match[1]!,
  },
  {
    kind: 'spot',
    pattern: landmark,
    write: (match) => `${match[1]}${match[2]!.replace('旁边', '旁').replace(/([前后])[头边]/, '$1面')}`,
  },
  {
    kind: 'spot',
    pattern: buildingName,
    write: ([text]) => (/[的在是就有了那这]/.test(text) ? null : text),
  },
  {
    kind: 'spot',
    pattern: stick(`(${spotNouns})(后[面头边]|下[面头边]|旁边?|对面|边上?|门口|前[面头边]?)?`),
    write: ([, noun, marker]) =>
      `${noun!.replace('墙根儿', '墙根').replace(/底下?$/, '下')}${spotMarkers[marker?.[0] ?? ''] ?? ''}`,
  },
]
