import type { Detail, DetailKind } from './detail.ts'

const replaceable = new Set<DetailKind>(['yard', 'number', 'building', 'unit', 'floor', 'room'])

/** A second building, unit or room replaces the first, unless it stands beside it. */
export function addDetail(details: Detail[], detail: Detail, corrected: boolean): void {
  if (!replaceable.has(detail.kind)) {
    const same = details.findIndex((other) => other.kind === detail.kind && other.text === detail.text)
    if (same >= 0) return
    if (corrected && details.at(-1)?.kind === detail.kind) details.pop()
    details.push(detail)
    return
  }
  const at = details.findLastIndex((other) => other.kind === detail.kind)
  if (at < 0) insertInOrder(details, detail)
  else if (detail.beside) details.splice(at + 1, 0, detail)
  else details[at] = detail
}

const order: readonly DetailKind[] = ['yard', 'number', 'building', 'unit', 'floor', 'room']

function insertInOrder(details: Detail[], detail: Detail): void {
  const rank = order.indexOf(detail.kind)
  const before = details.findIndex(
    (other) =>
      order.indexOf(other.kind) > rank ||
      (other.kind === 'spot' &&
        !/(?:大厦|大楼|商厦|写字楼)$/.test(other.text) &&
        detail.kind !== 'floor' &&
        detail.kind !== 'room'),
  )
  if (before < 0) details.push(detail)
  else details.splice(before, 0, detail)
}

/** Told which estate, where a building is told as well: 「旁边那个七号楼」. */
const besideAll = /^(?:旁|附近|周边|楼下|楼上|内|院内|.*门口?)$/
export const alongRoad = /^(?:便道|人行道|步道|盲道|辅路|主路|非机动车道|自行车道|机动车道|绿化带|隔离带)/

/**
 * Adds what another turn told of the same place: 「路东」 said later stands in front of 「便道」, and a spot or a relation
 * only where none was known.
 */
export function joinDetails(details: Detail[], more: readonly Detail[]): void {
  const building = more.some(({ kind }) => kind === 'building') && !details.some(({ kind }) => kind === 'building')
  const had = new Set(details.filter(({ text }) => !building || !besideAll.test(text)).map(({ kind }) => kind))
  for (const detail of more) {
    const loose = detail.kind === 'relation' || detail.kind === 'spot'
    if (loose && had.has(detail.kind)) continue
    const spot = details.findIndex((other) => other.kind === 'spot' && alongRoad.test(other.text))
    if (detail.kind === 'relation' && spot >= 0) details.splice(spot, 0, detail)
    else addDetail(details, detail, false)
  }
}

/** 「六层，六零四」 was said in one breath and stays; 「我们六层…六零四」 told the floor on the way. */
const leadsTo = (floor: Detail, room: Detail): boolean => room.start >= floor.end && room.start - floor.end <= 1

/** 「6号楼前头」 ends as 6号楼前; in front of more, 「6号楼前头那片空场」, it stays as said. */
function shortSide(detail: Detail, before: Detail | undefined): Detail {
  if (before?.kind !== 'building') return detail
  return { ...detail, text: detail.text.replace(/^(楼?[前后上下])[头面边]$/, '$1') }
}

/** A room tells its floor, and 对门 or 楼上 in front of the room's number only told whose it is. */
export function writeDetails(details: readonly Detail[]): string {
  const room = details.find((detail) => detail.kind === 'room')
  const building = details.findIndex((detail) => detail.kind === 'building' || detail.kind === 'unit')
  return details
    .filter((detail, index) => {
      // 「二十七号…二十七号楼」 is one number.
      if (detail.kind === 'number' && details.some(({ text }) => text === `${detail.text}楼`)) return false
      // 「旁边那个七号楼」 told which estate; the building tells the place.
      if (index < building && besideAll.test(detail.text)) return false
      // 「商场楼上，七层」.
      if (detail.text === '楼上' && details[index + 1]?.kind === 'floor') return false
      // The paving for the blind is part of the pavement.
      if (detail.text === '盲道' && alongRoad.test(details[index - 1]?.text ?? '')) return false
      if (!room) return true
      if (detail.kind === 'floor')
        return leadsTo(detail, room) || !room.text.startsWith(detail.text.replace(/[层楼]$/, ''))
      return !(
        /^(?:对门|隔壁|楼上|楼下)$/.test(detail.text) &&
        (details[index + 1] === room || details.indexOf(room) < index)
      )
    })
    .map((detail, index, shown) => (index === shown.length - 1 ? shortSide(detail, shown[index - 1]) : detail))
    .map((detail) => (detail.beside ? `${detail.joiner ?? ''}${detail.text}` : detail.text))
    .join('')
    .replace(/楼楼(?=[前后下])/g, '楼')
}
