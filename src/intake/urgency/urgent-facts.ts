import type { NormalisedTurn } from '../../text/normalise.ts'
import { affirms } from '../assent.ts'
import type { Mention } from '../evidence.ts'

export type UrgentFactKind =
  | 'wholeBuilding'
  | 'inflow'
  | 'fire'
  | 'collapse'
  | 'hanging'
  | 'selfHarm'
  | 'dependent'
  | 'examination'
  | 'manyIll'
  | 'climbing'
  | 'settled'
  | 'noHurry'

/** A fact that moves the deadline, with the words that tell it. */
export interface UrgentFact {
  kind: UrgentFactKind
  mention: Mention
}

interface Rule {
  kind: UrgentFactKind
  pattern: RegExp
  /** Not where this stands around the words. */
  unless?: RegExp
}

const rules: readonly Rule[] = [
  {
    kind: 'wholeBuilding',
    pattern:
      /(?:整(?:个|栋|座|幢)?(?:楼|小区|院|单元|村|层|条街|条胡同|片)|全(?:楼|小区|院|村|单元|层)|一整?(?:栋|座|幢|个)(?:楼|小区|单元|院)|(?:楼里|楼上楼下|家家户户|左邻右舍|邻居家?|别人家|街坊|(?:[^，。]{0,3}号楼)|好几(?:户|家|栋楼|个楼)|[几十两三四五六七八九百][来多]?户|多户|所有(?:人家|住户)|大伙儿|我们这(?:一)?片|这一片|附近几栋|挨着的几栋)[^，。]{0,6}(?:都|也|全)(?:停|没|断))[^。]{0,10}/,
    unless: /(?:别人家|邻居家?|楼上楼下|人家)(?:都)?(?:有|正常|没事|好好的|不停)|就我(?:们)?家|只有我/,
  },
  {
    kind: 'inflow',
    pattern:
      /(?:正|现在|这会儿|眼下|还在?|一直|哗哗|不停|呼呼|咕嘟)[^，。]{0,8}(?:往(?:屋|家|房间|客厅|卧室|厨房|里|店)[^，。]{0,4}(?:流|灌|漏|进|冒|滴|淌|返|喷)|(?:流|灌|漏|涌|淌|滴)(?:进|到)(?:屋|家|客厅|卧室|厨房|店)|(?:进|灌)水)|(?:屋里|家里|客厅|卧室|厨房|地板)[^，。]{0,8}(?:正|都|全|已经)?[^，。]{0,4}(?:泡(?:着|了)|淹(?:着|了)|成河|水漫|哗哗)|天花板[^，。]{0,6}(?:哗哗|往下流|成了水帘|跟下雨)|(?:水|污水|脏水|粪水|屎尿)[^，。]{0,8}(?:往(?:屋|家|我家|店)里?|灌进|漫进|涌进|冒进|流进|返到屋|都进屋)|水龙头都关不|拿盆接/,
    unless:
      /下雨(?:就|才|天|的时候)|一下雨|每次下雨|上次|上回|昨天|之前|去年|已经(?:停|修|关)|现在不漏|不漏了|那天|前天/,
  },
  {
    kind: 'fire',
    pattern:
      /(?:正|在|直|一直|还|已经|都|又)?(?:冒(?:着)?(?:黑|白|浓|青|大)?烟(?!囱|道)|着火|起火|火苗|打火花|冒火花|火花四溅|冒火(?!车)|烧起来|鼓包|爆炸|自燃)/,
    unless:
      /(?:万一|要是|怕|容易|会不会|一旦|真|要|别|可能|担心|哪天|早晚|隐患|引起|引发|之前|以前|上次|去年|上回|前年|那年|差点|引燃|防|预防|要着|出过|着过|灭了|扑灭|烧烤|烤串|纸钱|烧纸|垃圾|油烟|烟囱|抽烟|要真|这要|再|真要|如果|别等|万一要|出事)[^，。]{0,6}(?:冒|着|起|火|打|烧|鼓|爆|自)|(?:灭了|扑灭|怎么办|咋办|谁负责|那可|可怎么|就完了|就晚了)/,
  },
  {
    kind: 'collapse',
    pattern:
      /(?:正在?|眼看(?:着)?|马上|快|要|已经|开始|还在|一直在|继续)[^，。]{0,4}(?:塌|倒(?:下|了|塌)|往下(?:掉|陷|沉|塌)|开裂|歪)|(?:往下|一块一块|不停|哗哗)[^，。]{0,3}掉(?:砖|石头|石块|墙皮|水泥|瓷砖|玻璃|东西)|掉(?:砖|石头|石块)|(?:歪|斜|裂)[^，。]{0,4}(?:越来越|更)[^，。]{0,4}(?:大|厉害|宽)|(?:越来越|更)(?:歪|斜)|(?:房梁|墙|屋顶)[^，。]{0,4}(?:塌了|断了|塌下来)/,
    unless: /(?:万一|要是|怕|担心|会不会|早晚|哪天|别等|等)[^，。]{0,6}(?:塌|倒|掉|砸)|倒闭|快要?下班|要倒霉|快递/,
  },
  {
    kind: 'hanging',
    pattern:
      /(?:线|电线|电缆|光缆|广告牌|牌子|树枝|树杈|玻璃|窗户|空调外机|铁皮)[^，。]{0,10}(?:耷拉|垂|掉|悬|吊|挂|搭|晃)[^，。]{0,8}(?:头顶|头上|人头|脑袋|够得着|一人高|半空|摇摇欲坠|随时|马路中间|地上|伸手|胸口)|摇摇欲坠|随时(?:都)?(?:可能|会|要)(?:掉|砸|倒|塌|断)|线[^，。]{0,6}(?:断|掉)(?:了)?[^，。]{0,4}(?:地上|路上|水里)|(?:裸露|露着|漏电|带电|电人|电着)[^，。]{0,6}(?:线|电)/,
  },
  {
    kind: 'selfHarm',
    pattern:
      /(?:不想活|活不下去|活够了|跳楼|跳河|跳下去|喝药|喝农药|上吊|割腕|自杀|寻死|死给|同归于尽|我(?:就|要|真)?(?:去)?死(?:给|在)|一了百了|弄死(?:他|她|他们)|砍(?:死|他|人)|捅(?:死|了)?(?:他|她|人)|拿刀|动刀|拼命|点(?:了)?(?:汽油|房子)|杀(?:了他|人|他全家))/,
    unless: /吵死|烦死|气死|吓死|急死|累死|冻死|热死|死机|(?:听说|新闻|电视)/,
  },
  {
    kind: 'climbing',
    pattern:
      /(?:要|说要|想|准备|有人|已经|都)[^，。]{0,6}(?:跳楼|爬塔吊|上塔吊|爬(?:上)?(?:楼顶|吊车|广告牌)|上(?:了)?楼顶|堵路|拉横幅|喝农药)|塔吊上/,
  },
  {
    kind: 'dependent',
    pattern:
      /透析|呼吸机|制氧机|吸氧|吸着氧|氧气(?:机|瓶)|新生儿|刚(?:出|满)?(?:生|月)?(?:的)?(?:小?(?:孩|宝宝|婴儿))|(?:刚|才)?(?:出)?(?:满月|没满月|出月子|几天的(?:孩子|婴儿|宝宝))|月子(?:里)?|坐月子|产妇|孕妇|怀(?:着)?孕|临产|快生了|预产期|卧床|瘫痪|临终|病危|癌症晚期|植物人|鼻饲|吸痰|[一二三四五六七八九十两几]个?(?:多)?月(?:大)?的(?:孩子|宝宝|婴儿|娃|小孩|小宝宝)|婴儿/,
    unless:
      /月子中心|孕妇装|婴儿车|婴儿床|(?:怀孕|孕妇|孕期|产假|月嫂|育儿)[^，。]{0,8}(?:辞退|工资|产假|津贴|开除|裁)/,
  },
  {
    kind: 'examination',
    pattern:
      /(?:今天|明天|正在?|马上|这两天|现在)[^，。]{0,8}(?:高考|中考)|(?:高考|中考)[^，。]{0,8}(?:今天|当天|正|考点|考场|第[一二三]天)|考点|考场/,
    unless: /考点摊|知识考点|驾校|驾考|公务员|考研/,
  },
  {
    kind: 'manyIll',
    pattern:
      /(?:[三四五六七八九十两]|十几|好几|几十|多|一桌|全家|一家(?:三|四|五|六)?口|全班|一?大家子|同事|我们)(?:来)?(?:个|口|名|位)?(?:人|孩子|同学|同事|学生|小朋友)?[^，。]{0,8}(?:都|全|陆续|先后|一起)[^，。]{0,5}(?:上吐下泻|拉肚子|呕吐|吐了|吐|腹泻|发烧|不舒服|肚子疼|住院|进(?:了)?医院|食物中毒|中毒|闹肚子)/,
    unless: /(?:两|俩|2)个?人(?:都)?/,
  },
  {
    kind: 'settled',
    pattern:
      /(?:已经|都|当时|后来|现在|昨天|刚)?[^，。]{0,6}(?:修好了|抢修完|处理完|处置完|恢复了|已经(?:修|停|灭|救|处理|清理|恢复|关)了?|救出来了|扑灭了|灭了|送(?:医院|医)了|关(?:上|了)阀)[^。]{0,30}(?:赔|说法|责任|损失|谁负责|怎么算|追究|补偿)/,
  },
  {
    kind: 'noHurry',
    pattern:
      /不(?:是)?(?:太|很|那么|特别)?(?:着急|急)(?!性)|不急(?!诊)|有空(?:再)?(?:来)?(?:修|弄|看|处理)|(?:已经)?围(?:挡|起来|上)了|拿(?:东西|板子|围挡|锥桶)(?:给)?(?:挡|围|盖)(?:上|住|着)?|慢慢(?:来|处理)|(?:好几|两三|几|一两|半)(?:年|个月)(?:了)?一直(?:这样|那样)/,
    unless: /能不急|我能不|怎么能不|谁不/,
  },
]

