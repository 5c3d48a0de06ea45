import { hasPrefix } from '../../domain/lexicon.ts'
import { findDigitRuns } from '../../text/phone-digits.ts'
import { denies } from '../assent.ts'
import type { DetailKind, DetailRun } from './detail.ts'
import { parseDetails } from './parse-details.ts'
import type { PlaceCandidate } from './place-candidate.ts'
import { asksDetail, type CallContext, questionBefore } from './place-cues.ts'
import { isNumbered, isRoad, isShopBuilding } from './place-hit.ts'
import type { PlacePhrase } from './place-phrase.ts'
import { structuralRuns } from './structural-runs.ts'

/** Details that stand apart from the name that they belong to. */
export interface LooseDetails {
  turn: number
  run: DetailRun
}

export interface LooseDetailOptions extends CallContext {
  /** Every place phrase of the call. */
  phrases: readonly PlacePhrase[]
  best: PlaceCandidate
  /** The caller agreed with what the agent says in this turn. */
  isAgreed: (turn: number) => boolean
}

const asksSpot =
  /哪个(?:出)?口|几号口|哪个门|哪一?侧|哪边|什么方位|哪一?段|什么位置|具体(?:位置|路段|地点|在|是|哪)|门牌|标志|哪个位置|哪个方向|在[^，。？]{0,6}哪[里儿]/
const spotKinds: ReadonlySet<DetailKind> = new Set<DetailKind>(['relation', 'spot', 'number'])
const asksRoom = /门牌|房号|房间|哪一?户|几零几|哪家|几号|几室|几层|单元/

/** Building, unit and room that the caller gives apart from the name, or that the agent reads back and he confirms. */
export function findLooseDetails(options: LooseDetailOptions): LooseDetails[] {
  const outsideEstate = outsideTheEstate(options)
  if (outsideEstate.length > 0) return outsideEstate
  const known = new Set(options.best.phrase.details.map(({ kind }) => kind))
  const found = options.turns.flatMap((_, turn) => {
    const told = numberedIn(options, turn, known)
    for (const { run } of told) for (const { kind } of run.details) known.add(kind)
    return told
  })
  found.push(...spotsAnswered(options))
  found.push(...answersToTheAgentsPlace(options, found))
  if (found.length === 0) found.push(...partOfTheRoad(options))
  return found
}

/** 「楼上五零二」: whose door it is, where the neighbour's door is the place. */
export function isNeighbourDoor(options: CallContext, text: string, run: DetailRun): boolean {
  const { category, lexicon } = options
  if (category !== null && !hasPrefix(lexicon.categories.neighbour, category)) return false
  return /(?:楼上|楼下|对门|隔壁|就是|那家|邻居|他们|他家|她家|上头|我?头上|这层)(?:那家|那户|的|是|住)*[，、]?$/.test(
    text.slice(Math.max(0, run.start - 8), run.start),
  )
}

function numberedIn(options: LooseDetailOptions, index: number, known: ReadonlySet<DetailKind>): LooseDetails[] {
  const { turns, phrases } = options
  const turn = turns[index]!
  const confirmed = turn.role === 'agent' && options.isAgreed(index)
  if (turn.role === 'agent' && !confirmed) return []
  const runs = structuralRuns(turn.text)
  if (runs.length === 0) return []
  // 「通州的，九号楼」: what follows a district that is told once more belongs to the place known already.
  const taken = phrases.filter((phrase) => phrase.turn === index && phrase.core !== null)
  const question = questionBefore(turns, index)
  const corrected = denies(turn.text) && taken.length === 0
  const asked = confirmed || asksDetail.test(question) || corrected
  if (asked && /电话|手机|号码|联系/.test(question) && !/楼|单元|门牌|地址/.test(question)) return []
  const numbers = findDigitRuns(turn.text).filter(({ digits }) => digits.length >= 7)
  const housed = known.has('building') && !known.has('room')
  return runs
    .filter((run) => !taken.some((phrase) => phrase.start < run.end && run.start < phrase.end))
    .filter((run) => !belongsElsewhere(options, run, index))
    .filter((run) => !numbers.some((number) => number.start < run.end && run.start < number.end))
    .filter((run) => {
      const neighbour = isNeighbourDoor(options, turn.text, run)
      if (/不是$/.test(turn.text.slice(0, run.start))) return false
      // 「六层说没感觉」: who lives there, not where it is.
      if (run.details.every(({ kind }) => kind === 'floor') && /^[说也听都没]/.test(turn.text.slice(run.end)))
        return false
      const roomOnly = run.details.every((detail) => detail.kind === 'room')
      // 「幺三五，…二零四七，等会儿，是二零七四」: the end of the number once more.
      if (roomOnly && numbers.length > 0 && !asksRoom.test(question)) return false
      if (roomOnly && !asksRoom.test(question) && !confirmed && !corrected && !housed && !neighbour) return false
      const exact = run.details.some((detail) => detail.kind === 'building' || detail.kind === 'unit')
      const flat = housed && run.details.some((detail) => detail.kind === 'room')
      return asked || exact || flat || neighbour || isStorey(options, run)
    })
    .map((run) => ({ turn: index, run }))
}

/** 「天街里面的，…，三层」: which floor of a shop's building, told apart from its name. */
function isStorey({ best }: LooseDetailOptions, run: DetailRun): boolean {
  if (best.phrase.details.some(({ kind }) => kind === 'floor')) return false
  return run.details.every(({ kind }) => kind === 'floor') && isShopBuilding(best.phrase.core?.hit ?? null)
}

