import type { PlaceHit, PlaceIndex } from '../../text/place-index.ts'
import type { Mention } from '../evidence.ts'
import type { Detail } from './detail.ts'
import { addDetail } from './detail-list.ts'
import { parseDetails } from './parse-details.ts'

/** A stretch of one turn that names a place: district, area, name, details, as far as they hang together. */
export interface PlacePhrase extends Mention {
  /** Districts, streets and areas that stand in front of the name or alone. */
  wider: PlaceHit[]
  /** The place itself: a gazetteer name, or one that the words make look like a place. */
  core: PlaceCore | null
  details: Detail[]
}

export interface PlaceCore {
  /** Null for a name that the gazetteer does not have. */
  hit: PlaceHit | null
  /** As said. */
  text: string
  start: number
  end: number
  /** A second road that crosses or ends the stretch. */
  crossing: { text: string; join: string } | null
}

const gapFiller =
  /^(?:[，、,\s]|的|那边|那个|这个|这边|那块儿?|这块儿?|那儿|这儿|那|这|就是|就在|就|在|里面?|里头|嗯|呃|啊|哎|呢|吧|一带|边上|上|是|有个|有一个|个|叫|我们|我|小区|街道|地区|我们这|您知道|市|靠近|紧挨着?|属于|归)*$/
const generic =
  /([\u4e00-\u9fff]{2,8}?(?:小区|家园|花园|嘉园|雅苑|公寓|新村|佳园|名苑|丽苑|大厦|大楼|国际|新城|豪庭|庄园|别墅|胡同|大街|街(?![道坊上边头口里面灯])|[一二三四五六七八九十]号院|[\u4e00-\u9fff]里(?=楼盘|项目|小区)|写字楼|产业园|科技园|工业园|批发市场|购物中心|商场|[东西南北]里|护理院|养老院|敬老院|福利院|政务服务中心|登记大厅|办事大厅|服务大厅|工业区|物流园|林场|小学|中学|学校|幼儿园|医院|卫生服务站|卫生服务中心|学院|艺术中心|[一二三四五六七八九十]区|苑|村|路(?!口|上|边|灯|面|费|过|人|线|由|程|况|途|障)))/g
const genericCue = /(?:在|住|到|位于|地址是?|小区(?:叫|是)|叫|就是|位置是?|是)(?:那个|那|这个|咱们|我们)?$/
const notInNames =
  /^(?:我们?|咱们?|你们?|这个?|那个?|一个|整个|全|本|就在|在|住|是|就是|有个|旁边的?|他们|人家|附近的?|每个|各个|老旧|隔壁|什么|哪个|别的|其他|同一个|某|叫|的|和|跟|去|到|从|地址|位于|说|您|这边|那边|这条|那条|一条|这栋|那栋|开车|走|新|老|几个|两个|周边|对面)+/
const commonNouns =
  /^(?:小区|家园|花园|公寓|新村|大厦|大楼|国际|新城|胡同|大街|.*(?:条|商业|步行|小吃|这|那|逛|上|过|沿|满)街|写字楼|村|路|苑|马路|农村|全村|本村|城中村|公路|铁路|道路|半路|门路|老小区|商场|购物中心|批发市场|高速公路|走路|修路|堵路|让路|带路|认路|问路|水路|线路|电路|网路|思路|一路|大路|小路|土路|山路|后路|出路|活路|退路|过路|盘山路|柏油路|水泥路|石子路|这路|那路)$/

/** The place phrases of one turn, left to right. */
export function readPlacePhrases(options: {
  text: string
  turn: number
  index: PlaceIndex
  /** What `index` finds in the text by characters. */
  exact: readonly PlaceHit[]
  bySound: boolean
  open: boolean
}): PlacePhrase[] {
  const { text, turn, index, exact } = options
  const sound = options.bySound ? index.findBySound(text, exact) : []
  const hits = mergeHits(exact, sound).filter((hit) => isMeant(text, hit))
  const phrases: PlacePhrase[] = []
  let current: PlacePhrase | null = null
  for (const hit of hits) {
    if (current && hit.start < current.end && !makeRoom(current, hit)) continue
    if (current && joins(text, current, hit)) extend(text, current, hit)
    else {
      current = begin(turn, text, hit)
      phrases.push(current)
    }
  }
  for (const phrase of unlisted(options, phrases)) phrases.push(phrase)
  return phrases.sort((a, b) => a.start - b.start)
}

/** A name of the gazetteer (798艺术区) is more than the number that its head looks like. */
function makeRoom(phrase: PlacePhrase, hit: PlaceHit): boolean {
  const named = Math.max(phrase.start, phrase.core?.end ?? 0, ...phrase.wider.map(({ end }) => end))
  if (hit.start < named) return false
  phrase.details = phrase.details.filter((detail) => detail.end <= hit.start)
  phrase.end = Math.max(named, ...phrase.details.map(({ end }) => end))
  return true
}