const scanners = rules.map(({ kind, pattern, unless }) => ({ kind, unless, pattern: new RegExp(pattern.source, 'g') }))

/** Facts told by the caller, or asked by the agent and affirmed. */
export function findUrgentFacts(turns: readonly NormalisedTurn[]): UrgentFact[] {
  const facts: UrgentFact[] = []
  for (const [turn, { role, text }] of turns.entries()) {
    if (role === 'agent' && !confirmedQuestion(turns, turn)) continue
    for (const { kind, pattern, unless } of scanners) {
      for (const match of text.matchAll(pattern)) {
        const around = text.slice(Math.max(0, match.index - 10), match.index + match[0].length + 8)
        if (unless?.test(around) || denied(text, match.index)) continue
        facts.push({ kind, mention: { turn, start: match.index, end: match.index + match[0].length } })
        break
      }
    }
  }
  return facts
}

function denied(text: string, at: number): boolean {
  return /(?:没有?|不是|不算|未|别|不会|没见|并没)(?:什么|谁|人|看见|出现|发生|到|再)?$/.test(
    text.slice(Math.max(0, at - 6), at),
  )
}

/** 「整栋楼都没水吗」「对」. */
function confirmedQuestion(turns: readonly NormalisedTurn[], turn: number): boolean {
  const answer = turns[turn + 1]
  return (
    answer?.role === 'caller' &&
    /[？吗吧]/.test(turns[turn]!.text) &&
    !/还是/.test(turns[turn]!.text) &&
    affirms(answer.text)
  )
}
