import type { Span } from './target-candidate.ts'

const han = '\\u4e00-\\u9fff'
/** How names of companies, shops and offices end; longer endings first. */
const organisations =
  '不动产登记大厅|出入境接待大厅|政务服务大厅|社区卫生服务中心|社区卫生服务站|社区卫生站|政务服务中心|便民服务中心|住房保障中心|有限责任公司|卫生服务中心|物业管理公司|物业服务公司|停车管理公司|仲裁委员会|街道办事处|法院执行局|经济合作社|停车管理|供电公司|服务中心|青年旅社|体检中心|冰上中心|羽毛球馆|儿童乐园|艺术中心|交警支队|交通支队|老年公寓|文化传媒|儿童摄影|少儿编程|有限公司|健身中心|培训学校|培训机构|培训中心|教育机构|早教中心|托育中心|洗浴中心|装饰公司|装修公司|物业公司|劳务公司|建筑公司|建设集团|养老公寓|家政公司|月嫂公司|搬家公司|婚庆公司|文化公司|科技公司|信息技术|网络科技|贸易公司|保安公司|保洁公司|供热公司|停车公司|保险公司|基金公司|人力资源|批发市场|农贸市场|购物中心|顾问公司|特教中心|保障中心|医保中心|社保中心|服务公司|技术公司|管理公司|电梯服务|诊疗中心|康复医院|康复中心|口腔医院|眼科医院|宠物医院|舞蹈队|管委会|研究所|设计院|养护所|煤气站|施工队|供电所|饺子馆|麻辣烫|不动产|仲裁委|护理院|敬老院|咖啡馆|眼镜店|二手车|滑冰场|射击馆|镇政府|乡政府|区政府|街道办|派出所|居委会|村委会|房管所|养猪场|养鸡场|奶茶店|面包店|蛋糕店|分公司|健身房|俱乐部|瑜伽馆|舞蹈室|美容院|美容店|美发店|理发店|养生馆|足疗店|按摩店|培训班|托管班|托育园|幼儿园|门诊部|卫生院|卫生站|大药房|便利店|小卖部|生鲜店|水果店|烤肉店|烧烤店|火锅店|小吃店|包子铺|早点铺|烤鸭店|大酒店|农家院|旅行社|KTV|ktv|电竞馆|台球厅|棋牌室|麻将馆|剧本杀|汗蒸馆|洗车行|洗车店|4S店|4s店|修理厂|汽修厂|家具城|家具店|建材城|房地产|项目部|砂石厂|加工厂|搅拌站|养殖场|屠宰场|印刷厂|养老院|快递站|婚介所|供热站|热力站|停车场|充电站|加油站|电影院|游泳馆|体育馆|滑雪场|游乐场|事务所|合作社|菜市场|专卖店|旗舰店|经营部|服务部|图书馆|采摘园|养生苑|养生堂|刀削面|牛肉面|服务站|中医馆|修脚店|烟酒店|干洗店|母婴店|文具店|打印社|彩票店|桶装水|石料厂|石材厂|木材厂|家具厂|服装厂|研究院|录像厅|推拿馆|宠物店|垂钓园|舞队|项目|宽带|车队|供热|热力|燃气|气站|市政|通信|能源|充电|电梯|管道|保安|建设|烤鱼|烤串|串店|米线|咨询|管家|优居|基建|路桥|园林|绿化|环卫|环保|酒庄|茶室|茶楼|茶馆|咖啡|书店|花店|珠宝|金店|眼镜|公寓|民宿|配送|速递|快运|物流|货运|招标|投顾|投资|理财|速贷|租车|代驾|车行|电器|电子|通讯|数码|服饰|服装|鞋业|食品|餐饮|酒业|农业|种业|农资|苗圃|生物|医药|健康|体检|冰场|球馆|拳馆|武馆|乐园|公考|考研|留学|琴行|画室|书院|学堂|学苑|航空|有线|停车|保洁|法院|网咖|门窗|造型|工程|编程|烘焙|鱼府|驴肉|拉面|公司|集团|健身|瑜伽|美容|美发|发廊|足疗|培训|教育|驾校|早教|小学|中学|学校|大学|学院|医院|诊所|口腔|药房|药店|超市|售楼处|检测场|宴会厅|自习室|银匠铺|混凝土|银楼|植发|升学|快充|开锁|铝业|果业|矿业|实业|运输|印刷|家电|庄园|暖通|建筑|环境|日化|制冷|钢构|机械|设备|代理|花嫁|婚纱|私募|养老|开发|泊车|转运|搬运|配餐|视频|直播间|景区|凉面|手作|修车铺|裁缝铺|杂货铺|饭店|饭馆|餐厅|餐馆|烤肉|烧烤|火锅|面馆|小吃|食府|酒楼|酒店|宾馆|旅馆|国旅|酒吧|网吧|洗浴|浴池|洗车|汽修|装饰|家装|家居|建材|房产|置业|地产|置地|物业|劳务|建工|汽配|家政|搬家|驿站|影楼|摄影|婚庆|婚介|传媒|科技|商贸|影院|剧场|剧院|公墓|陵园|银行|支行|人寿|财险|保险|信托|证券|律所|人力|商场|百货|商行|门店|仓储|热泵|顾问|分馆|管线|标段|农险|茶社|名车|短租|砂锅|鱼庄|派对|寿司|美术|广告|管委|推拿|修脚|烟酒|干洗|母婴|水站|酒行|茶庄|茶城|果园|农场|农庄|苗木|石材|家具|汽车|车业|货栈|冷库|库房|基地|体育|舞蹈|艺考|画院|书屋|足道|会所|浴场|宠物|犬舍|猫舍|马场|渔场|贷|店|厂|馆'
