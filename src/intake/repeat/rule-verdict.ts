import { hasPrefix, type Lexicon } from '../../domain/lexicon.ts'
import type { IntakeDoc } from '../doc.ts'
import type { Mention } from '../evidence.ts'
import { categoryOf } from '../location.ts'

/** Whom one turns to that counts as having reported a matter before. */
const channels =
  '12345|一二三四五|警察|12315|一二三一五|12329|12333|12328|12388|12369|96[0-9]{3}|110|幺幺零|一一零|市长热线|市民热线|政务热线|便民热线|(?:你们|咱们?|您)(?:的|这|这个)?热线|接诉即办|街道(?!口|上|边|那|两|的人)|街道办|办事处|镇里|镇上|镇政府|乡里|乡政府|区里|市里|区政府|市政府|政府|派出所|公安|民警|警察|报警|报案|经侦|司法所|城管|执法队|住建委|建委|房管局|住建局|劳动监察|劳动局|人社局|仲裁|市场监管|市监局|工商|食药|质监|消协|教委|教育局|环保|生态环境|水务局|园林局|交通队|交警|交管|交通委|运管|信访|民政局?|残联|经管站|卫健委|医保局|社保局?|消防|税务|规自|规划局|国土|文旅|相关部门|有关部门|主管部门|各部门|监管部门|纪委|银保监|金融局|通管局|邮管局|网信办|相关单位|上级'
export const channelPattern = new RegExp(channels)
const toChannel = new RegExp(
  `(?:${channels})[^。？！]{0,12}?(?:打过|反映过|反映了|投诉过|投诉了|举报过|举报了|找过|找了|去过|报过|报了|报警|报案|信访过|也不管|不管|管不了|立案|调解|笔录|受理|打.{0,3}(?:次|回|遍)|反映.{0,3}(?:次|回|遍|好几)|电话(?:也|都)?打|去(?:了|过)?(?:[两三四五几]|好几)趟|递过|(?:也|都|还)?来(?:看|查|管|量|测|调解)?过|来了(?:两|三|好几|一)?(?:趟|回|次|人)?|批评|出警|写过?信|给(?:的)?答复|答复)`,
)
const verbToChannel = new RegExp(
  `(?:打过|打了|拨过|反映(?:过|给|到|了)|投诉(?:过|给|到|了)|举报(?:过|给|到|了)|找过|找了|跑过|(?:跟|向|给|找)(?=[^，。]{0,8}(?:反映|投诉|举报|说)过))[^，。？！]{0,8}?(?:${channels})|去了?(?:[一两三几]|好几)?趟(?:派出所|经侦|街道|镇里|信访|住建委)|(?:报了|报过|打了|打过|打的)(?:[一两三几]|好几)?(?:次|回|个)?(?:警|110|12345|12315)|打(?:110|12345)(?:了|都|好|[两三四五])|报了(?:派出所|镇|街道|公安|城管|村镇)|[两三四五六好几多]+次(?:12345|110)|给12345(?:写|打|反映)`,
)
const toYou =
  /(?:给|跟|向|在|找)(?:你们|咱们|您(?:这|们)?|你们这儿?|咱这儿?)[^，。？！]{0,6}(?:报警|报(?:了|过)(?:警)?(?:，|。|的|三|两|好|$)|打过|打了|反映过|反映了|投诉过|说过|报过|打.{0,4}(?:次|回|遍|电话)|反映.{0,3}(?:次|回|遍))|打过(?:你们|咱们|您(?:这|们)?|12345|这个)?(?:的)?(?:电话|热线)|(?:你们|您|咱们)(?:这|那)?(?:的)?(?:电话|热线|12345)[^，。]{0,5}(?:打过|打了|打.{0,3}(?:次|回|遍))/
const many =
  /(?:打|反映|投诉|举报|报|催)(?:过|了)?(?:不知道|都)?(?:好|好几|很多|多|几|十几|无数|[二两三四五六七八九十]|N|n)(?:多)?(?:来)?(?:回|次|遍|趟)(?:了|电话)?|(?:打|反映)(?:过|了)?(?:好几|很多|几)(?:个)?电话|(?:多次|反复|屡次|一直在|老|再次|又|第[二三四五六七八九十]次)(?:地)?(?:反映|投诉|举报|打电话|来电|打12345)|多次(?:打|找)|(?:上次|上回|之前|以前|前两天|前几天|前天|昨天|昨儿|上(?:个)?(?:月|周|礼拜|星期)|去年|前年|早就|半个月前|已经|先前|头些天|刚才|早上|上午|下午)[^，。？！]{0,8}(?:反映过|投诉过|举报过|反映了|投诉了|打过(?!折|工|针|疫苗|预防针|招呼|交道|麻药|官司)|打了(?:一|两|三|好几)?(?:个)?(?:电话|回|次|12345)|报过(?!名)|来过电话|提过)|反映过(?:没|不|，|。|$|了|也|都|好|很|多|的|这)|投诉过(?:没|也|，|。|了|好|很|多|$)/
