import type { SyllableIndex } from '../../../text/pinyin.ts'
import { findSpelledCharacters } from '../../../text/spelled-character.ts'
import { surnameOf } from '../../../text/surnames.ts'
import type { Candidate } from './candidate.ts'
import { couldBeGiven, givenNameAt, isWordLikeSurname } from './given-name.ts'
import { isTitle, recordedTitle, titleAt } from './titles.ts'

/** What stood before the place where a name may begin. */
export interface Cue {
  strength: number
  /** 我是, 我叫: words that begin other sentences too, so that the name needs an end after it. */
  strict: boolean
  /** A surname alone may stand here (您贵姓). */
  bareSurname: boolean
  /** The agent asked for the name. */
  asked: boolean
  /** 姓: whatever character follows is a surname, in the list or not. */
  explicit: boolean
  /** 叫, 名字, 姓名: a name of any form may follow. */
  named?: boolean
}

interface Place {
  turn: number
  text: string
  at: number
  cue: Cue
  syllables: SyllableIndex
}

interface Shape {
  length: number
  full: boolean
  strength?: number
  ownTitle?: Candidate['ownTitle']
  /** From `at`; the title of 小王 stands before it. */
  skip?: number
}

function candidate({ turn, at, cue }: Place, name: string, shape: Shape): Candidate {
  const start = at + (shape.skip ?? 0)
  return {
    name,
    mention: { turn, start, end: start + shape.length },
    full: shape.full,
    spelled: false,
    strength: shape.strength ?? cue.strength,
    ownTitle: shape.ownTitle ?? null,
  }
}

type Form = (place: Place, rest: string) => Candidate | null

/** 热合曼江，点，吐尔逊: the dot said aloud. */
const dotAloud: Form = (place, rest) => {
  const match = /^([\u4e00-\u9fff]{2,6})(?:，|、)?点(?:，|、)?([\u4e00-\u9fff]{2,6})(?=[，。！\s]|$)/.exec(rest)
  return match && candidate(place, `${match[1]}·${match[2]}`, { length: match[0].length, full: true })
}

/** Michael Brown, letter by letter as written. */
const foreign: Form = (place, rest) => {
  const match = /^[A-Za-z][A-Za-z.'-]*(?: [A-Za-z][A-Za-z.'-]*){0,3}/.exec(rest)
  if (!match || match[0].length < 3 || !(place.cue.asked || place.cue.strength >= 0.75)) return null
  // 「姓zhang」: the recogniser wrote the sound of a surname.
  if (place.cue.explicit && /^[a-z]+$/.test(match[0])) return null
  return candidate(place, match[0], { length: match[0].length, full: true, strength: place.cue.strength * 0.9 })
}

/** 古丽娜·阿不都. */
const dotted: Form = (place, rest) => {
  const match = /^[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3}/.exec(rest)
  return match && candidate(place, match[0], { length: match[0].length, full: true })
}

/** 三横王, 双木林; 王，三横王: the surname is in the spelling. */
const spelledSurname: Form = (place, rest) => {
  if (!place.cue.bareSurname) return null
  const [first] = findSpelledCharacters(rest.slice(0, 8), place.syllables)
  if (!first || surnameOf(first.character) === null) return null
  const repeated = first.start < 3 && rest.startsWith(first.character)
  return first.start === 0 || repeated ? candidate(place, first.character, { length: first.end, full: false }) : null
}

/** 小王, 老郑. */
const nickname: Form = (place, rest) => {
  const match = /^[小老大]([\u4e00-\u9fff])(?=[，。！、？\s]|就|吧|啊|呀|$)/.exec(rest)
  if (!match || surnameOf(match[1]!) === null) return null
  if (/^(?:小区|老板|老人|大家|大妈|大爷|小时|老是|大概)/.test(rest)) return null
  return candidate(place, match[1]!, { length: 1, full: false, ownTitle: '某', skip: 1 })
}

/** 巴特尔, 阿依古丽: no listed surname, but called a name. */
const unlisted: Form = (place, rest) => {
  if (!place.cue.named || surnameAt(rest, place.cue) !== null) return null
  const name = /^[\u4e00-\u9fff]{3,6}(?=[，。！\s]|$)/.exec(rest)?.[0]
  return name && couldBeGiven(name)
    ? candidate(place, name, { length: name.length, full: true, strength: Math.min(0.75, place.cue.strength) })
    : null
}

function surnameAt(rest: string, { explicit }: Cue): string | null {
  const listed = surnameOf(rest)
  if (listed !== null || !explicit) return listed
  const [first = ''] = rest
  if (!/[\u4e00-\u9fff]/.test(first)) return null
  // 姓那，姓么: any character, when a pause closes it.
  return couldBeGiven(first) || /^[^什名啥氏甚哪个我][，。！、]/.test(rest) ? first : null
}

