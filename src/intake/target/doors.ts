import { toArabic } from '../../text/spoken-number.ts'
import type { Span } from './target-candidate.ts'

const numeral = '(?:[0-9]{3,4}|[零〇一二三四五六七八九幺两]{3,4})'
const neighbour = new RegExp(
  `(楼上|楼下|对门|隔壁|对过|邻居)(?:的|那家|那户|家)?[，]?(${numeral})?(?:(那家|那户|那一户|邻居|住户|租户|老[\\u4e00-\\u9fff]家?|小伙子|老太太|老头儿?|大爷|大妈|小年轻|小两口)|家)?`,
  'g',
)

/** Whom one calls, not where one lives. */
const serviceNumber = /^(?:1[12][0-9]|[幺一][幺一二][零九〇])$/

export interface Neighbour extends Span {
  /** As it may be written: 「楼上」, 「楼上602」, 「楼下老李家」. */
  values: string[]
}

/** Neighbours told by where they live. */
export function neighbours(text: string): Neighbour[] {
  return [...text.matchAll(neighbour)].map((match) => {
    const [words, side = '', room, family] = match
    const start = match.index
    const values = [side]
    if (room) values.unshift(`${side}${toArabic(room) ?? room}`, `${side}${room}`)
    if (family) values.unshift(words.replaceAll('，', ''))
    return { start, end: start + words.length, values: [...new Set(values)] }
  })
}

const storey = '(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:号楼|号院|单元|层|楼|门)'
const flat = new RegExp(
  `(?:(?:${storey}){1,3}(?:的)?(?:${numeral}|那一?[家户]|住户|底商|把边那户)|(?<![0-9零〇一二三四五六七八九幺两百千块万])${numeral}(?![0-9零〇一二三四五六七八九十幺两百千块万点年月号路元平度个人米次分天户多]))`,
  'g',
)

/** Flats told by their number alone: 「601」, 「三号楼一零二」, 「一层那家」. */
export function flats(text: string): Neighbour[] {
  return [...text.matchAll(flat)]
    .filter(([words]) => !serviceNumber.test(words))
    .map((match) => {
      const [words] = match
      const arabic = words.replace(
        /[0-9零〇一二三四五六七八九十幺两]+(?=号楼|号院|单元|门|$)|[零〇一二三四五六七八九幺两]{3,4}/g,
        (number) => toArabic(number) ?? number,
      )
      return { start: match.index, end: match.index + words.length, values: [...new Set([arabic, words])] }
    })
}

const point = '[东西南北前后]'
const side = `(?:${point}(?:[边头侧]|院)|把边|[红蓝黑白绿铁]大门|大门口)`
const household = new RegExp(
  `(?:(?:${storey})+${side}?|${side})(?:的)?(?:(?:那一?[家户]|[东西]户|底商|[\\u4e00-\\u9fff]{1,2}馆|老[\\u4e00-\\u9fff]家?)|那家[\\u4e00-\\u9fff]{2}(?=[，。！；\\s]|$))`,
  'g',
)

/** Households told by where they are and whose they are: 「一楼东边那家」, 「东院老许家」, 「六号楼老耿家」. */
export function households(text: string): Neighbour[] {
  return [...text.matchAll(household)].map((match) => {
    const [words] = match
    const arabic = words.replace(/[一二三四五六七八九十]+(?=号楼|号院|单元)/g, (number) => toArabic(number) ?? number)
    return { start: match.index, end: match.index + words.length, values: [...new Set([arabic, words])] }
  })
}

const houseNumber =
  /(?:门牌|[他她]家?|隔壁|邻居|东邻|西邻|是|，|院)(?:是)?([甲乙丙]?(?:[0-9]{1,3}|[一二三四五六七八九十百零]{1,5})号)(?![楼院线称码人])/g

/** Houses of a village or lane, which have a number alone: 「门牌一百一十三号」 is 「户耳山村113号」. */
export function houses(text: string, name: string | null): Neighbour[] {
  if (name === null || !/(?:村|条|胡同|巷|街)$/.test(name)) return []
  return [...text.matchAll(houseNumber)].map((match) => {
    const words = match[1]!
    const number = words.replace(/[一二三四五六七八九十百零]+/, (spoken) => toArabic(spoken) ?? spoken)
    const start = match.index + match[0].length - words.length
    return { start, end: start + words.length, values: [`${name}${number}`] }
  })
}

interface Told {
  value: string
}

export interface DoorApart<T extends Told> {
  value: string
  by: T
}

const bareSide = /^(?:楼上|楼下|对门|隔壁)$/
const roomAtEnd = /(?<![0-9])[0-9]{3,4}$/

/** 「楼上」 with a room told elsewhere that lies where it must: above another told for 楼上, below for 楼下, beside for 对门. */
export function roomsApart<T extends Told>(doors: readonly T[]): DoorApart<T>[] {
  const rooms = [...new Set(doors.flatMap(({ value }) => roomAtEnd.exec(value) ?? []))]
  const sides = [...new Map(doors.filter(({ value }) => bareSide.test(value)).map((door) => [door.value, door]))]
  return sides.flatMap(([name, by]) =>
    rooms
      .filter((room) => fits(name, room, rooms) && !doors.some(({ value }) => value === `${name}${room}`))
      .map((room) => ({ value: `${name}${room}`, by })),
  )
}

function fits(name: string, room: string, rooms: readonly string[]): boolean {
  const floor = (of: string) => Number(of.slice(0, -2))
  const difference = { 楼上: 1, 楼下: -1 }[name] ?? 0
  return rooms.some((other) => other !== room && floor(room) - floor(other) === difference)
}

/** The ways to write a door of the place that the call is about: with or without the estate and the last 室. */
export function doorValues({
  address,
  name,
}: {
  address: string
  name: string | null
}): { cut: string; value: string }[] {
  const at = name === null ? -1 : address.indexOf(name)
  const from = at < 0 ? address : address.slice(at)
  const door = /[0-9A-Z甲乙]+(?:号楼|号院|单元|门|栋|座|层|室|号)/.test(from)
  if (!door) return []
  const bare = at < 0 ? from : from.slice(name!.length)
  const values = [
    { cut: 'full', value: from },
    { cut: 'noRoomWord', value: from.replace(/室$/, '') },
    { cut: 'bare', value: bare },
    { cut: 'bareNoRoomWord', value: bare.replace(/室$/, '') },
  ]
  return values.filter(
    ({ value }, index) => value !== '' && values.findIndex((other) => other.value === value) === index,
  )
}
