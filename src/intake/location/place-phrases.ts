import type { PlaceHit, PlaceIndex } from '../../text/place-index.ts'
import { addDetail } from './detail-list.ts'
import { parseDetails } from './parse-details.ts'
import { contradicts, isMeant, isNumbered, isRoad, isWay, isWider } from './place-hit.ts'
import type { PlacePhrase } from './place-phrase.ts'
import { findUnlistedNames, restOfName } from './unlisted-names.ts'

const gapFiller =
  /^(?:[，、,\s]|的|那边|那个|这个|这边|那块儿?|这块儿?|那儿|这儿|那|这|就是|就在|就|在|里面?|里头|嗯|呃|啊|哎|呢|吧|一带|边上|上|是|有个|有一个|个|叫|我们|我|小区|街道|地区|我们这|您知道|市|靠近|紧挨着?|属于|归)*$/
/** The place phrases of one turn, left to right. */
export function readPlacePhrases(options: {
  text: string
  turn: number
  index: PlaceIndex
  /** What `index` finds in the text by characters. */
  exact: readonly PlaceHit[]
  bySound: boolean
  open: boolean
}): PlacePhrase[] {
  const { text, turn, index, exact } = options
  const sound = options.bySound ? index.findBySound(text, exact) : []
  const hits = mergeHits(exact, sound).filter((hit) => isMeant(text, hit))
  const phrases: PlacePhrase[] = []
  let current: PlacePhrase | null = null
  for (const hit of hits) {
    if (current && contradicts(current.wider, hit) && joins(text, current, hit)) continue
    if (current && hit.start < current.end && !makeRoom(current, hit)) continue
    if (current && joins(text, current, hit)) extend(text, current, hit)
    else {
      current = begin(turn, text, hit)
      phrases.push(current)
    }
  }
  for (const phrase of unlisted(options, phrases)) phrases.push(phrase)
  return phrases.sort((a, b) => a.start - b.start)
}

/** A name of the gazetteer (798艺术区) is more than the number that its head looks like. */
function makeRoom(phrase: PlacePhrase, hit: PlaceHit): boolean {
  const named = Math.max(phrase.start, phrase.core?.end ?? 0, ...phrase.wider.map(({ end }) => end))
  if (hit.start < named) return false
  // 「从良乡医院到月华大街路口」: the name is an end of the stretch that was read.
  if (phrase.details.some(({ text, start, end }) => /.到./.test(text) && start <= hit.start && hit.end <= end))
    return false
  phrase.details = phrase.details.filter((detail) => detail.end <= hit.start)
  phrase.end = Math.max(named, ...phrase.details.map(({ end }) => end))
  return true
}

/** By sound only where the characters did not say something at least as long. */
function mergeHits(exact: readonly PlaceHit[], sound: readonly PlaceHit[]): PlaceHit[] {
  const kept = exact.filter((hit) => !sound.some((other) => other.start < hit.end && hit.start < other.end))
  return [...kept, ...sound].sort((a, b) => a.start - b.start)
}

function begin(turn: number, text: string, hit: PlaceHit): PlacePhrase {
  const phrase: PlacePhrase = { turn, start: hit.start, end: hit.end, wider: [], core: null, details: [] }
  extend(text, phrase, hit)
  return phrase
}

function joins(text: string, phrase: PlacePhrase, hit: PlaceHit): boolean {
  const gap = text.slice(phrase.end, hit.start)
  if (gap.length > 14 || /[。？！]/.test(gap) || hit.outside) return false
  if (isCrossing(text, phrase, hit)) return true
  // 「B口往北，大悦城门口」: what comes after an exit or a direction tells the way.
  if (phrase.details.some(({ kind, text: way }) => kind === 'relation' && /^(?:[A-Z].*口|往.+)$/.test(way)))
    return false
  if (!gapFiller.test(gap)) return false
  if (phrase.details.some((detail) => detail.kind === 'building' || detail.kind === 'unit')) {
    return phrase.core?.hit?.name === hit.name || hit.readings.every(({ place }) => place.type === 'street')
  }
  // After a name only what lies in it may follow: 「花园路 牡丹园小区」 goes on, 「牡丹园小区，朝阳区」 tells where it is.
  return true
}

function isCrossing(text: string, phrase: PlacePhrase, hit: PlaceHit): boolean {
  const gap = text.slice(phrase.end, hit.start)
  if (!phrase.core?.hit || !isWay(phrase.core.hit) || !isWay(hit)) return false
  if (/^(?:路口|口)?(?:和|与|跟|到|至|、)(?:那个|那)?$/.test(gap)) return true
  return (
    phrase.details.length === 0 &&
    /^[，、的]?$/.test(gap) &&
    /^(?:的)?(?:路口|交叉口|交汇处|交口)/.test(text.slice(hit.end))
  )
}

