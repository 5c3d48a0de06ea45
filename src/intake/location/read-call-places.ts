import { hasPrefix, type Lexicon } from '../../domain/lexicon.ts'
import type { NormalisedTurn } from '../../text/normalise.ts'
import { findDigitRuns } from '../../text/phone-digits.ts'
import type { PlaceHit, PlaceIndex } from '../../text/place-index.ts'
import { affirms, denies } from '../assent.ts'
import type { Mention } from '../evidence.ts'
import { type Detail, type DetailRun, parseDetails, place as placeDetail } from './address-detail.ts'
import { type PlacePhrase, readPlacePhrases } from './place-phrases.ts'
import type { PlaceResolver, ResolvedPlace, Surroundings } from './resolve-place.ts'

export interface ChosenPlace extends ResolvedPlace {
  evidence: Mention[]
  confidence: number
  confirmed: boolean
  /** The agent asked where it was. */
  asked: boolean
  /** It is the caller's own home, as far as he says. */
  atHome: boolean
  /** Other places of the call that might have been meant. */
  rivals: ResolvedPlace[]
  phrase: PlacePhrase
}

export interface CallPlaces {
  chosen: ChosenPlace | null
  /** The caller's home where it is not the place of the matter. */
  home: ResolvedPlace | null
  /** A place outside the city and none inside. */
  outside: Mention | null
}

interface Candidate {
  phrase: PlacePhrase
  score: number
  home: boolean
  confirmed: boolean
  resolved: ResolvedPlace
  /** Every turn in which this place was named. */
  mentions: Mention[]
}

const asksPlace =
  /哪儿|哪里|哪个(?:小区|区|位置|地方|街道|路|站|村|店|门|商场|学校|医院|楼)|什么(?:位置|地方|小区|地址|路)|位置|地址|地点|具体(?:是)?(?:在|哪|几|说)|在哪|几号楼|哪栋|哪条|住址|门牌|哪一?(?:片|带|块|段)|小区(?:名|叫)|哪个?区/
const asksDetail =
  /几号楼|哪栋|哪个楼|几栋|几单元|哪个单元|门牌|房号|房间号|几零几|哪一?户|几层|哪层|几楼|几门|几号|具体|详细|楼号|哪家|哪个门|位置|地址|哪儿|哪里|多少号|单元/
const homeBefore =
  /(?:我|咱|俺)们?(?:家)?(?:就|也|是)?(?:家)?住(?:在|的是|的地方(?:是|在)?)?$|(?:我|咱|俺)(?:们)?家(?:就)?(?:在|是)$|(?:我|俺|我们)(?:就)?是$|家住$|住(?:在|的)?$|(?:租|搬)(?:住)?(?:在|到)$|住址(?:是|在)?$|我家$/
const homeAfter = /^(?:的|这儿的?|这边的?|那边的?)?(?:居民|住户|业主|村民|租户|老住户|户主|租客)/
const pastBefore = /(?:以前|原来|之前|过去|老家|户口(?:在|是)?|户籍(?:在|是)?|籍贯|搬)(?:住|是|在)?(?:在|到)?$/
const tripBefore = /(?:从|去|到|往|回|开往|前往|路过|经过|去往|打车到|坐到|送到|送|奔|由)$/
const negatedBefore = /(?:不是|不在|没在|别是|除了|不归|不属于|不像|又不是)(?:我们?|咱们?|在|说)?(?:的)?$/
const orgAfter =
  /^(?:的|那边的?|区|镇|乡|街道)?(?:派出所|街道办|街道办事处|办事处|居委会|村委会|社区居委会|法院|检察院|公安|分局|支队|大队|交通队|区政府|镇政府|乡政府|政府|人社局|人力社保|劳动局|劳动监察|仲裁|住建委|房管局|城管|教委|卫健委|民政|工商|市场监管|食药|环保局|生态环境|水务局|园林|社保(?:局|中心)?|税务|医保|不动产|政务(?:服务|大厅)|信访|供电|司法所|残联|消防|热力|燃气|自来水|物业公司|规划|规自)/
const exactBefore =
  /(?:发生在|位于|位置(?:是|在)?|地址(?:是|在)?|就在|是在|地点(?:是|在)?|坐落在?|事发(?:地)?(?:是|在)?|出事|问题(?:是)?在|我说的是|反映的是|说的是|工地(?:是)?在|店(?:就)?(?:开)?在|公司(?:就)?在|单位(?:就)?在)(?:那个|这个)?$/
