import type { NormalisedTurn } from '../../text/normalise.ts'
import { digitOf, toArabic } from '../../text/spoken-number.ts'
import { affirms } from '../assent.ts'
import type { ChosenPlace } from '../location/read-call-places.ts'
import { calledNames } from './called-names.ts'
import { commonNouns, publicBodies, withEstate } from './common-nouns.ts'
import { doorValues, flats, households, houses, neighbours, roomsApart } from './doors.ts'
import { type NamePlace, organisationNames } from './organisation-names.ts'
import { persons } from './persons.ts'
import type { Span, TargetCandidate } from './target-candidate.ts'

/** A name of the registry of units where it stands in a turn. */
export interface RegisteredName extends Span {
  unit: string
  /** A common word as well: names the unit only when it is complained about in so many words. */
  loose: boolean
}

export interface TargetReading {
  turns: readonly NormalisedTurn[]
  /** By turn. */
  registered: (turn: number) => readonly RegisteredName[]
  places: (turn: number) => readonly NamePlace[]
  chosen: ChosenPlace | null
  /** Words that are the caller's own name. */
  ownName: string | null
}

const asksWho =
  /(?:公司|店铺?|机构|单位|商家|主体|经营者|物业|工地|施工方|平台|学校|医院|养老院|供热|健身房|餐馆|饭店|对方)(?:的)?(?:具体)?(?:名称|名字|全称|叫|是哪|是什么|名)|(?:哪家|哪个|什么)(?:公司|店|机构|单位|商家|物业|平台|学校|医院|工地|企业)|哪家|什么公司|公司(?:名|叫)|叫什么|店名|名称|哪个(?:公司|店|单位|学校|医院|平台|物业|供热|银行)|全称|对方(?:是|叫)|谁|被投诉|单位名|什么店|哪儿的店|哪家的/
const asksPhone = /电话|号码|联系|回访|回电|手机/
const asksCaller = /贵姓|称呼|姓名|您(?:叫|姓)/
const plate =
  /[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云渝藏陕甘青宁新][A-Za-z][·，]?[A-Za-z0-9零一二三四五六七八九幺]{5,6}/g
const busRoute = /(?:快速直达专线|专|运通|夜|快)?([0-9零一二三四五六七八九十百幺]{1,4})路(?:公交车?)?/g
const companyTail = /^(?:公司|集团)/

/** Whether the agent asked who it is about. */
export function asksTarget(question: string): boolean {
  return asksWho.test(question) && !asksCaller.test(question)
}

/** Everything in the call that could be written down as the one complained about. */
export function targetCandidates(reading: TargetReading): TargetCandidate[] {
  const { turns, chosen, ownName } = reading
  const found = turns.flatMap(({ role, text }, turn) => {
    if (role === 'caller') return inTurn(text, turn, reading)
    // What an agent names counts once the caller agrees to it.
    const answer = turns[turn + 1]
    if (answer?.role !== 'caller') return []
    return affirms(answer.text) ? inTurn(text, turn, reading) : askedAbout(text, turn, reading)
  })
  return [...found, ...apart(found), ...doors(chosen)].filter(
    ({ value }) => ownName === null || !(value.includes(ownName) || ownName.includes(value)),
  )
}

/** 「物业怎么说？」 「来了一个人，不管。」: the estate's own, whom only the agent names. */
function askedAbout(text: string, turn: number, { chosen }: TargetReading): TargetCandidate[] {
  return commonNouns(text).flatMap((noun): TargetCandidate[] => {
    const value = withEstate(text.slice(noun.start, noun.end), chosen?.name ?? null)
    return value === null ? [] : [{ turn, ...noun, kind: 'generic', cut: 'asked', value, unit: null }]
  })
}