function joinOf(gap: string): string {
  if (/到|至/.test(gap)) return '到'
  if (/与/.test(gap)) return '与'
  return /[和跟]/.test(gap) ? '和' : ''
}

/** 镇政府 in 「康庄镇政府西边」 is the landmark. */
const office = /(?:[镇乡]政府|街道办事处)$/

function extend(text: string, phrase: PlacePhrase, hit: PlaceHit): void {
  const gap = text.slice(phrase.end, hit.start)
  if (isCrossing(text, phrase, hit)) {
    phrase.core!.crossing = {
      text: hit.name,
      join: joinOf(gap),
    }
    phrase.core!.end = hit.end
    absorbDetails(text, phrase, hit.end)
    return
  }
  const rest = isRoad(hit)
    ? ''
    : restOfName(text, { at: hit.end, afterArea: isWider(text, hit, phrase.wider) && !hit.outside })
  if (rest !== '') {
    const end = hit.end + rest.length
    phrase.wider.push(hit)
    phrase.core = { hit: null, text: text.slice(hit.start, end), start: hit.start, end, crossing: null }
    absorbDetails(text, phrase, end)
    return
  }
  // A bare name that may be a street or a metro stop is wider when something more exact follows; the caller of
  // extend comes back with that.
  if (phrase.core?.hit && phrase.details.length === 0 && !isWider(text, hit, phrase.wider))
    phrase.wider.push(phrase.core.hit)
  if (isWider(text, hit, phrase.wider)) {
    phrase.wider.push(hit)
    phrase.end = Math.max(phrase.end, hit.end)
    if (phrase.core === null) absorbOffice(text, phrase, hit)
    else {
      const more = parseDetails(text, hit.end, { afterPlace: true, afterRoad: isNumbered(phrase.core.hit) })
      for (const detail of more.details) addDetail(phrase.details, detail, false)
      phrase.end = Math.max(phrase.end, more.end)
    }
    return
  }
  const again = phrase.core?.hit?.name === hit.name ? phrase.details : []
  phrase.core = { hit, text: text.slice(hit.start, hit.end), start: hit.start, end: hit.end, crossing: null }
  absorbDetails(text, phrase, hit.end)
  for (const detail of again)
    if (!phrase.details.some(({ kind }) => kind === detail.kind)) addDetail(phrase.details, detail, false)
}

/** The details behind a district or street; 镇政府 is a place where a side of it is told. */
function absorbOffice(text: string, phrase: PlacePhrase, hit: PlaceHit): void {
  const word = office.exec(hit.name)?.[0] ?? ''
  const start = hit.end - word.length
  absorbDetails(text, phrase, start)
  if (word === '' || phrase.details[0]?.text !== word) return
  phrase.core = { hit: null, text: word, start, end: hit.end, crossing: null }
  phrase.details = phrase.details.slice(1)
}

function absorbDetails(text: string, phrase: PlacePhrase, at: number): void {
  const suffix = /^(?:小区|社区|大院|家属院|家属区|地铁站?(?=[A-Za-z，。]|$|口|往|旁|附近|出))/.exec(text.slice(at))
  const from = suffix && phrase.core?.hit && !/(?:小区|社区)$/.test(phrase.core.text) ? at + suffix[0].length : at
  const run = parseDetails(text, from, { afterPlace: true, afterRoad: isNumbered(phrase.core?.hit ?? null) })
  if (from > at && phrase.core) phrase.core = { ...phrase.core, text: phrase.core.text + suffix![0], end: from }
  phrase.details = run.details
  phrase.end = Math.max(phrase.end, from, run.end)
}

/** Names that the gazetteer does not have, where no listed one was found nearby. */
function unlisted(
  { text, turn, open }: { text: string; turn: number; open: boolean },
  phrases: readonly PlacePhrase[],
): PlacePhrase[] {
  // 「昌平佳莲小区」: the district stands before the name.
  const borders = phrases.flatMap(({ core, end }) => (core === null ? [end] : []))
  return findUnlistedNames(text, borders).flatMap(({ cued, ...name }) => {
    const overlapping = phrases.find((phrase) => phrase.start < name.end && name.start < phrase.end)
    if (overlapping && (overlapping.core !== null || overlapping.end > name.start)) return []
    const before = phrases.find(
      (phrase) =>
        phrase.end <= name.start && phrase.core === null && gapFiller.test(text.slice(phrase.end, name.start)),
    )
    if (!before && ((!open && !cued) || name.text.length < 3)) return []
    const { start, end } = name
    const core = { ...name, hit: null, crossing: null }
    const phrase: PlacePhrase = { turn, start, end, wider: before?.wider ?? [], core, details: [] }
    absorbDetails(text, phrase, end)
    return [phrase]
  })
}