/** By sound only where the characters did not say something at least as long. */
function mergeHits(exact: readonly PlaceHit[], sound: readonly PlaceHit[]): PlaceHit[] {
  const kept = exact.filter((hit) => !sound.some((other) => other.start < hit.end && hit.start < other.end))
  return [...kept, ...sound].sort((a, b) => a.start - b.start)
}

/** Everyday words count only beside something that makes them a place. */
function isMeant(text: string, hit: PlaceHit): boolean {
  const before = text.slice(Math.max(0, hit.start - 8), hit.start)
  const after = text.slice(hit.end, hit.end + 6)
  if (/^(?:市场监管局|银行|热力|燃气|自来水|地铁公司|公交|移动|联通|电信)/.test(after) && hit.name === '北京')
    return false
  // 里二|十六号: a name does not end inside a number.
  if (
    /[一二三四五六七八九十]$/.test(text.slice(hit.start, hit.end)) &&
    /^(?:[零一二三四五六七八九十百]|号)/.test(after)
  )
    return false
  // 五环外 is a part of the city, not the road.
  if (/环$/.test(text.slice(hit.start, hit.end)) && /^(?:路)?(?:外|里|内|以)/.test(after)) return false
  if (hit.everyday) {
    const placed = /(?:(?:区|县|镇|乡|街道)的?|家住|住在|位于|就在|地址是?|是|在)$/.test(before)
    const detailed =
      /^(?:小区|社区|村|街道|地区|镇|乡|站|地铁|公园|[，、]?[0-9一二三四五六七八九十]{1,3}(?:号|区|里|栋))/.test(after)
    const listed = hit.readings.some((reading) => reading.listed)
    return (
      (detailed && listed) ||
      (placed &&
        /^(?:的|那边|这边|附近|旁边|路口|[，。]|$)/.test(after) &&
        !/(?:我们?|咱们?|家|小区|楼|它|他)(?:的)?$/.test(before))
    )
  }
  if (hit.bySound)
    return (
      /(?:在|住|到|位于|区|街道|镇|是|叫|那个|，|。|^)$/.test(before) ||
      /^(?:小区|社区|村|[0-9一二三四五六七八九十百]{1,4}(?:号|栋|区|单元))/.test(after)
    )
  // A street's bare name inside a longer word: 大兴土木, 通州话.
  return !(hit.end - hit.start === 2 && /^(?:人|话|土木|户口)/.test(after))
}

function begin(turn: number, text: string, hit: PlaceHit): PlacePhrase {
  const phrase: PlacePhrase = { turn, start: hit.start, end: hit.end, wider: [], core: null, details: [] }
  extend(text, phrase, hit)
  return phrase
}

function joins(text: string, phrase: PlacePhrase, hit: PlaceHit): boolean {
  const gap = text.slice(phrase.end, hit.start)
  if (gap.length > 14 || /[。？！]/.test(gap) || hit.outside) return false
  if (isCrossing(phrase, hit, gap)) return true
  if (!gapFiller.test(gap)) return false
  if (phrase.details.some((detail) => detail.kind === 'building' || detail.kind === 'unit')) {
    return phrase.core?.hit?.name === hit.name || hit.readings.every(({ place }) => place.type === 'street')
  }
  // After a name only what lies in it may follow: 「花园路 牡丹园小区」 goes on, 「牡丹园小区，朝阳区」 tells where it is.
  return true
}

export function isRoad(hit: PlaceHit | null): boolean {
  return hit?.readings.some((reading) => reading.place.type === 'road') ?? false
}

/** What crosses a road or ends a stretch of it: roads by their names as well (大望路 is listed as a stop), bridges. */
function isWay(hit: PlaceHit): boolean {
  return isRoad(hit) || /[路街]$/.test(hit.name) || hit.readings.some(({ place }) => place.type === 'bridge')
}

/** Doors are numbered along roads and in villages. */
export function isNumbered(hit: PlaceHit | null): boolean {
  return isRoad(hit) || (hit?.readings.some(({ place }) => place.type === 'village') ?? false)
}

function isCrossing(phrase: PlacePhrase, hit: PlaceHit, gap: string): boolean {
  return (
    phrase.core !== null &&
    phrase.core.hit !== null &&
    isWay(phrase.core.hit) &&
    isWay(hit) &&
    /^(?:路口|口)?(?:和|与|跟|到|至|、)(?:那个|那)?$/.test(gap)
  )
}

const stopDetail = /^(?:地铁|站|[A-Za-z]\d?[东西南北]{0,2}(?:出入口|出口|口))/

