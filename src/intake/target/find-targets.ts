import { toArabic } from '../../text/spoken-number.ts'
import type { Mention } from '../evidence.ts'

export type TargetKind = 'registered' | 'named' | 'generic' | 'neighbour' | 'plate' | 'busRoute' | 'person'

/** Someone or something that a caller may be complaining about. */
export interface TargetMention extends Mention {
  kind: TargetKind
  /** As said. */
  text: string
  /** Id in the registry of units, for those that are in it. */
  unit: string | null
  score: number
}

export interface KnownName {
  name: string
  unit: string
  /** A common word: names the unit only when it is complained about in so many words. */
  loose: boolean
}

const han = '\\u4e00-\\u9fff'
const organisations =
  '法院执行局|法院|派出所|居委会|村委会|房管所|交警支队|交通支队|老年公寓|网咖|养猪场|养鸡场|门窗|造型|工程|文化传媒|儿童摄影|少儿编程|编程|奶茶店|面包店|蛋糕店|烘焙|鱼府|驴肉|拉面|有限责任公司|有限公司|分公司|公司|集团|健身房|健身中心|健身|俱乐部|瑜伽馆|瑜伽|舞蹈室|美容院|美容店|美容|美发店|美发|理发店|发廊|养生馆|足疗店|足疗|按摩店|培训学校|培训机构|培训中心|培训班|培训|教育机构|教育|驾校|早教中心|早教|托管班|托育中心|托育园|幼儿园|小学|中学|学校|大学|学院|医院|门诊部|诊所|口腔|卫生院|卫生服务中心|卫生站|大药房|药房|药店|超市|便利店|小卖部|生鲜店|水果店|饭店|饭馆|餐厅|餐馆|烤肉店|烤肉|烧烤店|烧烤|火锅店|火锅|面馆|小吃店|小吃|包子铺|早点铺|烤鸭店|食府|酒楼|大酒店|酒店|宾馆|旅馆|民宿|农家院|旅行社|国旅|KTV|ktv|酒吧|网吧|电竞馆|台球厅|棋牌室|麻将馆|剧本杀|洗浴中心|洗浴|浴池|汗蒸馆|洗车行|洗车店|洗车|4S店|4s店|修理厂|汽修厂|汽修|装饰公司|装饰|装修公司|家装|家具城|家具店|家居|建材城|建材|房地产|房产|置业|地产|置地|物业管理公司|物业服务公司|物业公司|物业|劳务公司|劳务|建筑公司|建设集团|建工|项目部|砂石厂|加工厂|搅拌站|养殖场|屠宰场|印刷厂|汽配|养老院|敬老院|养老公寓|家政公司|家政|月嫂公司|搬家公司|搬家|快递站|驿站|影楼|摄影|婚庆公司|婚庆|婚介所|婚介|传媒|文化公司|科技公司|科技|信息技术|网络科技|商贸|贸易公司|保安公司|保洁公司|供热公司|供热站|热力站|停车公司|停车管理公司|停车场|充电站|加油站|电影院|影院|剧场|剧院|游泳馆|体育馆|滑雪场|游乐场|公墓|陵园|银行|支行|保险公司|人寿|财险|保险|信托|基金公司|证券|事务所|律所|人力资源|人力|合作社|批发市场|农贸市场|菜市场|商场|购物中心|百货|商行|专卖店|旗舰店|门店|店|厂|馆'
