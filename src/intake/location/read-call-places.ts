import { hasPrefix } from '../../domain/lexicon.ts'
import type { PlaceHit, PlaceIndex } from '../../text/place-index.ts'
import { affirms, denies } from '../assent.ts'
import type { Mention } from '../evidence.ts'
import { joinDetails } from './detail-list.ts'
import { findLooseDetails, isNeighbourDoor } from './loose-details.ts'
import { confidenceOf, mergePhrases, type PlaceCandidate, sameName } from './place-candidate.ts'
import { asksPlace, type CallContext, corrects, orgAfter, questionBefore, scorePhrase } from './place-cues.ts'
import { isRoad } from './place-hit.ts'
import type { PlacePhrase } from './place-phrase.ts'
import { readPlacePhrases } from './place-phrases.ts'
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

export interface ReadOptions extends CallContext {
  index: PlaceIndex
  /** The places that `index` finds by characters in a turn. */
  hits: (turn: number) => readonly PlaceHit[]
  resolver: PlaceResolver
}

/** Which of the call's places is the place of the matter. */
export function readCallPlaces(options: ReadOptions): CallPlaces {
  return new CallPlaceReader(options).read()
}

const isNamed = ({ phrase, home }: PlaceCandidate) => phrase.core !== null && !home

/** 门口, 往南: said of what the place lies at. */
const fromHere = /^(?:[往向朝]|对面|对过|斜对|门口|门前|[东南西北]{1,2}(?:门|口)|大门|正门|旁)/

/**
 * The road that the caller named first where the estate or shop named later only tells which part of it: 「果园西路的树枯了」
 * 「哪一段？」 「润博园门口往南」.
 */
function roadAlong({ phrase, mentions }: PlaceCandidate, candidates: readonly PlaceCandidate[]): PlaceHit | null {
  const [first] = phrase.details
  if (isRoad(phrase.core?.hit ?? null) || first?.kind !== 'relation' || !fromHere.test(first.text)) return null
  if (phrase.wider.some((hit) => isRoad(hit))) return null
  const roads = candidates.filter(
    (other) =>
      isRoad(other.phrase.core?.hit ?? null) &&
      other.phrase.core?.hit?.readings.every(({ place }) => place.district !== null) &&
      !other.home &&
      other.score > -1 &&
      other.phrase.core?.crossing === null &&
      other.phrase.turn <= Math.min(...mentions.map(({ turn }) => turn)),
  )
  return roads.length === 1 ? (roads[0]!.phrase.core?.hit ?? null) : null
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
    const { text } = turns[index]!
    // 「…302，对吧？之前反映过没有？」: the answer is to the last question, and takes the rest for granted.
    if (/对[吗吧]？.{4,}？$/.test(text)) return !/不对|不是|错/.test(answer.text)
    return /[？吗吧呢对是]|核实|确认/.test(text) && affirms(answer.text) && !denies(answer.text)
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
    const question = questionBefore(turns, index)
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

  #candidates(around: Surroundings): PlaceCandidate[] {
    const candidates: PlaceCandidate[] = []
    for (const { phrase, role, confirmed } of this.#phrases) {
      if (phrase.core?.hit?.bySound && !this.#fits(phrase, around)) phrase.core = { ...phrase.core, hit: null }
      const scored = scorePhrase(phrase, { ...this.options, role, confirmed, known: candidates.some(isNamed) })
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
      same.phrase = mergePhrases(same.phrase, phrase, { corrects: corrects(this.options.turns, phrase) })
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

  #best(candidates: readonly PlaceCandidate[]): PlaceCandidate {
    // A district that was read back says where to look, not where it is.
    const named = candidates.filter((candidate) => candidate.phrase.core !== null && candidate.score > -2)
    const among = named.length > 0 ? named : candidates
    return among.reduce((best, candidate) => (candidate.score > best.score ? candidate : best))
  }

  #conclude(best: PlaceCandidate, candidates: readonly PlaceCandidate[], around: Surroundings): ChosenPlace {
    const answers = findLooseDetails({
      ...this.options,
      phrases: this.#phrases.map(({ phrase }) => phrase),
      best,
      isAgreed: (turn) => this.#isAgreed(turn),
    })
    const phrase: PlacePhrase = { ...best.phrase, details: [...best.phrase.details] }
    const road = roadAlong(best, candidates)
    if (road) phrase.wider = [{ ...road, start: 0, end: 0 }, ...phrase.wider]
    const { category, lexicon } = this.options
    // 「我家六零二」 beside the neighbour's door.
    if (hasPrefix(lexicon.categories.neighbour, category) && answers.length > 0)
      phrase.details = phrase.details.filter(({ kind, own }) => kind !== 'room' || !own)
    const evidence: Mention[] = [...best.mentions.map(({ turn, start, end }) => ({ turn, start, end }))]
    for (const { turn, run } of answers) {
      joinDetails(phrase.details, run.details)
      evidence.push({ turn, start: run.start, end: run.end })
    }
    const resolved = this.options.resolver.resolve(phrase, around)
    const rivals = candidates.filter(
      (candidate) => candidate !== best && candidate.phrase.core !== null && candidate.score > -1,
    )
    const nearest = Math.max(-9, ...rivals.map((rival) => rival.score))
    const asked = best.mentions.some(({ turn }) => asksPlace.test(questionBefore(this.options.turns, turn)))
    return {
      ...resolved,
      phrase,
      evidence,
      confirmed: best.confirmed,
      asked,
      atHome:
        best.home &&
        !answers.some(({ turn, run }) => isNeighbourDoor(this.options, this.options.turns[turn]!.text, run)),
      rivals: rivals.map((rival) => rival.resolved),
      confidence: confidenceOf({ best, resolved, asked, margin: best.score - nearest, rivals: rivals.length }),
    }
  }
}
