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
      order.indexOf(other.kind) > rank || (other.kind === 'spot' && detail.kind !== 'floor' && detail.kind !== 'room'),
  )
  if (before < 0) details.push(detail)
  else details.splice(before, 0, detail)
}

const sideOfIt = /^(?:路?[东西南北]{1,2}(?:侧|边|面)?|第?[0-9]+号.*)$/

/**
 * Adds what another turn told of the same place: 「路东」 said later stands in front of 「便道」, and a spot or a relation
 * only where none was known.
 */
export function joinDetails(details: Detail[], more: readonly Detail[]): void {
  const had = new Set(details.map((detail) => detail.kind))
  for (const detail of more) {
    const loose = detail.kind === 'relation' || detail.kind === 'spot'
    if (loose && had.has(detail.kind)) continue
    const spot = details.findIndex((other) => other.kind === 'spot')
    if (detail.kind === 'relation' && spot >= 0 && sideOfIt.test(detail.text)) details.splice(spot, 0, detail)
    else addDetail(details, detail, false)
  }
}

/** A room tells its floor, and 对门 or 楼上 in front of the room's number only told whose it is. */
export function writeDetails(details: readonly Detail[]): string {
  const room = details.find((detail) => detail.kind === 'room')
  const building = details.findIndex((detail) => detail.kind === 'building' || detail.kind === 'unit')
  return details
    .filter((detail, index) => {
      // 「旁边那个七号楼」 told which estate; the building tells the place.
      if (index < building && /^(?:旁|附近|周边|楼下|内|院内|.*门口?)$/.test(detail.text)) return false
      if (!room) return true
      if (detail.kind === 'floor') return !room.text.startsWith(detail.text.replace(/[层楼]$/, ''))
      return !(
        /^(?:对门|隔壁|楼上|楼下)$/.test(detail.text) &&
        (details[index + 1] === room || details.indexOf(room) < index)
      )
    })
    .map((detail) => (detail.beside ? `${detail.joiner ?? ''}${detail.text}` : detail.text))
    .join('')
    .replace(/楼楼(?=[前后下])/g, '楼')
}
