import type { Span } from './target-candidate.ts'

const han = '\\u4e00-\\u9fff'
/** How names of companies, shops and offices end. */
const organisations =
  '舞蹈队|舞队|项目|停车管理|宽带|管委会|研究所|设计院|养护所|车队|供热|热力|燃气|气站|煤气站|市政|通信|能源|充电|电梯|管道|保安|建设|施工队|供电所|供电公司|烤鱼|饺子馆|烤串|串店|麻辣烫|米线|咨询|管家|优居|不动产|基建|路桥|园林|绿化|环卫|环保|仲裁委员会|仲裁委|政务服务中心|便民服务中心|服务中心|护理院|敬老院|酒庄|茶室|茶楼|茶馆|咖啡馆|咖啡|书店|花店|珠宝|金店|眼镜店|眼镜|公寓|青年旅社|民宿|配送|速递|快运|物流|货运|招标|投顾|投资|理财|贷|速贷|租车|代驾|二手车|车行|电器|电子|通讯|数码|服饰|服装|鞋业|食品|餐饮|酒业|农业|种业|农资|苗圃|生物|医药|健康|体检中心|体检|冰场|冰上中心|滑冰场|球馆|羽毛球馆|拳馆|武馆|射击馆|乐园|儿童乐园|公考|考研|留学|艺术中心|琴行|画室|书院|学堂|学苑|航空|有线|镇政府|乡政府|区政府|街道办事处|街道办|停车|保洁|法院执行局|法院|派出所|居委会|村委会|房管所|交警支队|交通支队|老年公寓|网咖|养猪场|养鸡场|门窗|造型|工程|文化传媒|儿童摄影|少儿编程|编程|奶茶店|面包店|蛋糕店|烘焙|鱼府|驴肉|拉面|有限责任公司|有限公司|分公司|公司|集团|健身房|健身中心|健身|俱乐部|瑜伽馆|瑜伽|舞蹈室|美容院|美容店|美容|美发店|美发|理发店|发廊|养生馆|足疗店|足疗|按摩店|培训学校|培训机构|培训中心|培训班|培训|教育机构|教育|驾校|早教中心|早教|托管班|托育中心|托育园|幼儿园|小学|中学|学校|大学|学院|医院|门诊部|诊所|口腔|卫生院|卫生服务中心|卫生站|大药房|药房|药店|超市|便利店|小卖部|生鲜店|水果店|饭店|饭馆|餐厅|餐馆|烤肉店|烤肉|烧烤店|烧烤|火锅店|火锅|面馆|小吃店|小吃|包子铺|早点铺|烤鸭店|食府|酒楼|大酒店|酒店|宾馆|旅馆|民宿|农家院|旅行社|国旅|KTV|ktv|酒吧|网吧|电竞馆|台球厅|棋牌室|麻将馆|剧本杀|洗浴中心|洗浴|浴池|汗蒸馆|洗车行|洗车店|洗车|4S店|4s店|修理厂|汽修厂|汽修|装饰公司|装饰|装修公司|家装|家具城|家具店|家居|建材城|建材|房地产|房产|置业|地产|置地|物业管理公司|物业服务公司|物业公司|物业|劳务公司|劳务|建筑公司|建设集团|建工|项目部|砂石厂|加工厂|搅拌站|养殖场|屠宰场|印刷厂|汽配|养老院|敬老院|养老公寓|家政公司|家政|月嫂公司|搬家公司|搬家|快递站|驿站|影楼|摄影|婚庆公司|婚庆|婚介所|婚介|传媒|文化公司|科技公司|科技|信息技术|网络科技|商贸|贸易公司|保安公司|保洁公司|供热公司|供热站|热力站|停车公司|停车管理公司|停车场|充电站|加油站|电影院|影院|剧场|剧院|游泳馆|体育馆|滑雪场|游乐场|公墓|陵园|银行|支行|保险公司|人寿|财险|保险|信托|基金公司|证券|事务所|律所|人力资源|人力|合作社|批发市场|农贸市场|菜市场|商场|购物中心|百货|商行|专卖店|旗舰店|门店|店|厂|馆'