/** 「哪个口？」 「B口」; 「具体哪一段？」 「路东，小卖部那截儿」; 「有门牌吗？」 「好像是五十六号」. */
function spotsAnswered({ turns, phrases, best }: LooseDetailOptions): LooseDetails[] {
  return turns.flatMap((turn, index) => {
    if (turn.role !== 'caller' || index <= best.phrase.turn || !asksSpot.test(questionBefore(turns, index))) return []
    if (phrases.some((phrase) => phrase.turn === index && phrase.core !== null)) return []
    const runs = clauseStarts(turn.text).flatMap((start) => {
      const run = parseDetails(turn.text, start, {
        afterPlace: true,
        afterRoad: isNumbered(best.phrase.core?.hit ?? null),
      })
      const first = run.details[0]
      // 「旁边是修车铺」 tells what is near, not where it is.
      const near = /^(?:就)?(?:是|有)/.test(turn.text.slice(run.end)) && first?.kind === 'relation'
      return first && !near && spotKinds.has(first.kind) && run.start - start < 6 ? [run] : []
    })
    const run = runs.find(({ details }) => details.some(({ kind }) => kind === 'number')) ?? runs[0]
    return run ? [{ turn: index, run }] : []
  })
}

/** Offsets of the first three clauses. */
function clauseStarts(text: string): number[] {
  return [...text.matchAll(/(?<=^|[，。！])(?=.)/g)].slice(0, 3).map((match) => match.index)
}

/** 「这路的灯全灭了，从小学门口到路口」: which part of a road, said anywhere. */
function partOfTheRoad({ turns, best }: LooseDetailOptions): LooseDetails[] {
  if (!isRoad(best.phrase.core?.hit ?? null) || best.phrase.details.length > 0) return []
  return turns
    .flatMap((turn, index) => {
      if (turn.role !== 'caller') return []
      const starts = [...turn.text.matchAll(/从/g)].map((match) => match.index)
      const runs = starts.map((start) => parseDetails(turn.text, start, { afterPlace: true }))
      const run = runs.find(({ details }) => details[0]?.text.startsWith('从'))
      return run ? [{ turn: index, run }] : []
    })
    .slice(0, 1)
}

/** 「我住九号楼，不过是小区北墙外头那工地」: outside the estate, so that no building of it is the place. */
function outsideTheEstate({ turns, best }: LooseDetailOptions): LooseDetails[] {
  if (best.phrase.core === null || best.phrase.details.length > 0) return []
  return turns
    .flatMap((turn, index) => {
      if (turn.role !== 'caller') return []
      const starts = [...turn.text.matchAll(/小区的?(?=[东西南北]{1,2}[墙门]外)/g)].map(
        (match) => match.index + match[0].length,
      )
      return starts.map((start) => ({ turn: index, run: parseDetails(turn.text, start, { afterPlace: true }) }))
    })
    .slice(0, 1)
}

/** What the caller adds to the place that the agent named: 「衙门口桥上还是桥下？」 「桥上，…」. */
function answersToTheAgentsPlace({ turns, best }: LooseDetailOptions, found: readonly LooseDetails[]): LooseDetails[] {
  const { turn } = best.phrase
  const answer = turns[turn + 1]
  if (turns[turn]!.role !== 'agent' || answer?.role !== 'caller') return []
  const added: LooseDetails[] = []
  for (const match of answer.text.matchAll(/(?:^|[，。！])(?:[^，。！]{0,6}的)?/g)) {
    const run = parseDetails(answer.text, match.index + match[0].length, { afterPlace: true })
    const known = [...found, ...added].some((other) => other.turn === turn + 1)
    if (run.details.length > 0 && run.start - match.index < 10 && !known) added.push({ turn: turn + 1, run })
  }
  return added
}

const asksHome = /您(?:家)?(?:住|是)?(?:的|在)?(?:哪个?小区的?)?(?:几号楼|哪栋|地址|几单元|门牌)|您(?:家)?住/
/** Outside the buildings: 北门外, 南墙外, 西边空地. */
const outside = /[墙门]外|墙根|空地|空场|绿地|花园|花坛|便道|辅路|主路|马路|工地|停车场|[站沟河路]$/

/** The matter is told to be outside, so that a building told of the caller's own home is not the place. */
function liesOutside({ phrase }: PlaceCandidate): boolean {
  return phrase.details.some(({ kind, text }) => (kind === 'relation' || kind === 'spot') && outside.test(text))
}

/** 「我家是三号楼」 while the matter is elsewhere; a number that belongs to another place of the same turn. */
function belongsElsewhere(options: LooseDetailOptions, run: DetailRun, index: number): boolean {
  const { turns, phrases, best, lexicon, category } = options
  const { text } = turns[index]!
  const before = text.slice(Math.max(0, run.start - 10), run.start)
  const last = phrases.findLast((phrase) => phrase.turn === index && phrase.end <= run.start)
  if (last && !best.mentions.includes(last) && last.core !== null) return true
  const corrected = denies(text)
  if (
    !corrected &&
    /(?:我|我家|我们家|我自己|自己)(?:就)?(?:住|在|是)?(?:在)?$/.test(before) &&
    best.phrase.details.some((detail) => detail.kind === 'building')
  )
    return true
  const own = /(?:我|我家|我们家|俺家)(?:就)?(?:是|在|住)?$/.test(before)
  if (!corrected && (own || asksHome.test(questionBefore(turns, index))) && liesOutside(best)) return true
  const roomOnly = run.details.every((detail) => detail.kind === 'room')
  if (own && roomOnly && hasPrefix(lexicon.categories.neighbour, category)) return true
  return /(?:以前|原来|别的|其他|人家)[^，]{0,4}$/.test(before)
}
