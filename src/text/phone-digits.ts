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
  `([两二俩三仨四五六2-6])个([${digitCharacters}])|([俩仨双])([${digitCharacters}])`,
  'y',
)
const hundredPattern =
  /[一二三四五六七八九两]百(?:零[一二三四五六七八九]|[一二三四五六七八九]十[一二三四五六七八九]?)?/y
const tensPattern = /[二三四五六七八九]?十[一二三四五六七八九]?/y
const singlePattern = new RegExp(`[${digitCharacters}]`, 'y')
/** What may stand between two groups of one number. */
const pausePattern =
  /(?:[\s，,、。.·~…-]|嗯+|啊|呃|额|哎|唉|喔|哦(?!不)|那个|就是|然后|完了|接着|后面是?|后边是?|再|再来|空|杠|横杠|对|是(?=[0-9零一二三四五六七八九幺两]))+/y
/** 三点, 五块, 二号楼: the number counts something. */
const counted =
  /^(?:号楼|号院|号线|单元|栋|楼|层|室|户|点|块|元|万|千|个(?![0-9零一二三四五六七八九幺])|天|月|年|岁|平|米|度|次|回|路|分|小时|期|斤|位|人|口|家|%|百|周|礼拜|星期|站|车|种|趟|年代|门|号(?!码)|下|会|些|样|定|直|起|共|切|边|半|遍|声|趟|老|小|份|批|条|件|成)/

const startsDigits = new Set('0123456789零〇一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖十洞圈拐勾钩俩仨双')

/** Every stretch of spoken or written digits in a turn that may be (part of) a telephone number, in order. */
export function findDigitRuns(text: string): DigitRun[] {
  const runs: DigitRun[] = []
  let current: DigitRun | null = null
  let at = 0
  while (at < text.length) {
    if (!startsDigits.has(text[at]!)) {
      at++
      continue
    }
    const group = readGroup(text, at)
    if (!group) {
      at++
      continue
    }
    at = group.end
    if (isCounted(text, group)) {
      current = null
      continue
    }
    const pause = current ? text.slice(current.end, group.start) : ''
    if (current && isPause(pause)) {
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
  return group.digits.length < 7 && counted.test(text.slice(group.end, group.end + 3))
}

function isPause(between: string): boolean {
  pausePattern.lastIndex = 0
  const match = pausePattern.exec(between)
  return match !== null && match[0].length === between.length
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
  if (repeat) {
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

const soundsLike: Readonly<Record<string, string>> = {
  要: '1',
  腰: '1',
  妖: '1',
  夭: '1',
  依: '1',
  衣: '1',
  灵: '0',
  铃: '0',
  另: '0',
  林: '0',
  动: '0',
  儿: '2',
  而: '2',
  饿: '2',
  尔: '2',
  山: '3',
  散: '3',
  伞: '3',
  是: '4',
  死: '4',
  事: '4',
  寺: '4',
  我: '5',
  无: '5',
  舞: '5',
  屋: '5',
  午: '5',
  留: '6',
  刘: '6',
  流: '6',
  起: '7',
  期: '7',
  妻: '7',
  气: '7',
  吧: '8',
  把: '8',
  巴: '8',
  爸: '8',
  酒: '9',
  就: '9',
  久: '9',
  旧: '9',
}

/**
 * Mobile numbers in which the recogniser wrote words that sound like digits (幺三吧零零…): eleven in a row that begin
 * like a mobile, most of them true digits.
 */
export function findMisheardMobiles(text: string): DigitRun[] {
  const runs: DigitRun[] = []
  let index = 0
  while (index < text.length) {
    const run = misheardAt(text, index)
    if (run) {
      runs.push(run)
      index = run.end
    } else index++
  }
  return runs
}

function misheardAt(text: string, start: number): DigitRun | null {
  const first = text[start]!
  if ((digitOf(first) ?? Number(soundsLike[first] ?? -1)) !== 1) return null
  let digits = ''
  let truly = 0
  let at = start
  while (at < text.length && digits.length < 11) {
    const character = text[at]!
    if (digits !== '' && /[\s，、-]/.test(character)) {
      at++
      continue
    }
    const digit = digitOf(character)
    const between = digitOf(text[at - 1] ?? '') !== null || soundsLike[text[at - 1] ?? ''] !== undefined
    // A word counts as a digit only inside the number: 「…六零五，就这个」 ends before 就.
    const heard = digit !== null ? String(digit) : between && at + 1 < text.length ? soundsLike[character] : undefined
    if (heard === undefined) return null
    if (digit !== null) truly++
    digits += heard
    at++
  }
  if (
    digitOf(text[at - 1] ?? '') === null ||
    digits.length !== 11 ||
    truly < 7 ||
    truly === 11 ||
    !/^1[3-9]/.test(digits)
  )
    return null
  return { digits, start, end: at, groups: [{ digits, start, end: at }] }
}
