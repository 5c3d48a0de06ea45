/** How names of places end. */
const ending =
  /小区|家园|花园|嘉园|雅苑|公寓|新村|佳园|名苑|丽苑|大厦|大楼|国际|新城|豪庭|庄园|别墅|胡同|大街|街(?![道坊上边头口里面灯])|[一二三四五六七八九十]号院|[头一二三四五六七八九十]条(?![路街道])|里(?=楼盘|项目|小区)|写字楼|产业园|科技园|工业园|批发市场|购物中心|商场|[东西南北]里|护理院|养老院|敬老院|福利院|政务服务中心|登记大厅|办事大厅|服务大厅|工业区|物流园|林场|小学|中学|学校|幼儿园|医院|卫生服务站|卫生服务中心|学院|艺术中心|[一二三四五六七八九十]区|苑|村|路(?!口|上|边|灯|面|费|过|人|线|由|程|况|途|障)/g
/** 幼儿园 alone names none. */
const nothingElse = new RegExp(`^(?:${ending.source})$`)
/** 「…镇，周村，」: a village of one character, between commas. */
const shortVillage = /(?<=[，、])[\u4e00-\u9fff]村(?=[，、的])/g
const genericCue = /(?:在|住|到|位于|地址是?|小区(?:叫|是)|叫|就是|位置是?|是)(?:那个|那|这个|咱们|我们)?$/
/** The last word of the sentence before a name: 「爷爷在槐安护理院」. */
const sentenceBefore = /^.*(?:的|在|叫|位于|一个|那个|这个|有个)/
const notInNames =
  /^(?:一个|某个?|我们?|咱们?|你们?|这个?|那个?|一个|整个|全|本|就在|在|住|是|就是|有个|旁边的?|他们|人家|附近的?|每个|各个|老旧|隔壁|什么|哪个|别的|其他|同一个|某|叫|的|和|跟|去|到|从|地址|位于|说|您|这边|那边|这条|那条|一条|这栋|那栋|开车|走|新|老|几个|两个|周边|对面)+/
const commonNouns =
  /^(?:小区|家园|花园|公寓|新村|大厦|大楼|国际|新城|胡同|大街|.*(?:条|商业|步行|小吃|这|那|逛|上|过|沿|满)街|写字楼|村|路|苑|马路|[农全本我你咱各乡邻同进出回整我]村|本村|城中村|公路|铁路|道路|半路|门路|老小区|商场|购物中心|批发市场|高速公路|走路|修路|堵路|让路|带路|认路|问路|水路|线路|电路|网路|思路|一路|大路|小路|土路|山路|后路|出路|活路|退路|过路|盘山路|柏油路|水泥路|石子路|这路|那路)$/

/** Words of a sentence, not of a name. */
const sentence =
  /第[0-9一二三四五六七八九十]+[个条趟道排]|[几每各某多两三]个|附近|旁边|那边|我们|所有|[哪米往他她它那这冲着挨靠跟认得知看]/

export interface UnlistedName {
  text: string
  start: number
  end: number
  /** The words before it say that a place's name follows: 叫, 住在. */
  cued: boolean
}

/**
 * Names that only look like places: 「锦澜一号院」, 「槐安护理院」. None reaches over one of the `borders`, offsets where a
 * district or street that stands in front of a name ends.
 */
export function findUnlistedNames(text: string, borders: readonly number[]): UnlistedName[] {
  const found: UnlistedName[] = []
  const take = (from: number, end: number) => {
    const border = Math.max(from, ...borders.filter((offset) => offset < end - 2))
    const name = text.slice(border, end).replace(sentenceBefore, '').replace(notInNames, '')
    const start = end - name.length
    if (
      name.length < (name.endsWith('村') ? 2 : 3) ||
      nothingElse.test(name) ||
      commonNouns.test(name) ||
      sentence.test(name)
    )
      return
    found.push({ text: name, start, end, cued: genericCue.test(text.slice(Math.max(0, start - 8), start)) })
  }
  let last = 0
  for (const match of text.matchAll(ending)) {
    const head = /[\u4e00-\u9fff]*$/.exec(text.slice(Math.max(last, match.index - 8), match.index))![0]
    if (head.length < 2) continue
    last = match.index + match[0].length
    take(match.index - head.length, last)
  }
  for (const match of text.matchAll(shortVillage)) take(match.index, match.index + match[0].length)
  return found
}

const wayAfter = /^[东西南北中]?(?:路|大街|街|胡同)(?![口边上面灯东西南北对旁人过的里])/
const institutionAfter =
  /^(?:第[一二三四五六七八九十]+)?(?:小学|中学|幼儿园|医院|公园|批发市场|农贸市场|购物中心|(?:不动产)?(?:政务服务中心|登记大厅|登记中心|办事大厅|服务大厅|政务大厅))/

/**
 * What makes a longer name of a listed one that the gazetteer does not have: 北路 after 文慧园; and, where the listed one is
 * a district, street or area, 小学 after 八角. Empty when nothing does.
 */
export function restOfName(text: string, options: { at: number; afterArea: boolean }): string {
  const rest = text.slice(options.at, options.at + 12)
  return wayAfter.exec(rest)?.[0] ?? (options.afterArea ? institutionAfter.exec(rest)?.[0] : undefined) ?? ''
}