const orderPattern =
  /工单号|工单编号|单号是|工单(?:都)?(?:有)?[两三四五六好几]+个|我(?:那|这)(?:个|张)?(?:单子|工单)|(?:老|原来的?)工单|(?:上次|上回)(?:的)?(?:那|这)?(?:个|张)?(?:单子|单|工单|案件)|你们[^，。]{0,6}(?:派|转)(?:[^，。]{0,4}单|下去|过去|给)|你们(?:给)?(?:我)?(?:回访|答复)(?:过|了)|催(?:办|单|一下)|撤(?:了)?(?:单|诉|案|掉(?:那|这))|撤销(?:那|这|投诉|工单)|在(?:你们|咱们|您)(?:这儿?|那儿?|热线)?(?:登记|备案|留言|说)过|网站[^，。]{0,4}留过?言|(?:结|办)(?:了)?(?:我的)?(?:这|那)(?:个)?单/
export const asksBefore =
  /(?:之前|以前|此前|先前|曾经|有没有|是否|打过|反映过|投诉过|找过|联系过)[^？]{0,20}(?:打过|反映|投诉|举报|求助|部门|12345|拨打|来电|热线|找过|联系过|报过)|(?:反映过|打过|投诉过|举报过)(?:吗|么|没|没有|？)|报(?:过)?(?:了)?(?:一?次)?警|打(?:过)?110|第一次|首次/
/** The agent names a government channel: 您跟镇里核实过吗, 报过警没有. */
export const asksOfChannel = new RegExp(
  `(?:跟|找|问|和|向|到|去)(?:过)?[^？，]{0,8}(?:${channels})[^？，]{0,8}(?:过|了)(?:吗|么|没|？)|(?:跟|找|问|向)过[^？，]{0,8}(?:${channels})|报(?:过)?(?:了)?警(?:了)?(?:吗|没)`,
)
const earlierMatter =
  /(?:上(?:个)?(?:月|周|礼拜|星期)|前几天|前两天|前天|昨天|之前|上次|上回)[^，。]{0,4}(?:反映|投诉|举报|报)(?:的)?[^，。]{0,10}(?:那(?:个|件)?事|问题|情况|单子)/
const deniesBefore =
  /^(?:[，。！、\s]|嗯+|啊|哎|呃|那个|这|我|还|都|真|倒|就|哦|从来|也|之前|以前|是|事)*(?:没(?:有|打|找|反映|呢|，|。|投诉|跟|报|来得及|$)|头一?(?:回|次|遭)|第一(?:回|次)|初次|首次|不曾|从没|没有过|先(?:给)?(?:你们|您)?打的)/
const agreesBefore =
  /^(?:[，。！、\s]|嗯+|啊|哎|呃|那个|我|早就|都|当然|肯定|怎么|可不|对|是|是的|之前|以前|上次|也|就|了)*(?:打过|打了|反映过|反映了|投诉过|投诉了|举报过|找过|找了|报过|有(?:过|的|啊|，|。|$)|打|说过|去过|报了|立案|登记了|去过|跑过|跑了|多了|好几|不止|很多|反映|可没少)/
export const notChannel =
  /物业|商家|店家|店里|房东|公司|居委会|社区|村委会|村里|村干部|学校|公证处|客服|平台|中介|开发商|卖家|单位|老板|老师|幼儿园|医院|银行|售后|业委会|管家|4S店|商场|厂家|邻居|对方|他们|律师|银行|运营商|热力|自来水|燃气|供电/
const toOthers = new RegExp(
  `(?:找|跟|向|给|和|打给|问|在)[^，。]{0,4}(?:${notChannel.source})|(?:${notChannel.source})(?:的)?(?:客服|电话|热线|服务台|那边|也|都|说)`,
)
const fixedAgain =
  /(?:修好|弄好|解决|处理|清理|整改|好)(?:过)?(?:了)?(?:[^。]{0,10})(?:又|没(?:两|几|多)(?:天|久)|还是)(?:坏|漏|停|堵|出|犯|不|开始|来|冒|摆|乱|脏|满|响|亮|烧|断|掉|塌|臭)/
const notSame =
  /(?:上次|之前|以前|那次|那回|那是|上回)[^，。]{0,8}(?:是|反映的是|打的是|说的是|为)(?:别的|另外|其他|另一|别|暖气|停水|路灯|[^，。]{0,6}的事)|(?:那次|上回|上次|那回)是说|不是上回那|不是(?:一|同一)(?:回|件|个)事|另一(?:码|件)事|别的事/
const byOthers =
  /(?:邻居|别人|他们|楼上|楼下|人家|旁边|同事|家里人|我(?:妈|爸|爱人|老公|媳妇|儿子|女儿))(?:们)?(?:也|之前|都|好像)?(?:打过|反映过|投诉过)/
