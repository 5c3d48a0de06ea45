import type { AppealType, Gold, LabelledCall, Turn } from '../domain/call.ts'
import type { City } from '../domain/city.ts'
import { seededRandom } from '../domain/random.ts'
import type { LeafCategory } from '../domain/taxonomy.ts'
import { createNamedUnits, type NamedUnits } from '../intake/named-units.ts'
import { createUnitResolver, type UnitResolver } from '../intake/resolve-unit.ts'
import { createPlaceGenerator, type GeneratedPlace, type PlaceGenerator } from './generate-place.ts'
import type { Narrative } from './narrative.ts'
import type { Phrases } from './phrases.ts'
import { pick, type Random } from './pick.ts'
import { sayDigits } from './say-digits.ts'

export interface GenerateOptions {
  city: City
  narratives: readonly Narrative[]
  phrases: Phrases
  seed: number
  /** Calls to make; narratives are gone through in turn. */
  count: number
  /** For a character, others of the same sound: recogniser slips. Without it the text is clean. */
  homophones?: (character: string) => readonly string[]
}

interface Maker extends GenerateOptions {
  random: Random
  places: PlaceGenerator
  resolver: UnitResolver
  named: NamedUnits
}

/** One in so many calls carries a second appeal, lacks a name or phone, or is badly recognised. */
const SECOND = 0.15
const NOISY = 0.3
const SLIP = 0.03

/**
 * Whole calls around hand-written narratives, with the gold record that belongs to them. Training data only: the same
 * options give the same calls. A call's id begins with its narrative's, so that folds can keep narratives together.
 */
export function* generateCalls(options: GenerateOptions): Generator<LabelledCall> {
  const maker: Maker = {
    ...options,
    random: seededRandom(options.seed),
    places: createPlaceGenerator(options.city),
    resolver: createUnitResolver(options.city),
    named: createNamedUnits(options.city.units),
  }
  const { narratives, count } = options
  for (let index = 0; index < count; index++) {
    const narrative = narratives[index % narratives.length]
    if (narrative) yield makeCall(narrative, index, maker)
  }
}

function makeCall(narrative: Narrative, index: number, maker: Maker): LabelledCall {
  const { random, phrases, narratives, places } = maker
  const place = places(narrative.where, random)
  const second = random() < SECOND ? pick(random, narratives) : null
  const secondary = second && second.category !== narrative.category ? second : null
  const person = makePerson(maker)
  const matter = makeMatter({ narrative, place, secondary, maker })
  const contact = random() < 0.15 ? [...person.turns, ...matter] : [...matter, ...person.turns]
  const turns: Turn[] = [agent(pick(random, phrases.openings)), ...contact, agent(pick(random, phrases.closings))]
  if (random() < 0.5) turns.push(caller(pick(random, phrases.callerClosings)))
  const said = [narrative.text, ...matter.filter((turn) => turn.role === 'caller').map((turn) => turn.text)].join('\n')
  return {
    id: `${narrative.id}#${index}`,
    channel: '电话',
    callerId: person.callerId,
    turns: random() < NOISY ? turns.map((turn) => ({ ...turn, text: slip(turn.text, maker) })) : turns,
    gold: makeGold({ narrative, place, secondary, person, said, maker }),
  }
}

const agent = (text: string): Turn => ({ role: 'agent', text })
const caller = (text: string): Turn => ({ role: 'caller', text })
const fill = (template: string, values: Record<string, string>) =>
  template.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')

interface MatterOptions {
  narrative: Narrative
  place: GeneratedPlace | null
  secondary: Narrative | null
  maker: Maker
}

function makeMatter({ narrative, place, secondary, maker: { random, phrases } }: MatterOptions): Turn[] {
  const pieces = random() < 0.5 ? [narrative.text] : halves(narrative.text)
  const story = pieces.flatMap((piece, index) =>
    index === 0 ? [caller(piece)] : [agent(pick(random, phrases.acknowledgements)), caller(piece)],
  )
  if (random() < 0.25)
    story.push(agent(pick(random, phrases.acknowledgements)), caller(pick(random, phrases.sideStories)))
  if (random() < 0.15) story.push(caller(pick(random, phrases.interruptions)))
  const where = place ? placeTurns(place, { random, phrases }) : []
  const turns = random() < 0.7 ? [...story, ...where] : [...where, ...story]
  if (random() < 0.4 || narrative.repeat)
    turns.push(
      agent(pick(random, phrases.askRepeat)),
      caller(pick(random, narrative.repeat ? phrases.sayRepeat : phrases.sayFirst)),
    )
  if (secondary)
    turns.push(
      ...(random() < 0.5 ? [agent(pick(random, phrases.agentSecond))] : []),
      caller(`${pick(random, phrases.secondLinks)}${secondary.text}`),
    )
  return turns
}

function halves(text: string): string[] {
  const marks = [...text.matchAll(/[，。！？,]/g)]
    .map((match) => match.index + 1)
    .filter((at) => at > 8 && at < text.length - 8)
  const middle = marks.sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))[0]
  return middle === undefined ? [text] : [text.slice(0, middle), text.slice(middle)]
}

