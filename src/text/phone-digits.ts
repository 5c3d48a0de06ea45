import { digitOf, readCardinal } from './spoken-number.ts'

/** A stretch of digits as said in one breath, `groups` being the pieces between pauses. */
export interface DigitRun {
  digits: string
  start: number
  end: number
  groups: { digits: string; start: number; end: number }[]
}

interface Token {
  digits: string
  start: number
  end: number
}

const digitCharacters = '0-9零〇一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖洞圈拐勾钩'
const repeatPattern = new RegExp(
  `([一两二俩三仨四五六七八2-8])个([${digitCharacters}])(?![十百千万])|([俩仨双])([${digitCharacters}])`,
  'y',
)
const hundredPattern =
  /[一二三四五六七八九两]百(?:零[一二三四五六七八九]|[一二三四五六七八九]十[一二三四五六七八九]?)?/y
const tensPattern = /[二三四五六七八九]?十[一二三四五六七八九]?/y
const singlePattern = new RegExp(`[${digitCharacters}]`, 'y')
/** What may stand between two groups of one number. */
const pausePattern =
  /(?:[\s，,、。.·~…-]|嗯+|啊|呃|额|哎|唉|喔|哦(?!不)|那个|就是|然后|完了|接着|(?:后面|后边儿?|后头|接下来|下面|中间|尾数|末尾|开头)是?|再|再来|加上?|空|杠|横杠|对|是(?=[0-9零一二三四五六七八九幺两]))+/y
/** 三点, 五块, 二号楼: the number counts something. */
const counted =
  /^(?:号楼|号院|号线|单元|栋|楼|层|室|户|点|块|元|万|千|个(?![0-9零一二三四五六七八九幺])|天|月|年|岁|平|米|度|次|回|路|分|小时|期|斤|位|人|口|家|%|百|周|礼拜|星期|站|车|种|趟|年代|门|号(?!码)|下|会|些|样|定|直|起|共|切|边|半|遍|声|趟|老|小|份|批|条|件|成)/

const startPattern = new RegExp(`[${digitCharacters}十俩仨双]`, 'g')
/** 「…幺九幺，还有个六」: one more piece, said after the rest. */
const lastlyPattern = /^[\s，、。]*(?:还有|还差|最后|末尾|尾巴上?)(?:再)?(?:是|加)?(?:一)?个?$/

/** Every stretch of spoken or written digits in a turn that may be (part of) a telephone number, in order. */
export function findDigitRuns(text: string): DigitRun[] {
  const runs: DigitRun[] = []
  let current: DigitRun | null = null
  startPattern.lastIndex = 0
  for (let match = startPattern.exec(text); match; match = startPattern.exec(text)) {
    const group = readGroup(text, match.index)
    if (!group) continue
    startPattern.lastIndex = group.end
    if (isCounted(text, group)) {
      current = null
      continue
    }
    const pause = current ? text.slice(current.end, group.start) : ''
    if (current && (isPause(pause) || isLastPiece(current, pause, group))) {
      current.groups.push(group)
      current.digits += group.digits
      current.end = group.end
    } else {
      current = { digits: group.digits, start: group.start, end: group.end, groups: [group] }
      runs.push(current)
    }
  }
  return runs
}

function isCounted(text: string, group: Token): boolean {
  // 「…，一个幺三五…」: one of several numbers.
  if (/^[一1]个[幺一1][3-9三四五六七八九]/.test(text.slice(group.start, group.end + 3))) return true
  return group.digits.length < 7 && counted.test(text.slice(group.end, group.end + 3))
}

function isPause(between: string): boolean {
  pausePattern.lastIndex = 0
  const match = pausePattern.exec(between)
  return match !== null && match[0].length === between.length
}

function isLastPiece(run: DigitRun, pause: string, group: Token): boolean {
  return group.digits.length <= 4 && run.digits.length + group.digits.length <= 11 && lastlyPattern.test(pause)
}

/** Digits that follow each other directly. */
function readGroup(text: string, start: number): Token | null {
  let digits = ''
  let at = start
  for (;;) {
    const token = readToken(text, at)
    if (!token) break
    digits += token.digits
    at = token.end
  }
  return digits === '' ? null : { digits, start, end: at }
}

function readToken(text: string, at: number): Token | null {
  const repeat = matchAt(repeatPattern, text, at)
  // 「三个八一个六」, but not 「一个幺三五…」 of several numbers.
  if (repeat && (repeat[1] !== '一' || text[at - 2] === '个')) {
    const count = repeat[1] ?? repeat[3] ?? ''
    const times = count === '双' ? 2 : (digitOf(count) ?? 1)
    const digit = digitOf(repeat[2] ?? repeat[4] ?? '')
    return { digits: String(digit).repeat(times), start: at, end: at + repeat[0].length }
  }
  const cardinal = matchAt(hundredPattern, text, at) ?? matchAt(tensPattern, text, at)
  const value = cardinal ? readCardinal(cardinal[0]) : null
  if (cardinal && value !== null) return { digits: String(value), start: at, end: at + cardinal[0].length }
  const single = matchAt(singlePattern, text, at)
  if (!single) return null
  const digit = digitOf(single[0])
  return digit === null ? null : { digits: String(digit), start: at, end: at + 1 }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