const weAll =
  /(?:我们|咱们)(?:小区|楼|全楼|整个小区|村|大伙儿?|业主|这儿)(?:的人)?(?:都|好多人|好几户|很多人)?[^，。]{0,4}(?:打过|反映过|投诉过)/
const hypothetical =
  /(?:要不|要是|再不|不然|我就|准备|打算|想(?:要)?|该|能不能|可以|应该|要不要|要|别让我|用不用|是不是(?:得|要)|怎么)[^，。]{0,6}(?:打|找|去|反映|投诉|举报|报警|报)|让(?:我)?(?:打|找|给|跟|向|来|去)|建议(?:我)?(?:打|找)|(?:说|叫)(?:我|让)[^，。]{0,4}(?:打|找)(?:12345|你们)/

export interface Verdict {
  value: boolean
  confidence: number
  evidence: Mention[]
}

/** What the guide's words and their like say; the surest sign counts. */
export function judgeByRules(doc: IntakeDoc, lexicon: Lexicon): Verdict {
  const progress = hasPrefix(lexicon.categories.earlierCase, categoryOf(doc))
  let yes: Verdict | null = null
  let no: Verdict | null = null
  for (const [turn, { role, text }] of doc.turns.entries()) {
    if (role !== 'caller') continue
    const question = doc.turns[turn - 1]?.role === 'agent' ? doc.turns[turn - 1]!.text : ''
    const ofChannel = asksOfChannel.test(question)
    const asked = ofChannel || asksBefore.test(question)
    const whole: Mention = { turn, start: 0, end: Math.max(1, Math.min(text.length, 12)) }
    if (asked && deniesBefore.test(text)) {
      no ??= { value: false, confidence: 0.97, evidence: [whole] }
      const positive = clauseVerdict(
        text.replace(deniesBefore, (match) => '，'.repeat(match.length)),
        turn,
      )
      if (positive) yes = { ...positive, confidence: 0.85 }
      continue
    }
    const positive = clauseVerdict(text, turn)
    if (positive && (!yes || positive.confidence > yes.confidence)) yes = positive
    const elsewhere =
      notChannel.test(question) && !channelPattern.test(question.replace(/公交热线|客服热线|服务热线/g, ''))
    if (
      asked &&
      !elsewhere &&
      (agreesBefore.test(text) || (ofChannel && channelPattern.test(text))) &&
      !onlyOthers(text)
    )
      yes ??= { value: true, confidence: 0.9, evidence: [whole] }
  }
  if (yes && !reversed(doc)) return yes
  if (no) return no
  if (progress) return { value: true, confidence: 0.85, evidence: [] }
  // Who speaks of an office may have turned to it in words that are not known here.
  const spoken = doc.turns.some(({ role, text }) => role === 'caller' && channelPattern.test(text))
  return { value: false, confidence: spoken ? 0.8 : 0.9, evidence: [] }
}

function onlyOthers(text: string): boolean {
  return notChannel.test(text) && !channelPattern.test(text)
}

const signs = (
  [
    [toYou, 0.94],
    [toChannel, 0.9],
    [verbToChannel, 0.88],
    [many, 0.85],
    [weAll, 0.85],
    [earlierMatter, 0.85],
    [orderPattern, 0.72],
  ] as const
).map(([pattern, confidence]) => ({ pattern, confidence, scan: new RegExp(pattern.source, 'g') }))

function clauseVerdict(text: string, turn: number): Verdict | null {
  for (const { pattern, confidence, scan } of signs) {
    for (const match of text.matchAll(scan)) {
      const start = match.index
      const end = start + match[0].length
      const around = text.slice(Math.max(0, start - 8), end + 8)
      const before = text.slice(Math.max(0, start - 8), end)
      if (hypothetical.test(before) && !/过|了(?:好|几|两|三|一)?(?:回|次|趟|遍)/.test(match[0])) continue
      if (/没(?:有)?(?:打|找|反映|投诉|去|报)(?:过)?|不是(?:打|找)|还没/.test(around) && pattern !== toYou) continue
      if (
        (pattern === many || pattern === orderPattern) &&
        toOthers.test(around) &&
        !channelPattern.test(around) &&
        !/你们|您这|热线|工单/.test(around)
      )
        continue
      if (byOthers.test(around) && !weAll.test(around)) continue
      if (
        /办(?:证|理|卡|手续|业务|居住|身份)|领(?:的|钱|补|失业)|窗口|社保所|咨询|问(?:了|过)?一下|打听|窗口|补办|上户口|开证明|取(?:号|证)/.test(
          around,
        ) &&
        !/反映|投诉|举报|12345/.test(around)
      )
        continue
      return { value: true, confidence, evidence: [{ turn, start, end }] }
    }
  }
  return null
}

/** It was mended and broke again, or the earlier call was about something else. */
function reversed(doc: IntakeDoc): boolean {
  const said = doc.turns.filter((turn) => turn.role === 'caller').map((turn) => turn.text)
  return said.some((text) => fixedAgain.test(text) || notSame.test(text))
}