/** 「魏魏庆年」: the surname, then the whole name. */
const doubled: Form = (place, rest) => {
  const surname = surnameAt(rest, place.cue)
  if (!surname || !place.cue.explicit || !rest.startsWith(surname + surname)) return null
  if (new RegExp(`^${surname}[\\u4e00-\\u9fff]{1,4}的${surname}`).test(rest.slice(surname.length))) return null
  const cue = { ...place.cue, bareSurname: false, strict: false }
  return nameAt({ ...place, at: place.at + surname.length, cue })
}

/** 邓某某: all he tells is the surname. */
const withheld: Form = (place, rest) => {
  const surname = surnameAt(rest, place.cue)
  const some = surname ? /^某+/.exec(rest.slice(surname.length))?.[0] : undefined
  return surname && some
    ? candidate(place, surname, { length: surname.length + some.length, full: false, ownTitle: '某' })
    : null
}

/** 林女士, 何老师; in answer to 您贵姓 any character may be the surname. */
const titled: Form = (place, rest) => {
  const surname = surnameAt(rest, place.cue) ?? (place.cue.asked ? /^[^老大小男女这那个位业]/.exec(rest)?.[0] : null)
  const title = surname ? titleAt(rest.slice(surname.length)) : null
  if (!surname || !title || !couldBeGiven(surname)) return null
  const length = surname.length + title.length
  return candidate(place, surname, { length, full: false, ownTitle: recordedTitle(title) })
}

const closes = /^(?:[，。！？、\s（]|$|儿|电话|手机|女士|先生|啊|呀|哈|吧|住|我)/
const closesSurname =
  /^(?:[，。！？、\s（]|$|女|男|电话|手机|我|住|就|啊|呀|哈|吧|的|哦|是|三|木|立|双|弓|耳|[\u4e00-\u9fff]{1,2}(?:头|旁)|[\u4e00-\u9fff]{1,4}的)/

/** 王建国; the surname alone where one may stand. */
const surnameAndGiven: Form = (place, rest) => {
  const { cue } = place
  const surname = surnameAt(rest, cue)
  if (!surname) return null
  const after = rest.slice(surname.length)
  const given = givenAfter(place, after)
  if (given !== '' && !(cue.bareSurname && spellingBegins(rest, place.syllables))) {
    // 「我是…」 begins many sentences: without an end after it, a name is a guess.
    const closed = closes.test(after.slice(given.length))
    const echoed = cue.asked && after.slice(given.length).includes(given.at(-1)!)
    if (isTitle(surname + given) || (!closed && !echoed && cue.strict && cue.strength < 0.95)) return null
    const strength = closed ? cue.strength : cue.strength * 0.8
    return candidate(place, surname + given, { length: surname.length + given.length, full: true, strength })
  }
  if (!cue.bareSurname || !closesSurname.test(after)) return null
  return candidate(place, surname, { length: surname.length, full: false })
}

function givenAfter({ cue, syllables }: Place, after: string): string {
  if (spellingBegins(after.slice(0, 8), syllables)) return ''
  const three = cue.asked ? (/^[\u4e00-\u9fff]{3}(?=[，。！\s]|$)/.exec(after)?.[0] ?? '') : ''
  return three !== '' && surnameOf(three) && couldBeGiven(three) ? three : givenNameAt(after)
}

/** 「姓三横王」, 「双木林」: the name is in the spelling, not in front of it. */
function spellingBegins(rest: string, syllables: SyllableIndex): boolean {
  return findSpelledCharacters(rest.slice(0, 12), syllables)[0]?.start === 0
}

/** 「我全都…」, 「我应该…」: a surname only where the words leave no other reading. */
function isOrdinaryWord({ cue, syllables }: Place, rest: string): boolean {
  const surname = surnameAt(rest, cue)
  if (!surname || !isWordLikeSurname(surname) || cue.explicit || cue.named) return false
  const misleading = cue.asked ? !/^(?:[，。！、\s]|$)/.test(rest.slice(1)) : cue.strict
  return misleading && findSpelledCharacters(rest.slice(0, 8), syllables).length === 0
}

const anySurname: readonly Form[] = [dotAloud, foreign, dotted, spelledSurname, nickname, unlisted]
const withSurname: readonly Form[] = [doubled, withheld, titled, surnameAndGiven]

/** The name that begins at a place of a turn, in the first form that fits; null when none does. */
export function nameAt(place: Place): Candidate | null {
  const blank = /^[\s，：、]+/.exec(place.text.slice(place.at))?.[0].length ?? 0
  const from = { ...place, at: place.at + blank }
  const rest = from.text.slice(from.at)
  for (const form of anySurname) {
    const found = form(from, rest)
    if (found) return found
  }
  if (isOrdinaryWord(from, rest)) return null
  for (const form of withSurname) {
    const found = form(from, rest)
    if (found) return found
  }
  return null
}
