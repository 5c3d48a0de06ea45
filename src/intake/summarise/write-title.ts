import type { AppealType } from '../../domain/call.ts'

const LONGEST = 30
const joined = /与|和|、/
/** What belongs to a door and not to a headline. */
const door = /(?:[0-9]+(?:单元|门))?(?:[0-9]+层)?[0-9A-Z]+室$/
/** The last piece of a place: 东门内, 6号楼西侧. */
const lastDetail = /(?:[0-9]+(?:号楼|号院|号|单元|层)|[东西南北内外前后旁中路口门侧边角头]{1,4}[^0-9号楼]{0,6})$/

export interface TitleParts {
  type: AppealType | null
  /** Name of the category, or words of the caller where there is none. */
  matter: string
  /** Address without its street, or a wider place. */
  place: string
  /** A company, shop or platform; neighbours and plates are no headline. */
  target: string | null
  /** All that the caller said. */
  said: string
}

/** Place, whom it is about, and the matter, within 30 characters; of these the matter is never cut. */
export function writeTitle({ type, matter, place, target, said }: TitleParts): string {
  const asked = type === '咨询' || type === '建议' ? type : ''
  const plain = partSaid(matter, said).replace(new RegExp(`${asked}$`), '')
  const head = `${asked}`
  const room = LONGEST - head.length - plain.length
  const where = shorten(place.replace(door, ''), room - (fitting(target, place, room)?.length ?? 0))
  const whom = fitting(target, where, room - where.length) ?? ''
  return `${head}${join(join(where, whom), plain)}`.slice(0, LONGEST)
}

/** What one ends and the other begins with is said once: 飞驰驾校 and 驾校培训. */
function join(left: string, right: string): string {
  for (let shared = Math.min(left.length, right.length); shared >= 2; shared--)
    if (left.endsWith(right.slice(0, shared))) return left + right.slice(shared)
  return left + right
}

function fitting(target: string | null, place: string, room: number): string | null {
  return target !== null && target.length <= room && !place.includes(target) ? withoutRepeat(place, target) : null
}

/** 「云锦苑物业」 after 「云锦苑3号楼」 is the estate's: 物业 says enough. */
function withoutRepeat(place: string, target: string): string {
  let common = 0
  while (common < Math.min(place.length, target.length) && place[common] === target[common]) common++
  return common >= 2 ? target.slice(common) : target
}

function shorten(place: string, room: number): string {
  let short = place
  while (short.length > room) {
    const cut = short.replace(lastDetail, '')
    if (cut === short || cut === '') return room > 0 ? short.slice(0, room) : ''
    short = cut
  }
  return short
}

/** Categories that join two matters name the one that the call is about, where its words tell: 私装地锁. */
function partSaid(matter: string, said: string): string {
  const parts = matter.split(joined)
  if (parts.length < 2) return matter
  const scored = parts.map((part) => ({ part, score: sharedPairs(part, said) })).sort((a, b) => b.score - a.score)
  const [best, second] = scored
  return best && second && best.score > second.score && best.part.length >= 3 ? best.part : matter
}

/** Pairs of characters of a name that were said, and characters for half as much. */
function sharedPairs(name: string, said: string): number {
  let score = 0
  for (let at = 0; at + 1 < name.length; at++) if (said.includes(name.slice(at, at + 2))) score += 1
  return score
}