const organisation = new RegExp(
  `(?<name>[${han}A-Za-z0-9·&]{1,14}?)(?<kind>${organisations})(?:(?<branch>[${han}A-Za-z0-9]{1,8}(?:分店|店|校区|分校|分院|院区|分公司|支行|网点))|(?![${han}]*?(?:门口|的门口)))?`,
  'g',
)
/** What a name cannot contain or begin with: the sentence around it. */
const boundary =
  /(?:在|是|叫做?|找|跟|和|给|被|把|就|的|我们|我|咱们?|这个|那个|一家|一个|有个|有家|有一家|某|投诉|举报|反映|去|到|从|这家|那家|这|那|了|着|过|让|说|因为|然后|附近|旁边|边上|门口|楼下|楼上|小区里?|对面|他们|人家|您|你们?|于|由|向|由于|还有|不是|都|也|又|进|买|卖|开|关|办|报|上|下|里|外|用|签|来|跟着|通过|关于|关于说|家|老|整个|隔壁|同一|要|想|请|问|点|订|做|等|为|对|与|及|或|但|而|所|被告|告|起诉|名字|名称|全称|店名|公司名|公司叫|单位|一层|二层|三层|底商|几个|好多|别的|其他|当时|现在|今天|昨天|上面|里面|大概|应该|好像|可能|估计|什么|哪个|哪家|任何|每|各|全|所有|正规|私人|新|旧|小|大|黑|破|网上|线上|楼|层|座|号|单元|路|街|街道|区|镇|乡|村)+$/
const genericWords =
  '房管所|交警支队|交警|税务局|社保局|法院|物业公司|物业|开发商|建设单位|施工单位|施工队|房东|二房东|中介公司|中介|居委会|村委会|业委会|物管会|幼儿园|学校|医院|装修公司|供热公司|供暖公司|热力公司|自来水公司|燃气公司|供电局|电力公司|停车公司|停车场|包工头|工头|老板|公司|单位|商家|卖家|店家|商户|饭店|饭馆|餐馆|超市|酒店|宾馆|健身房|美容院|理发店|培训机构|驾校|养老院|快递员|快递公司|快递|骑手|外卖员|司机|家政公司|搬家公司|保姆|月嫂|教练|班主任|老师|医生|护士|保安|保洁|工地|村干部|村书记|村支书|书记|房产中介|旅行社|导游|收费员|平台|银行|保险公司|电梯公司|维保公司'
const generic = new RegExp(`(?:${genericWords})`, 'g')
const blameBefore =
  /(?:投诉|举报|反映|告|找|就是|都怪|赖|是|让|被|要求|叫|跟|催|问)(?:一下|一家|一个|一下子|个|这个|那个|这家|那家|我们|我们小区|小区|的|过|了)*$/
const blameAfter =
  /^(?:的人|那边|那家|他们|的客服|客服|的师傅|的司机|的老师|就|也|又|都|老|光|一直|总|硬|愣|非|却|还|根本|从来|到现在|今天|昨天|的)*(?:不|没|说|让|推|拖|欠|扣|骗|收|涨|停|关|跑|倒闭|拒|赖|违|私自|擅自|乱|偷|强制|强行|把|给|要|催|打|骂|限|卡|换|撤|管|承诺|答应|忽悠|糊弄|敷衍|踢皮球|装|盖|施工|排|堵|占|锁|贴|拉黑|退|发)/
const mereInstrument =
  /^(?:群|上|里|号|好友|聊天|转账|转的?|联系|拉黑|支付|付的?|扫|发|搜|查|导航|地图|朋友圈|小程序|公众号|收款|截图|红包)/
const advert = /(?:看(?:到|见)?(?:的)?广告|刷到|推荐的|推的|搜(?:到|的)|上看|上刷|广告)/
const asksWho =
  /(?:公司|店铺?|机构|单位|商家|主体|经营者|物业|工地|施工方|平台|学校|医院|养老院|供热|健身房|餐馆|饭店|对方)(?:的)?(?:具体)?(?:名称|名字|全称|叫|是哪|是什么|名)|(?:哪家|哪个|什么)(?:公司|店|机构|单位|商家|物业|平台|学校|医院|工地|企业)|哪家|什么公司|公司(?:名|叫)|叫什么|店名|名称|哪个(?:公司|店|单位|学校|医院|平台|物业|供热|银行)|全称|对方(?:是|叫)|谁|被投诉|单位名|什么店|哪儿的店|哪家的/

export interface FindOptions {
  text: string
  turn: number
  question: string
  known: readonly { start: number; end: number; known: KnownName }[]
  /** Places of the gazetteer in the text: a name's ending inside one is no shop. */
  places: readonly { start: number; end: number; admin: boolean; organisation: boolean; institution: boolean }[]
  /** Words that are the caller's own name. */
  ownName: string | null
}