function inTurn(text: string, turn: number, { turns, registered, places, chosen }: TargetReading): TargetCandidate[] {
  const found: TargetCandidate[] = []
  const add = (
    kind: TargetCandidate['kind'],
    cut: string,
    { start, end }: Span,
    options: { value?: string; unit?: string } = {},
  ) => {
    const value = options.value ?? text.slice(start, end).replace(/[\s“”「」『』"]/g, '')
    if (!found.some((other) => other.value === value && other.start === start))
      found.push({ turn, start, end, kind, cut, value, unit: options.unit ?? null })
  }
  const around = places(turn)
  for (const name of registered(turn)) {
    const tail = companyTail.exec(text.slice(name.end))?.[0].length ?? 0
    add('registered', name.loose ? 'loose' : 'strict', { start: name.start, end: name.end + tail }, { unit: name.unit })
    if (tail > 0) add('registered', 'noTail', name, { unit: name.unit })
  }
  for (const name of organisationNames(text, around)) add('named', name.cut, name)
  const question = turns[turn - 1]?.role === 'agent' ? turns[turn - 1]!.text : ''
  for (const name of calledNames(text, asksTarget(question))) if (!isPlace(name, around)) add('called', name.how, name)
  for (const person of persons(text)) add('person', person.how, person)
  for (const noun of commonNouns(text)) {
    const value = withEstate(text.slice(noun.start, noun.end), chosen?.name ?? null)
    if (!found.some((other) => other.kind === 'registered' && other.start < noun.end && noun.start < other.end))
      add('generic', value === null ? 'plain' : 'estate', noun, value === null ? {} : { value })
  }
  for (const body of publicBodies(
    text,
    around.filter(({ admin, street }) => admin || street),
  ))
    add('body', 'office', body)
  for (const place of around)
    if (place.street && /(?:街道|政府)$/.test(text.slice(place.start, place.end))) add('body', 'street', place)
  for (const { values, ...span } of neighbours(text))
    values.forEach((value, index) => {
      add('neighbour', `${values.length}.${index}`, span, { value })
    })
  for (const { values, ...span } of households(text))
    values.forEach((value, index) => {
      add('neighbour', `household ${index}`, span, { value })
    })
  for (const { values, ...span } of houses(text, chosen?.name ?? null))
    add('neighbour', 'house', span, { value: values[0]! })
  for (const { values, ...span } of asksPhone.test(question) ? [] : flats(text))
    values.forEach((value, index) => {
      add('neighbour', `flat ${index}`, span, { value })
    })
  for (const match of text.matchAll(plate)) {
    add('plate', 'plain', spanOf(match), {
      value: match[0].replace('，', '').replace(/[零一二三四五六七八九幺]/g, (digit) => String(digitOf(digit))),
    })
  }
  for (const match of text.matchAll(busRoute)) {
    if (toArabic(match[1]!) !== null)
      add('busRoute', 'plain', spanOf(match), { value: match[0].replace(/公交车?$/, '') })
  }
  for (const place of around) if (place.institution) add('place', 'plain', place)
  return found
}

/** 「楼上……他家六零二」 is 楼上602. */
function apart(found: readonly TargetCandidate[]): TargetCandidate[] {
  const doors = found.filter(({ kind }) => kind === 'neighbour')
  return roomsApart(doors).map(({ value, by }) => ({ ...by, cut: 'apart', value }))
}

function isPlace(name: Span, places: readonly NamePlace[]): boolean {
  return places.some((place) => place.start <= name.start && name.start + 2 <= place.end && !place.organisation)
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length }
}

function doors(chosen: ChosenPlace | null): TargetCandidate[] {
  const evidence = chosen?.evidence[0]
  if (!chosen?.address || !evidence) return []
  const values = doorValues({ address: chosen.address, name: chosen.name })
  const village = chosen.name?.endsWith('村')
    ? [
        { cut: 'village', value: chosen.name },
        { cut: 'committee', value: `${chosen.name}村委会` },
      ]
    : []
  return [...values, ...village].map(({ cut, value }) => ({
    ...evidence,
    kind: 'door',
    cut: chosen.atHome ? `${cut} home` : cut,
    value,
    unit: null,
  }))
}