const endings = new RegExp(`(?:${organisations})+`, 'g')
const branches = new RegExp(`[${han}A-Za-z0-9]{1,8}(?:分店|店|校区|分校|分院|院区|分公司|支行|网点)`, 'y')
const nameCharacter = new RegExp(`[${han}A-Za-z0-9·&]`)
const LONGEST_NAME = 14

/** The sentence around a name: no name contains these. */
const sentence =
  /(?:在|是|叫做?|找|跟|给|被|把|就|的|我们|我|咱们?|这个|那个|一家|一个|有个|有家|有一家|投诉|举报|反映|从|这家|那家|这|那|了|着|让|说|因为|然后|附近|旁边|边上|门口|楼下|楼上|小区里?|对面|他们|人家|您|你们?|由于|还有|不是|都|也|又|买|签|刚入住|年|(?:周|礼拜|星期)[一二三四五六日天]|阵子|提醒|催|要求|跟着|通过|关于|整个|隔壁|同一|请|问|订|但|而|被告|起诉|名字|名称|全称|店名|公司名|公司叫|单位|一层|二层|三层|底商|几个|好多|别的|其他|当时|现在|今天|昨天|上面|里面|大概|应该|好像|可能|估计|什么|哪个|哪家|任何|所有|正规|私人|网上|线上|单元|街道|查|收|写|个|不)+$/
/** Characters that stand in names as well: 惠家生活, 新东方. */
const doubtful =
  /(?:和|去|到|某|过|进|等|为|对|与|及|或|向|于|由|求|卖|开|关|办|报|上|下|里|外|用|来|家|老|要|想|点|做|所|告|每|各|全|新|旧|小|大|黑|破|楼|层|座|号|路|街|区|镇|乡|村)+$/
/** A street's own office is more than the street. */
const office = /政府|街道办/
const notAName = /^(?:小区|社区|咱们|自己)/

export interface OrganisationName extends Span {
  /** How it ends: 健身, 有限公司. */
  ending: string
  branch: boolean
  /** Where it begins: beyond doubt, or at the first or last of the possible places. */
  cut: 'sure' | 'whole' | 'short'
}

export interface NamePlace extends Span {
  /** A district: 「通州新芽小学」 is called 新芽小学. */
  admin: boolean
  /** A school, hospital or shop: a place that is itself an organisation. */
  organisation: boolean
  /** Among them those that are complained about themselves in this matter. */
  institution: boolean
}

/** Names told by their endings: 悦动健身, 禾创科技有限公司, 超凡健身望京店. */
export function organisationNames(text: string, places: readonly NamePlace[]): OrganisationName[] {
  const found: OrganisationName[] = []
  let from = 0
  for (const match of text.matchAll(endings)) {
    const [kind] = match
    const ending = match.index
    const name = nameBefore(text, { from, ending })
    if (name === '') continue
    branches.lastIndex = ending + kind.length
    const branch = branches.exec(text)?.[0] ?? ''
    const end = ending + kind.length + branch.length
    from = end
    const inPlace = places.some(
      (place) => place.start < ending && ending < place.end && !place.organisation && end <= place.end,
    )
    if ((inPlace && !office.test(kind)) || text[end] === '费') continue
    const whole = withoutDistrict(trim(name, sentence), ending, places)
    const short = withoutDistrict(trim(whole, doubtful), ending, places)
    for (const own of new Set([whole, short])) {
      if (own.length < 2 || notAName.test(own)) continue
      const cut = own.length < whole.length ? 'short' : own === short ? 'sure' : 'whole'
      found.push({ start: ending - own.length, end, ending: kind, branch: branch !== '', cut })
    }
  }
  return found
}

function nameBefore(text: string, { from, ending }: { from: number; ending: number }): string {
  let start = ending
  while (start > from && ending - start < LONGEST_NAME && nameCharacter.test(text[start - 1]!)) start--
  return text.slice(start, ending)
}

function withoutDistrict(name: string, end: number, places: readonly NamePlace[]): string {
  const start = end - name.length
  const district = places.find((place) => place.admin && place.start === start && place.end < end)
  return district ? name.slice(district.end - start).replace(/^(?:区|的|县)/, '') : name
}

/** Cuts off the sentence that leads up to the name. */
function trim(name: string, lead: RegExp): string {
  for (let at = name.length; at > 0; at--) if (lead.test(name.slice(0, at))) return name.slice(at)
  return name
}
