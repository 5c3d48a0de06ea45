import type { Detail, DetailRun } from './detail.ts'
import { parseDetails } from './parse-details.ts'

/** Details that number a dwelling. */
export const structural: ReadonlySet<Detail['kind']> = new Set<Detail['kind']>([
  'building',
  'unit',
  'room',
  'yard',
  'floor',
])

const neighbourRoom =
  /^(?:楼上|楼下|对门|隔壁|他们|他家|她家|那家)(?:是|在|住)?([0-9]{3,4}|[零〇一二三四五六七八九幺两]{3,4})(?![号楼单元块点度米层])/

const structuralStart =
  /^(?:[，、\s]|的|那个|这个|那边|这边|那|这|就是|就在|就|嗯|呃|额|啊|哎|呢|吧|哈|儿|我们家|我们|我家|我这|我|他家|家|是|在|住|上|一个|个|里)*[0-9零〇一二三四五六七八九十百两幺甲乙丙丁A-Za-z塔地负东西南北楼对隔第]/

/** Without one of these nothing is numbered. */
const numbering = /[0-9零〇一二三四五六七八九十百甲乙丙丁A-Za-z]|[东西南北][楼座塔区]/

/** Where a clause begins, or the words before a number end. */
const beforeNumber = /[，。！？、\s]|在|是|住|我家|我们家|就|那个|楼上|楼下|对门|隔壁|这层|他们|的|家/g

/** Runs of building, unit and room at the head of clauses or after 在, 是, 住. */
export function structuralRuns(text: string): DetailRun[] {
  if (!numbering.test(text)) return []
  const runs: DetailRun[] = []
  const starts = [0, ...[...text.matchAll(beforeNumber)].map((match) => match.index + match[0].length)]
  for (const start of starts) {
    if (start < (runs.at(-1)?.end ?? 0) || !structuralStart.test(text.slice(start, start + 12))) continue
    const run = parseDetails(text, start, { afterPlace: false })
    const first = run.details[0]
    const found = first && structural.has(first.kind) ? run : (bareRoom(text, start) ?? neighboursRoom(text, start))
    if (found) runs.push(found)
  }
  return runs
}

/** 「楼上，五零二，」 「1106。」: digits that are all of a clause. */
function bareRoom(text: string, start: number): DetailRun | null {
  const said = /^(?:[0-9]{3,4}|[零〇一二三四五六七八九幺两]{3,4})(?=[，。！\s]|$|那家|那户|的|室)/.exec(
    text.slice(start),
  )
  const before = text.slice(Math.max(0, start - 3), start)
  if (!said || !/(?:(?:楼上|楼下|对门|隔壁|上头|那家|这层)[，、]?|是|住)$|^$/.test(before)) return null
  return roomAt(said[0], start)
}

function neighboursRoom(text: string, start: number): DetailRun | null {
  const from = Math.max(0, start - 2)
  const said = neighbourRoom.exec(text.slice(from))
  return said ? roomAt(said[1]!, from + said[0].length - said[1]!.length) : null
}

function roomAt(said: string, start: number): DetailRun | null {
  const room = parseDetails(`${said}室`, 0, { afterPlace: false }).details[0]
  const end = start + said.length
  return room ? { details: [{ ...room, start, end }], start, end } : null
}