const called =
  /(?:叫|叫做|名字是|店名(?:是|叫)?|名称(?:是|叫)?|牌子上?写着?|招牌(?:是|写着?)|写着)(?:个|什么)?[“「"『]?([\u4e00-\u9fffA-Za-z0-9·]{2,14})[”」"』]?(?=[，。！；\s的”」"』]|$)|[“「『"]([\u4e00-\u9fffA-Za-z0-9·]{2,12})[”」』"]/g
const saying = /(?:说|回|复|回复|告诉|短信|提示|显示|写|改口|发|答|标|称|算|嫌|喊|问|成|了)[：“「]?[“「『"]?$/
const notAName =
  /^(?:什么|啥|不知道|不清楚|没|我|他|她|你|这|那|一|二|三|两|几|哪|看|黑|个|人|车|救护|保安|物业|来|起|停|对|是|不|都|就|有|行|好|记不|说不|姓|免贵|大概|应该)|了|在|过去|(?:吗|呢|吧|了|的|嘛|看见|没来|不管|不退|计划)$|[不没][^，]{0,2}[退管给让]/

/** Everything in a caller's turn that may be the one complained about, with how much speaks for it. */
export function findTargets({ text, turn, question, known, places, ownName }: FindOptions): TargetMention[] {
  const found: TargetMention[] = []
  const asked = asksWho.test(question) && !/贵姓|称呼|姓名|您(?:叫|姓)/.test(question)
  const add = (kind: TargetKind, start: number, end: number, base: number, unit: string | null = null) => {
    const before = text.slice(Math.max(0, start - 14), start)
    const after = text.slice(end, end + 14)
    let score = base + (asked ? 1.2 : 0)
    if (/(?:投诉|举报|告)[^，。]{0,8}$/.test(before)) score += 1.5
    else if (blameBefore.test(before)) score += 0.5
    if (blameAfter.test(after)) score += 0.9
    if (advert.test(before + text.slice(start, end) + after)) score -= 1.6
    found.push({
      kind,
      turn,
      start,
      end,
      text: text.slice(start, end).replaceAll(' ', ''),
      unit,
      score: score - turn * 0.03,
    })
  }
  for (const hit of known) {
    if (
      mereInstrument.test(text.slice(hit.end)) ||
      /(?:用|通过|加(?:了|的)?)$/.test(text.slice(Math.max(0, hit.start - 2), hit.start))
    )
      continue
    const tail = /^(?:公司|集团|客服|平台)/.exec(text.slice(hit.end))?.[0] ?? ''
    const end = tail === '公司' || tail === '集团' ? hit.end + 2 : hit.end
    add('registered', hit.start, end, hit.known.loose ? 0.6 : /^\d+$/.test(hit.known.name) ? 1.2 : 2, hit.known.unit)
  }
  for (const match of text.matchAll(organisation)) {
    const { name = '', kind = '', branch = '' } = match.groups ?? {}
    const end = match.index + match[0].length
    const trimmed = withoutDistrict(trim(name), match.index + name.length, places)
    const start = match.index + name.length - trimmed.length
    const ending = match.index + name.length
    if (places.some((place) => place.start < ending && ending < place.end && !place.organisation && end <= place.end))
      continue
    if (/^费/.test(text.slice(end))) continue
    if (trimmed.length < 2 || /^(?:小区|社区|咱们|自己)/.test(trimmed)) continue
    if (
      found.some(
        (other) =>
          other.start < end &&
          start < other.end &&
          other.kind === 'registered' &&
          end - start <= other.end - other.start,
      )
    )
      continue
    add(
      'named',
      start,
      end,
      (/停车场|商场|购物中心|菜市场|市场|百货$/.test(kind) ? 1.4 : 2.4) +
        (branch ? 0.3 : 0) +
        (/公司|集团/.test(kind) ? 0.2 : 0),
    )
  }
  for (const match of text.matchAll(called)) {
    const name = match[1] ?? match[2] ?? match[3] ?? ''
    const start = match.index + match[0].lastIndexOf(name)
    const before = text.slice(Math.max(0, match.index - 6), match.index)
    if (
      name.length < 2 ||
      notAName.test(name) ||
      (match[3] === undefined && saying.test(before + match[0].slice(0, 1)))
    )
      continue
    if (
      /(?:小区|名字|姓|孩子|人|老师|司机|小区名|我|本人|得|车|现在|他|她|救护|老公|爱人|儿子|女儿|妈|爸|也)$/.test(
        before,
      )
    )
      continue
    if (found.some((other) => other.start <= start && other.end >= start + name.length)) continue
    for (let at = found.length - 1; at >= 0; at--) {
      if (found[at]!.start >= start && found[at]!.end <= start + name.length) found.splice(at, 1)
    }
    add('named', start, start + name.length, 2.5)
  }
  if (asked) {
    const answer =
      /^(?:[，。\s]|嗯|啊|哦|那个|就|是|叫|的?名字|公司|店名|对)*([\u4e00-\u9fffA-Za-z0-9·]{2,14})(?=[，。！\s]|$)/.exec(
        text,
      )
    const name = answer?.[1] ?? ''
    const start = answer ? answer[0].length - name.length : 0
    const isPlace = places.some(
      (place) => place.start <= start && !place.organisation && place.end - start >= Math.min(2, name.length),
    )
    if (
      name.length > 1 &&
      !isPlace &&
      !/的/.test(name) &&
      !notAName.test(name) &&
      !found.some((other) => other.start <= start && other.end >= start + name.length)
    ) {
      add('named', start, start + name.length, 1.9)
    }
  }
  for (const match of text.matchAll(generic)) {
    const start = match.index
    const end = start + match[0].length
    if (/^费/.test(text.slice(end)) || found.some((other) => other.start < end && start < other.end)) continue
    add('generic', start, end, /物业|开发商/.test(match[0]) ? 0.9 : 0.6)
  }
  for (const match of text.matchAll(
    /(?:楼上|楼下|对门|隔壁|对过)(?:的)?(?:[0-9]{3,4}|[零一二三四五六七八九幺两]{3,4})?(?:那家|那户|老[\u4e00-\u9fff]家|邻居|住户|家)?/g,
  )) {
    const text0 = match[0].replace(/(?:那家|那户|的|邻居|住户|家)$/, '')
    const spelled = text0.endsWith('老') ? match[0] : /老.家$/.test(match[0]) ? match[0] : text0
    add('neighbour', match.index, match.index + spelled.length, 1.2 + (spelled.length > 2 ? 0.6 : 0))
  }
  for (const match of text.matchAll(
    /[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云渝藏陕甘青宁新][A-Za-z](?:·)?[A-Za-z0-9零一二三四五六七八九幺]{5,6}/g,
  ))
    add('plate', match.index, match.index + match[0].length, 3)
  for (const match of text.matchAll(
    /(?:快速直达专线|专|运通|夜|快)?[0-9零一二三四五六七八九十百幺]{1,4}路(?:公交车?)?/g,
  )) {
    const digits = /[0-9零一二三四五六七八九十百幺]+/.exec(match[0])?.[0] ?? ''
    if (toArabic(digits) !== null)
      add('busRoute', match.index, match.index + match[0].replace(/公交车?$/, '').length, 1)
  }
  for (const place of places) {
    if (!place.institution || found.some((other) => other.start < place.end && place.start < other.end)) continue
    add('named', place.start, place.end, 1.6)
  }
  const isOwn = (mention: TargetMention) =>
    ownName !== null && (mention.text.includes(ownName) || ownName.includes(mention.text))
  return found.filter((mention) => !isOwn(mention))
}

/** 「通州新芽小学」 is called 新芽小学. */
function withoutDistrict(name: string, end: number, places: FindOptions['places']): string {
  const start = end - name.length
  const district = places.find((place) => place.admin && place.start === start && place.end < end)
  return district ? name.slice(district.end - start).replace(/^(?:区|的|县)/, '') : name
}

function trim(name: string): string {
  let start = 0
  for (let at = name.length; at > 0; at--) {
    const match = boundary.exec(name.slice(0, at))
    if (match) {
      start = at
      break
    }
  }
  return name.slice(start)
}
