import type { Place } from '../../domain/place.ts'
import type { PlaceHit } from '../../text/place-index.ts'
import type { PlacePhrase } from './place-phrase.ts'

/** 「马家堡西路嘉园三里」: the road stands in front of what lies on it. */
export function roadBefore(phrase: PlacePhrase): string {
  const road = phrase.wider.find(
    (hit) =>
      hit.end <= (phrase.core?.start ?? 0) &&
      hit.readings.length > 0 &&
      hit.readings.every(({ place }) => place.type === 'road'),
  )
  return road?.name ?? ''
}

/** 「和广渠路」, 「到大红门桥」: how the second road is written behind the first. */
export function crossing(phrase: PlacePhrase): string {
  const other = phrase.core?.crossing
  return other ? `${other.join}${other.text}` : ''
}

const chineseDigits = '零一二三四五六七八九'

/** Names as the gazetteer writes them; what people call a compound or community without its 社区 stays as said. */
export function displayName(phrase: PlacePhrase, hit: PlaceHit, place: Place): string {
  const said = phrase.core!.text.replaceAll(' ', '')
  if (hit.bySound) return hit.name
  if (place.type === 'village') return place.name
  const spelled = said.replace(/(?<![0-9A-Za-z])[1-9](?=区|里|期|村|社区|$)/g, (digit) => chineseDigits[Number(digit)]!)
  // 知春里小区 of the compound 知春里: 小区 is how people speak.
  const estate = hit.readings.some(({ place }) => place.type === 'compound' && `${place.name}小区` === spelled)
  if (estate) return spelled.slice(0, -2)
  if (place.type === 'community' || place.type === 'street') return spelled
  if (phrase.core!.crossing && /[路街]$/.test(spelled)) return spelled
  if (place.type === 'subway_station') return spelled.includes('站') ? spelled : place.name
  if (spelled.toUpperCase() === place.name.toUpperCase()) return place.name
  const isAlias = place.aliases.some((alias) => alias.toUpperCase() === spelled.toUpperCase())
  return isAlias ? place.name : spelled
}