const endings = new RegExp(`(?:${organisations})+`, 'g')
const endingHere = new RegExp(`(?:${organisations}|标段)+`, 'y')
const branches = new RegExp(`[${han}A-Za-z0-9]{1,8}(?:分店|店|校区|分校|分院|院区|分公司|支行|网点)`, 'y')
const nameCharacter = new RegExp(`[${han}A-Za-z0-9·&]`)
const LONGEST_NAME = 14

/** The sentence around a name: no name contains these. */
const sentence =
  /(?:在|是|叫做?|找|跟|给|被|把|就|的|我们|我|咱们?|这个|那个|一家|一个|有个|有家|有一家|投诉|举报|反映|从|这家|那家|这|那|了|着|让|说|因为|然后|附近|旁边|边上|门口|楼下|楼上|小区里?|对面|他们|人家|您|你们?|由于|还有|不是|都|也|又|买|签|刚入住|年|(?:周|礼拜|星期)[一二三四五六日天]|阵子|提醒|催|要求|跟着|通过|关于|整个|隔壁|同一|请|问|订|但|而|被告|起诉|名字|名称|全称|店名|公司名|公司叫|单位|[一二三四五六七八九十0-9]+[层楼]|[一二三两几][回趟次]|[一二两三四五六七八九十几0-9]+(?:[部台辆条所段份张笔间排]|月份?|号)|希望|建议|加装|禁止|可以|拨打|恢复|礼拜|后来|以前|原来|原先|前天|另外|一下|时候|知道|正经|前期|后期|招标|反对|退休|各种|全市|开发商|承包商|主播|中介|总包|换成?|改成?|坐|听|刚|想|去看|没有?|底商|几个|好多|别的|其他|当时|现在|今天|昨天|上面|里面|大概|应该|好像|可能|估计|什么|哪个|哪家|任何|所有|正规|私人|网上|线上|单元|街道|查|收|写|个|不)+$/
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
  /** A street or town: its office may be meant. */
  street: boolean
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

/** How the organisation is called whose kind stands right here, after its name in quotes: 酒楼 of 「渔歌」酒楼. */
export function kindAt(text: string, at: number): string {
  endingHere.lastIndex = at
  return endingHere.exec(text)?.[0] ?? ''
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
