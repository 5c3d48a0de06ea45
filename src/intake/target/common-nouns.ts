import type { Span } from './target-candidate.ts'

const genericWords =
  '施工方|街道|社区|住建委|拆迁办|征收办|指挥部|公积金中心|项目部|产权单位|人事|房主|供热站|供电所|送气工|宿管|车队|镇里|村里|镇政府|村委会|街道办|供电公司|物业管理处|售楼处|装修队|中介|房管所|交警支队|交警|税务局|社保局|法院|物业公司|物业|开发商|建设单位|施工单位|施工队|房东|二房东|中介公司|中介|居委会|村委会|业委会|物管会|幼儿园|学校|医院|装修公司|供热公司|供暖公司|热力公司|自来水公司|燃气公司|供电局|电力公司|停车公司|停车场|包工头|工头|老板|公司|单位|商家|卖家|店家|商户|饭店|饭馆|餐馆|超市|酒店|宾馆|健身房|美容院|理发店|培训机构|驾校|养老院|快递员|快递公司|快递|骑手|外卖员|司机|家政公司|搬家公司|保姆|月嫂|教练|班主任|老师|医生|护士|保安|保洁|工地|村干部|村书记|村支书|书记|房产中介|旅行社|导游|收费员|平台|银行|保险公司|电梯公司|维保公司'
const common = new RegExp(genericWords, 'g')
/** Every estate has its own: they are written with its name. */
const ofTheEstate = /^(?:物业公司|物业|开发商|业委会|物管会|居委会|村委会|幼儿园|停车场)$/

/** 物业, 房东, 老板: whom a caller blames without a name. */
export function commonNouns(text: string): Span[] {
  return [...text.matchAll(common)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter(({ end }) => text[end] !== '费')
}

const bodies =
  /(?:住建委|建委|规自委|教委|教育局|医保局|医保中心|社保中心|人社局|民政局|城管委|城管局|城管执法局|执法队|市场监管局|市监局|税务局|卫健委|交通委|交通局|水务局|园林局|环保局|生态环境局|公安局|分局|交通支队|交警支队|退役军人局|残联|消防支队|不动产登记中心|政务服务中心|公积金中心)/g
const above = /[市区县]$/

/** Public offices with what stands before them, 海淀区教委, 市住建委; `areas` are names of districts and streets. */
export function publicBodies(text: string, areas: readonly Span[]): Span[] {
  const found: Span[] = []
  for (const match of text.matchAll(bodies)) {
    const end = match.index + match[0].length
    const area = areas.find(
      (span) => span.end === match.index || (span.end === match.index - 1 && /[区县市]/.test(text[span.end]!)),
    )
    if (area) found.push({ start: area.start, end })
    else if (above.test(text.slice(0, match.index))) found.push({ start: match.index - 1, end })
  }
  return found
}

/** 「天时名苑物业」 for 物业; null for nouns that belong to no estate. */
export function withEstate(noun: string, estate: string | null): string | null {
  if (estate === null || !ofTheEstate.test(noun)) return null
  return `${estate}${noun}`.replace('村村', '村')
}