const workAfter = /^[^，。]{0,8}(?:上班|工作|打工|干活|做工|开店|开的店|工地)/
const correctionBefore = /(?:不对|错了|不是|应该是|更正|改成|说错|搞错|弄错)[^。]{0,10}$/
const generalBefore = /(?:比如|像|包括|别的|其他|人家|看人家|隔壁|不像|邻近)(?:的)?$/
const questionAfter = /^[^，。？]{0,6}(?:吗|么|？)/

export interface ReadOptions {
  turns: readonly NormalisedTurn[]
  index: PlaceIndex
  /** The places that `index` finds by characters in a turn. */
  hits: (turn: number) => readonly PlaceHit[]
  resolver: PlaceResolver
  lexicon: Lexicon
  /** The category that is taken to be right, for matters whose place is elsewhere than the home. */
  category: string | null
}

/** Which of the call's places is the place of the matter. */
export function readCallPlaces(options: ReadOptions): CallPlaces {
  return new CallPlaceReader(options).read()
}

class CallPlaceReader {
  readonly #phrases: { phrase: PlacePhrase; role: 'caller' | 'agent'; confirmed: boolean }[] = []

  constructor(readonly options: ReadOptions) {}

  read(): CallPlaces {
    const { turns } = this.options
    turns.forEach((turn, index) => {
      if (turn.role === 'caller') this.#collect(index, 'caller', false)
      else if (this.#isAgreed(index)) this.#collect(index, 'agent', true)
      else if (this.#isTakenUp(index)) this.#collect(index, 'agent', false)
    })
    const around = this.#surroundings()
    const candidates = this.#candidates(around)
    const outside = this.#outside()
    if (candidates.length === 0) return { chosen: null, home: null, outside }
    const best = this.#best(candidates)
    const home = candidates.find((candidate) => candidate.home && candidate !== best)
    return { chosen: this.#conclude(best, candidates, around), home: home?.resolved ?? null, outside: null }
  }

  #isAgreed(index: number): boolean {
    const { turns } = this.options
    const answer = turns[index + 1]
    if (answer?.role !== 'caller') return false
    return /[？吗吧呢对是]|核实|确认/.test(turns[index]!.text) && affirms(answer.text) && !denies(answer.text)
  }

  /** A place that only the agent names, in a question that the caller answers without a no: 「莲花桥属于哪边？」. */
  #isTakenUp(index: number): boolean {
    const { turns } = this.options
    const answer = turns[index + 1]
    return answer?.role === 'caller' && /[？吗呢]|哪|几个|两个/.test(turns[index]!.text) && !denies(answer.text)
  }

  #collect(index: number, role: 'caller' | 'agent', confirmed: boolean): void {
    const { turns, index: places } = this.options
    const { text } = turns[index]!
    const question = turns[index - 1]?.role === 'agent' ? turns[index - 1]!.text : ''
    const open = role === 'caller' && asksPlace.test(question)
    const phrases = readPlacePhrases({
      text,
      turn: index,
      index: places,
      exact: this.options.hits(index),
      bySound: role === 'caller' && !/姓名|贵姓|称呼|电话/.test(question),
      open,
    })
    // 「朝阳北苑还是通州北苑？」 leaves both open.
    if (role === 'agent' && !confirmed && phrases.length > 1) return
    for (const phrase of phrases) {
      if (phrase.wider.some((hit) => hit.outside)) continue
      this.#phrases.push({ phrase, role, confirmed })
    }
  }