/** A district, a street or an area: what lies around a place, not the place. */
function isWider(text: string, hit: PlaceHit, phrase: PlacePhrase): boolean {
  if (hit.readings.length === 0) return true
  if (hit.area && !/(?:街道|地区|镇|乡)$/.test(hit.name)) return !stopDetail.test(text.slice(hit.end))
  if (hit.readings.some(({ place }) => place.type === 'district')) return true
  const streets = hit.readings.filter(({ place }) => place.type === 'street')
  if (streets.length === 0) return false
  if (streets.length === hit.readings.length) return true
  // 王辛庄 is a town in one district and a village in two others.
  const said = phrase.wider.flatMap((wider) =>
    wider.readings.flatMap(({ place }) => (place.type === 'district' ? [place.district] : [])),
  )
  if (said.length > 0 && !streets.some(({ place }) => said.includes(place.district))) return false
  return !stopDetail.test(text.slice(hit.end))
}

/** 镇政府 in 「康庄镇政府西边」 is the landmark. */
const office = /(?:[镇乡]政府|街道办事处)$/

function extend(text: string, phrase: PlacePhrase, hit: PlaceHit): void {
  const gap = text.slice(phrase.end, hit.start)
  if (isCrossing(phrase, hit, gap)) {
    phrase.core!.crossing = {
      text: hit.name,
      join: /到|至/.test(gap) ? '到' : /与/.test(gap) ? '与' : /、/.test(gap) ? '' : '和',
    }
    phrase.core!.end = hit.end
    absorbDetails(text, phrase, hit.end)
    return
  }
  // A bare name that may be a street or a metro stop is wider when something more exact follows; the caller of
  // extend comes back with that.
  if (phrase.core?.hit && phrase.details.length === 0 && !isWider(text, hit, phrase)) phrase.wider.push(phrase.core.hit)
  if (isWider(text, hit, phrase)) {
    phrase.wider.push(hit)
    phrase.end = Math.max(phrase.end, hit.end)
    if (phrase.core === null) absorbDetails(text, phrase, hit.end - (office.exec(hit.name)?.[0].length ?? 0))
    else {
      const more = parseDetails(text, hit.end, { afterPlace: true, afterRoad: isNumbered(phrase.core.hit) })
      for (const detail of more.details) addDetail(phrase.details, detail, false)
      phrase.end = Math.max(phrase.end, more.end)
    }
    return
  }
  const again = phrase.core?.hit?.name === hit.name ? phrase.details : []
  phrase.core = { hit, text: text.slice(hit.start, hit.end), start: hit.start, end: hit.end, crossing: null }
  absorbDetails(text, phrase, hit.end)
  for (const detail of again)
    if (!phrase.details.some(({ kind }) => kind === detail.kind)) addDetail(phrase.details, detail, false)
}

function absorbDetails(text: string, phrase: PlacePhrase, at: number): void {
  const suffix = /^(?:小区|社区|大院|家属院|家属区|地铁站?(?=[A-Za-z，。]|$|口|往|旁|附近|出))/.exec(text.slice(at))
  const from = suffix && phrase.core?.hit && !/(?:小区|社区)$/.test(phrase.core.text) ? at + suffix[0].length : at
  const run = parseDetails(text, from, { afterPlace: true, afterRoad: isNumbered(phrase.core?.hit ?? null) })
  if (from > at && phrase.core) phrase.core = { ...phrase.core, text: phrase.core.text + suffix![0], end: from }
  phrase.details = run.details
  phrase.end = Math.max(phrase.end, from, run.end)
}

/** Names that only look like places, where no listed one was found nearby. */
function unlisted(
  options: { text: string; turn: number; open: boolean },
  phrases: readonly PlacePhrase[],
): PlacePhrase[] {
  const { text, turn, open } = options
  const found: PlacePhrase[] = []
  for (const match of text.matchAll(generic)) {
    const stripped = match[1]!.replace(notInNames, '')
    const start = match.index + match[1]!.length - stripped.length
    const end = match.index + match[1]!.length
    if (
      stripped.length < 3 ||
      commonNouns.test(stripped) ||
      /[几每各某多两三]个|附近|旁边|那边|我们|所有|[哪米往他她它那这冲着挨靠跟认得知看]/.test(stripped)
    )
      continue
    const before = text.slice(Math.max(0, start - 8), start)
    const overlapping = phrases.find((phrase) => phrase.start < end && start < phrase.end)
    const listedBefore = phrases.find(
      (phrase) => phrase.end <= start && gapFiller.test(text.slice(phrase.end, start)) && phrase.core === null,
    )
    if (overlapping && (overlapping.core !== null || overlapping.end > start)) continue
    if (!open && !genericCue.test(before) && !listedBefore) continue
    const phrase: PlacePhrase = {
      turn,
      start,
      end,
      wider: listedBefore ? listedBefore.wider : [],
      core: { hit: null, text: stripped, start, end, crossing: null },
      details: [],
    }
    absorbDetails(text, phrase, end)
    found.push(phrase)
  }
  return found
}
