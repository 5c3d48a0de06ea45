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
  /^(?:楼上|楼下|对门|隔壁|他们|他家|她家|那家)(?:是|在|住)?([0-9]{3,4}|[零一二三四五六七八九幺两]{3,4})(?![号楼单元块点度米层])/

const structuralStart =
  /^(?:[，、\s]|的|那个|这个|那边|这边|那|这|就是|就在|就|嗯|呃|额|啊|哎|呢|吧|哈|儿|我们家|我们|我家|我这|我|他家|家|是|在|住|上|一个|个|里)*[0-9零〇一二三四五六七八九十百两幺甲乙丙丁A-Za-z塔地负东西南北楼对隔第]/

/** Without one of these nothing is numbered. */
const numbering = /[0-9零〇一二三四五六七八九十百甲乙丙丁A-Za-z]|[东西南北][楼座塔区]/

/** Runs of building, unit and room at the head of clauses or after 在, 是, 住. */
export function structuralRuns(text: string): DetailRun[] {
  if (!numbering.test(text)) return []
  const runs: DetailRun[] = []
  const starts = [
    0,
    ...[...text.matchAll(/[，。！？、\\s]|在|是|住|我家|我们家|就|那个|楼上|楼下|对门|隔壁|这层|他们|的|家/g)].map(
      (match) => match.index + match[0].length,
    ),
  ]
  let end = -1
  for (const start of starts) {
    if (start < end || !structuralStart.test(text.slice(start, start + 12))) continue
    const run = parseDetails(text, start, { afterPlace: false })
    const first = run.details[0]
    if (!first || !structural.has(first.kind)) {
      const room = /^(?:[0-9]{3,4}|[零一二三四五六七八九幺两]{3,4})(?=[，。！\s]|$|那家|那户|的|室)/.exec(
        text.slice(start),
      )
      if (
        !room ||
        !/(?:(?:楼上|楼下|对门|隔壁|上头|那家|这层)[，、]?|是|住)$|^$/.test(text.slice(Math.max(0, start - 3), start))
      ) {
        const door = neighbourRoom.exec(text.slice(Math.max(0, start - 2)))
        if (!door) continue
        const from = start - Math.min(2, start) + door[0].length - door[1]!.length
        const read = parseDetails(`${door[1]}室`, 0, { afterPlace: false }).details[0]
        if (read)
          runs.push({
            details: [{ ...read, start: from, end: from + door[1]!.length }],
            start: from,
            end: from + door[1]!.length,
          })
        end = from + door[1]!.length
        continue
      }
      const doors = parseDetails(`${room[0]}室`, 0, { afterPlace: false }).details[0]
      if (!doors) continue
      const detail: Detail = { ...doors, start, end: start + room[0].length }
      runs.push({ details: [detail], start, end: detail.end })
      end = detail.end
      continue
    }
    runs.push(run)
    end = run.end
  }
  return runs
}