  #outside(): Mention | null {
    const { turns } = this.options
    for (const [turn, { role, text }] of turns.entries()) {
      if (role !== 'caller') continue
      const hit = this.options.hits(turn).find((found) => found.outside)
      if (hit && /(?:在|的|是)$/.test(text.slice(Math.max(0, hit.start - 3), hit.start) || '在'))
        return { turn, start: hit.start, end: hit.end }
    }
    return null
  }

  /** Districts and streets that stand alone in the call: 「我是朝阳的」, 「属于八里庄街道」. */
  #surroundings(): Surroundings {
    const districts = new Set<string>()
    const streets = new Set<string>()
    for (const { phrase } of this.#phrases) {
      const { text } = this.options.turns[phrase.turn]!
      if (phrase.core !== null || orgAfter.test(text.slice(phrase.end))) continue
      const where = this.options.resolver.hintsOf(phrase)
      for (const district of where.districts) districts.add(district)
      for (const street of where.streets) streets.add(street)
    }
    if (districts.size === 0) {
      // What was complained to tells the district as well: 大兴人社局.
      for (const { phrase } of this.#phrases)
        for (const code of this.options.resolver.hintsOf(phrase).districts) districts.add(code)
    }
    return { districts, streets }
  }

  #candidates(around: Surroundings): Candidate[] {
    const candidates: Candidate[] = []
    for (const { phrase, role, confirmed } of this.#phrases) {
      if (phrase.core?.hit?.bySound && !this.#fits(phrase, around)) phrase.core = { ...phrase.core, hit: null }
      const scored = this.#score(phrase, role, confirmed)
      const resolved = this.options.resolver.resolve(phrase, around)
      const same = candidates.find(
        (other) =>
          other.resolved.name !== null && resolved.name !== null && sameName(other.resolved.name, resolved.name),
      )
      if (!same) {
        candidates.push({ phrase, ...scored, confirmed, resolved, mentions: [phrase] })
        continue
      }
      same.mentions.push(phrase)
      same.confirmed ||= confirmed
      same.home &&= scored.home
      same.score = Math.max(same.score, scored.score) + 0.3
      same.phrase = merge(same.phrase, phrase, role)
      same.resolved = this.options.resolver.resolve(same.phrase, around)
    }
    return candidates
  }

  /** A name found by sound has to lie where the caller says he is. */
  #fits(phrase: PlacePhrase, around: Surroundings): boolean {
    const hinted = this.options.resolver.hintsOf(phrase).districts
    const districts = hinted.size > 0 ? hinted : around.districts
    if (districts.size === 0) return true
    return phrase.core!.hit!.readings.some(({ place }) => place.district !== null && districts.has(place.district))
  }

  #score(phrase: PlacePhrase, role: 'caller' | 'agent', confirmed: boolean): { score: number; home: boolean } {
    const { turns, category, lexicon } = this.options
    const { text } = turns[phrase.turn]!
    const before = text.slice(Math.max(0, phrase.start - 14), phrase.start)
    const after = text.slice(phrase.end, phrase.end + 12)
    const question = turns[phrase.turn - 1]?.role === 'agent' ? turns[phrase.turn - 1]!.text : ''
    const home = homeBefore.test(before) || homeAfter.test(after)
    let score = 0
    if (phrase.core === null) score -= phrase.details.length > 0 ? 1 : 2.5
    else if (phrase.core.hit === null) score -= 0.8
    else if (phrase.core.hit.bySound) score -= 0.6
    if (role === 'caller' && asksPlace.test(question))
      score += /家|住/.test(question) && !/问题|事/.test(question) ? 1.2 : 2
    if (confirmed) score += 2.5
    else if (role === 'agent') score -= 0.9
    if (phrase.details.some((detail) => ['building', 'unit', 'room', 'number', 'yard'].includes(detail.kind)))
      score += 1
    if (phrase.details.some((detail) => detail.kind === 'relation' || detail.kind === 'spot')) score += 0.7
    if (home) score -= hasPrefix(lexicon.categories.workplace, category) ? 2.5 : 1.2
    if (exactBefore.test(before)) score += 1.5
    if (negatedBefore.test(before)) score -= 5
    if (pastBefore.test(before)) score -= 3
    if (tripBefore.test(before)) score -= 1.5
    if (generalBefore.test(before)) score -= 2
    if (orgAfter.test(after) || /^(?:街道办|街道办事处|居委会|政府)/.test(after)) score -= 3
    if (correctionBefore.test(before)) score += 1
    if (workAfter.test(after)) score += hasPrefix(lexicon.categories.workplace, category) ? 1.5 : -0.8
    if (questionAfter.test(after)) score -= 0.3
    return { score: score - phrase.turn * 0.02, home }
  }

  #best(candidates: readonly Candidate[]): Candidate {
    // A district that was read back says where to look, not where it is.
    const named = candidates.filter((candidate) => candidate.phrase.core !== null && candidate.score > -2)
    const among = named.length > 0 ? named : candidates
    return among.reduce((best, candidate) => (candidate.score > best.score ? candidate : best))
  }

  #conclude(best: Candidate, candidates: readonly Candidate[], around: Surroundings): ChosenPlace {
    const answers = this.#looseDetails(best)
    const phrase: PlacePhrase = { ...best.phrase, details: [...best.phrase.details] }
    const evidence: Mention[] = [...best.mentions.map(({ turn, start, end }) => ({ turn, start, end }))]
    for (const { turn, run } of answers) {
      for (const detail of run.details) placeDetail(phrase.details, detail, false)
      evidence.push({ turn, start: run.start, end: run.end })
    }
    const resolved = this.options.resolver.resolve(phrase, around)
    const rivals = candidates.filter(
      (candidate) => candidate !== best && candidate.phrase.core !== null && candidate.score > -1,
    )
    const nearest = Math.max(-9, ...rivals.map((rival) => rival.score))
    return {
      ...resolved,
      phrase,
      evidence,
      confirmed: best.confirmed,
      asked: best.mentions.some(({ turn }) => asksPlace.test(this.options.turns[turn - 1]?.text ?? '')),
      atHome: best.home && !answers.some(({ turn, run }) => this.#neighbourDoor(this.options.turns[turn]!.text, run)),
      rivals: rivals.map((rival) => rival.resolved),
      confidence: confidenceOf({ best, resolved, margin: best.score - nearest, rivals: rivals.length }),
    }
  }

  /** Building, unit and room that the caller gives apart from the name, or that the agent reads back and he confirms. */
  #looseDetails(best: Candidate): { turn: number; run: DetailRun }[] {
    const { turns } = this.options
    const found: { turn: number; run: DetailRun }[] = []
    turns.forEach((turn, index) => {
      const confirmed = turn.role === 'agent' && this.#isAgreed(index)
      if (turn.role === 'agent' && !confirmed) return
      const taken = this.#phrases.filter(({ phrase }) => phrase.turn === index).map(({ phrase }) => phrase)
      const question = turns[index - 1]?.role === 'agent' ? turns[index - 1]!.text : ''
      const asked = confirmed || asksDetail.test(question) || (denies(turn.text) && taken.length === 0)
      const numbers = findDigitRuns(turn.text).filter(({ digits }) => digits.length >= 7)
      if (asked && /电话|手机|号码|联系/.test(question) && !/楼|单元|门牌|地址/.test(question)) return
      for (const run of structuralRuns(turn.text)) {
        if (taken.some((phrase) => phrase.start < run.end && run.start < phrase.end)) continue
        if (this.#belongsElsewhere(turn.text, run, index, best)) continue
        if (numbers.some((number) => number.start < run.end && run.start < number.end)) continue
        const exact = run.details.some((detail) => detail.kind === 'building' || detail.kind === 'unit')
        const roomOnly = run.details.every((detail) => detail.kind === 'room')
        const wantsRoom = /门牌|房号|房间|哪一?户|几零几|哪家|几号|几层|单元/.test(question) || confirmed
        const housed =
          best.phrase.details.some((detail) => detail.kind === 'building') &&
          !best.phrase.details.some((detail) => detail.kind === 'room')
        if (roomOnly && !wantsRoom && !housed && !this.#neighbourDoor(turn.text, run)) continue
        const flat = housed && run.details.some((detail) => detail.kind === 'room')
        if (asked || exact || flat || this.#neighbourDoor(turn.text, run)) found.push({ turn: index, run })
      }
    })
    this.#exits(found)
    this.#takenUp(best, found)
    return found
  }

  /** 「哪个口？」 「B口」. */
  #exits(found: { turn: number; run: DetailRun }[]): void {
    const { turns } = this.options
    turns.forEach((turn, index) => {
      const question = turns[index - 1]?.role === 'agent' ? turns[index - 1]!.text : ''
      if (turn.role !== 'caller' || !/哪个(?:出)?口|几号口|哪个门|哪一?侧|哪边|什么方位|哪一?段/.test(question)) return
      if (this.#phrases.some(({ phrase }) => phrase.turn === index)) return
      const run = parseDetails(turn.text, 0, { afterPlace: true })
      if (run.details[0]?.kind === 'relation' && run.start < 4) found.push({ turn: index, run })
    })
  }

  /** What the caller adds to the place that the agent named: 「衙门口桥上还是桥下？」 「桥上，…」. */
  #takenUp(best: Candidate, found: { turn: number; run: DetailRun }[]): void {
    const { turns } = this.options
    const { turn } = best.phrase
    const answer = turns[turn + 1]
    if (turns[turn]!.role !== 'agent' || answer?.role !== 'caller') return
    for (const match of answer.text.matchAll(/(?:^|[，。！])(?:[^，。！]{0,6}的)?/g)) {
      const run = parseDetails(answer.text, match.index + match[0].length, { afterPlace: true })
      if (run.details.length > 0 && run.start - match.index < 10 && !found.some((other) => other.turn === turn + 1))
        found.push({ turn: turn + 1, run })
    }
  }

  #neighbourDoor(text: string, run: DetailRun): boolean {
    const { category, lexicon } = this.options
    if (category !== null && !hasPrefix(lexicon.categories.neighbour, category)) return false
    return /(?:楼上|楼下|对门|隔壁|就是|那家|邻居|他们|他家|她家)(?:那家|那户|的|是|住)*$/.test(
      text.slice(Math.max(0, run.start - 8), run.start),
    )
  }

  /** 「我家是三号楼」 while the matter is elsewhere; a number that belongs to another place of the same turn. */
  #belongsElsewhere(text: string, run: DetailRun, index: number, best: Candidate): boolean {
    const before = text.slice(Math.max(0, run.start - 10), run.start)
    const others = this.#phrases.filter(({ phrase }) => phrase.turn === index && phrase.end <= run.start)
    const last = others.at(-1)?.phrase
    if (last && !best.mentions.includes(last) && last.core !== null) return true
    if (
      /(?:我|我家|我们家|我自己|自己)(?:就)?(?:住|在|是)?(?:在)?$/.test(before) &&
      best.phrase.details.some((detail) => detail.kind === 'building')
    )
      return true
    const own = /(?:我|我家|我们家|俺家)(?:就)?(?:是|在|住)?$/.test(before)
    const roomOnly = run.details.every((detail) => detail.kind === 'room')
    if (own && roomOnly && hasPrefix(this.options.lexicon.categories.neighbour, this.options.category)) return true
    return /(?:以前|原来|别的|其他|人家)[^，]{0,4}$/.test(before)
  }
}

