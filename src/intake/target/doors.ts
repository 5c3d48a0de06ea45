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
