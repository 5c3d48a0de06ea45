import type { PlaceHit } from '../../text/place-index.ts'
import { numeralCharacters } from '../../text/spoken-number.ts'

const numeralAtStart = new RegExp(`^[0-9${numeralCharacters}]`)
const numeralAtEnd = new RegExp(`[0-9${numeralCharacters}]$`)

const roadSign = /^[A-Za-z][0-9]+$/

/** Everyday words count only beside something that makes them a place. */
export function isMeant(text: string, hit: PlaceHit): boolean {
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
  // 六|十一号院: nor does it begin inside one.
  if (numeralAtStart.test(text.slice(hit.start, hit.end)) && numeralAtEnd.test(before)) return false
  // 京AG7|362: a road's letters and number are not part of a longer sign.
  if (roadSign.test(text.slice(hit.start, hit.end)) && (/[A-Za-z]$/.test(before) || /^[0-9A-Za-z]/.test(after)))
    return false
  // 定福庄西里 is not the village 定福庄西村.
  if (/^[里园苑]/.test(after) && hit.readings.length > 0 && hit.readings.every(({ place }) => place.type === 'village'))
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
      hit.name.length >= 5 ||
      /(?:在|住|到|位于|区|街道|镇|是|叫|那个|，|。|^)$/.test(before) ||
      /^(?:小区|社区|村|[0-9一二三四五六七八九十百]{1,4}(?:号|栋|区|单元))/.test(after)
    )
  // A street's bare name inside a longer word: 大兴土木, 通州话.
  return !(hit.end - hit.start === 2 && /^(?:人|话|土木|户口)/.test(after))
}

export function isRoad(hit: PlaceHit | null): boolean {
  return hit?.readings.some((reading) => reading.place.type === 'road') ?? false
}

/** Shops lie on its floors. */
export function isShopBuilding(hit: PlaceHit | null): boolean {
  return hit?.readings.some(({ place }) => place.type === 'mall' || place.type === 'landmark') ?? false
}

/** What crosses a road or ends a stretch of it: roads by their names as well (大望路 is listed as a stop), bridges. */
export function isWay(hit: PlaceHit): boolean {
  return isRoad(hit) || /[路街]$/.test(hit.name) || hit.readings.some(({ place }) => place.type === 'bridge')
}

/** Doors are numbered along roads and in villages. */
export function isNumbered(hit: PlaceHit | null): boolean {
  return isRoad(hit) || (hit?.readings.some(({ place }) => place.type === 'village') ?? false)
}

/** 「西城…十一号院」: a short name that lies only in other districts than the one said before it is another place. */
export function contradicts(wider: readonly PlaceHit[], hit: PlaceHit): boolean {
  if (hit.name.length > 4 || hit.area || hit.readings.length === 0) return false
  const said = wider.flatMap(({ readings }) =>
    readings.flatMap(({ place }) => (place.type === 'district' && place.district ? [place.district] : [])),
  )
  if (said.length === 0) return false
  return hit.readings.every(({ place }) =>
    place.district === null
      ? !(place.districts ?? []).some((code) => said.includes(code))
      : !said.includes(place.district),
  )
}

const stopDetail = /^(?:地铁|站|[A-Za-z]\d?[东西南北]{0,2}(?:出入口|出口|口))/

/** A district, a street or an area: what lies around a place, not the place. */
export function isWider(text: string, hit: PlaceHit, around: readonly PlaceHit[]): boolean {
  if (hit.readings.length === 0) return true
  // 万寿路和复兴路交叉口: the road, not the street named after it.
  if (/[路街]$/.test(hit.name) && /^(?:路口)?[和跟与]/.test(text.slice(hit.end))) return false
  if (hit.area && !/(?:街道|地区|镇|乡)$/.test(hit.name)) return !stopDetail.test(text.slice(hit.end))
  if (hit.readings.some(({ place }) => place.type === 'district')) return true
  const streets = hit.readings.filter(({ place }) => place.type === 'street')
  if (streets.length === 0) return false
  if (streets.length === hit.readings.length) return true
  // 王辛庄 is a town in one district and a village in two others.
  const said = around.flatMap(({ readings }) =>
    readings.flatMap(({ place }) => (place.type === 'district' ? [place.district] : [])),
  )
  if (said.length > 0 && !streets.some(({ place }) => said.includes(place.district))) return false
  return !stopDetail.test(text.slice(hit.end))
}