const structural = new Set(['building', 'unit', 'room', 'yard', 'floor'])

const neighbourRoom =
  /^(?:楼上|楼下|对门|隔壁|他们|他家|她家|那家)(?:是|在|住)?([0-9]{3,4}|[零一二三四五六七八九幺两]{3,4})(?![号楼单元块点度米层])/

const structuralStart =
  /^(?:[，、\s]|的|那个|这个|那边|这边|那|这|就是|就在|就|嗯|呃|额|啊|哎|呢|吧|哈|儿|我们家|我们|我家|我这|我|他家|家|是|在|住|上|一个|个|里)*[0-9零〇一二三四五六七八九十百两幺甲乙丙丁A-Za-z塔地负东西南北楼对隔第]/

/** Runs of building, unit and room at the head of clauses or after 在, 是, 住. */
function structuralRuns(text: string): DetailRun[] {
  const runs: DetailRun[] = []
  const starts = [
    0,
    ...[...text.matchAll(/[，。！？、\\s]|在|是|住|我家|我们家|就|那个|楼上|楼下|对门|隔壁|他们|的|家/g)].map(
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
      if (!room || !/(?:楼上|楼下|对门|隔壁|是|住)$|^$/.test(text.slice(Math.max(0, start - 2), start))) {
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

function merge(older: PlacePhrase, newer: PlacePhrase, role: 'caller' | 'agent'): PlacePhrase {
  const details = [...older.details]
  const exact = newer.details.filter((detail) => structural.has(detail.kind) || detail.kind === 'number')
  const loose = newer.details.filter((detail) => !structural.has(detail.kind) && detail.kind !== 'number')
  for (const detail of exact) placeDetail(details, detail, false)
  // What stands beside the name the first time is where the matter is; later mentions only add what was missing.
  if (role === 'agent' || !details.some((detail) => detail.kind === 'relation' || detail.kind === 'spot')) {
    for (const detail of loose) placeDetail(details, detail, false)
  }
  const wider = [...older.wider, ...newer.wider.filter((hit) => !older.wider.some((other) => other.name === hit.name))]
  const core = older.core?.hit && !older.core.hit.bySound ? older.core : (newer.core ?? older.core)
  return { ...older, wider, core, details }
}

function sameName(a: string, b: string): boolean {
  const plain = (name: string) => name.replace(/(?:小区|社区|村|地铁站|站)$/, '')
  return a === b || plain(a) === plain(b)
}

function confidenceOf(options: { best: Candidate; resolved: ResolvedPlace; margin: number; rivals: number }): number {
  const { best, resolved, margin, rivals } = options
  if (best.phrase.core === null) return 0.7
  let confidence = best.confirmed ? 0.95 : 0.88
  if (!resolved.listed) confidence = best.confirmed ? 0.8 : 0.65
  if (rivals > 0) confidence -= margin < 0.7 ? 0.25 : margin < 1.5 ? 0.12 : 0.04
  if (best.home && rivals > 0) confidence -= 0.1
  if (best.score < -1) confidence -= 0.2
  return Math.max(0.3, confidence)
}
