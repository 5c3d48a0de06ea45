import type { Random } from './pick.ts'
import { pick } from './pick.ts'

const SPOKEN = ['零', '幺', '二', '三', '四', '五', '六', '七', '八', '九']
const TIMES: Record<number, string> = { 2: '俩', 3: '三个', 4: '四个' }

/** A number as people read it out: digits, spoken digits in groups, runs said as 三个八. */
export function sayDigits(digits: string, random: Random): string {
  const grouped = pick(random, [[3, 4, 4], [4, 3, 4], [3, 3, 5], [11]])
  const style = random()
  if (style < 0.35) return split(digits, grouped).join(random() < 0.5 ? ' ' : '')
  return split(digits, grouped)
    .map((group) => (style < 0.8 ? [...group].map((digit) => spoken(digit, random)).join('') : sayRuns(group, random)))
    .join(pick(random, ['', '，', ' ']))
}

function split(digits: string, sizes: readonly number[]): string[] {
  const groups: string[] = []
  let rest = digits
  for (const size of sizes) {
    if (rest === '') break
    groups.push(rest.slice(0, size))
    rest = rest.slice(size)
  }
  return rest ? [...groups, rest] : groups
}

const spoken = (digit: string, random: Random) =>
  digit === '1' && random() < 0.2 ? '一' : (SPOKEN[Number(digit)] as string)

function sayRuns(group: string, random: Random): string {
  return group.replace(/(\d)\1*/g, (run, digit: string) =>
    run.length in TIMES
      ? `${TIMES[run.length]}${spoken(digit, random)}`
      : [...run].map((item) => spoken(item, random)).join(''),
  )
}