function placeTurns(place: GeneratedPlace, { random, phrases }: Pick<Maker, 'random' | 'phrases'>): Turn[] {
  const turns = [
    agent(pick(random, phrases.askPlace)),
    caller(fill(pick(random, phrases.sayPlace), { place: place.said })),
  ]
  if (random() < 0.3)
    turns.push(
      agent(fill(pick(random, phrases.confirmPlace), { place: place.said })),
      caller(pick(random, phrases.yes)),
    )
  return turns
}

interface Person {
  turns: Turn[]
  callerId: string | null
  callerName: string | null
  phone: string | null
}

function makePerson({ random, phrases }: Maker): Person {
  const number = () =>
    `1${pick(random, ['30', '35', '36', '38', '39', '50', '51', '52', '58', '59', '77', '80', '86', '88', '89'])}${Array.from({ length: 8 }, () => Math.floor(random() * 10)).join('')}`
  const callerId = random() < 0.93 ? number() : null
  const name = makeName({ random, phrases })
  const phone = makePhone({ random, phrases, callerId, number })
  const parts = random() < 0.7 ? [name.turns, phone.turns] : [phone.turns, name.turns]
  return { turns: parts.flat(), callerId, callerName: name.value, phone: phone.value }
}

type Asked = { turns: Turn[]; value: string | null }
type Voice = Pick<Maker, 'random' | 'phrases'>

function makeName({ random, phrases }: Voice): Asked {
  const ask = agent(pick(random, phrases.askName))
  const kind = random()
  if (kind < 0.1) return { turns: [], value: null }
  if (kind < 0.18) return { turns: [ask, caller(pick(random, phrases.refuseName))], value: null }
  const [surname, how] = pick(random, phrases.surnames)
  if (kind < 0.6) {
    const given = pick(random, phrases.givenNames)
    return {
      turns: [ask, caller(fill(pick(random, phrases.sayFullName), { surname, how, given, name: surname + given }))],
      value: surname + given,
    }
  }
  const title = pick(random, ['先生', '女士'])
  return { turns: [ask, caller(fill(pick(random, phrases.sayTitle), { surname, how, title }))], value: surname + title }
}

function makePhone({
  random,
  phrases,
  callerId,
  number,
}: Voice & { callerId: string | null; number: () => string }): Asked {
  const ask = agent(pick(random, phrases.askPhone))
  const kind = random()
  if (kind < 0.1) return { turns: [], value: callerId }
  if (kind < 0.15) return { turns: [ask, caller(pick(random, phrases.refusePhone))], value: null }
  if (kind < 0.55 && callerId !== null)
    return { turns: [ask, caller(pick(random, phrases.sayThisPhone))], value: callerId }
  const digits = number()
  const turns = [ask, caller(fill(pick(random, phrases.sayPhone), { phone: sayDigits(digits, random) }))]
  if (random() < 0.5)
    turns.push(agent(fill(pick(random, phrases.confirmPhone), { digits })), caller(pick(random, phrases.yes)))
  return { turns, value: digits }
}

interface GoldOptions extends MatterOptions {
  person: Person
  said: string
}

function makeGold({ narrative, place, secondary, person, said, maker: { city, resolver, named } }: GoldOptions): Gold {
  const leaf = city.taxonomy.leaf(narrative.category) as LeafCategory
  const target = narrative.target?.startsWith('@')
    ? `${place?.name ?? ''}${narrative.target.slice(1)}`
    : narrative.target
  const { unit, also, mode, cooperating } = resolver.resolve(leaf, {
    district: place?.district ?? null,
    street: place?.street ?? null,
    at: place?.address ?? '',
    target,
    appealType: narrative.appealType,
    said,
    named: named.inText(`${target ?? ''}\n${said}`).map((item) => item.unit),
    accused: target ? named.ofTarget(target) : null,
  })
  return {
    appealType: narrative.appealType,
    category: narrative.category,
    alsoAccept: [],
    callerName: person.callerName,
    phone: person.phone,
    district: place?.district ?? null,
    street: place?.street ?? null,
    community: place?.community ?? null,
    address: place?.address ?? null,
    occurred: narrative.occurred,
    target,
    tier: narrative.tier ?? usualTier(narrative.appealType, leaf),
    unit,
    unitAlsoAccept: also.slice(0, 2),
    cooperating,
    mode,
    repeat: narrative.repeat,
    secondary: secondary ? [secondary.category] : [],
  }
}

function usualTier(appealType: AppealType, leaf: LeafCategory): Gold['tier'] {
  if (appealType === '建议') return '15d'
  if (appealType === '表扬') return '7d'
  return appealType === '咨询' && leaf.tier === '2h' ? '24h' : leaf.tier
}

const HAN = /\p{Script=Han}/u

/** Recogniser slips: a homophone, a lost character, a lost mark. Digits and numerals stay. */
function slip(text: string, { random, homophones }: Maker): string {
  const heard = [...text]
    .map((character) => {
      if (/[，。！？、]/.test(character)) return random() < 0.4 ? '' : character
      if (!HAN.test(character) || /[零一二三四五六七八九十幺两]/.test(character) || random() >= SLIP) return character
      const others = homophones?.(character) ?? []
      return others.length > 0 && random() < 0.7 ? pick(random, others) : ''
    })
    .join('')
  return heard.trim() === '' ? text : heard
}
