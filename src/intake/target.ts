import type { City } from '../domain/city.ts'
import { hasPrefix } from '../domain/lexicon.ts'
import { AhoCorasick } from '../text/aho-corasick.ts'
import type { Component, IntakeDoc } from './doc.ts'
import { cite, fill } from './evidence.ts'
import type { ChosenPlace } from './location/read-call-places.ts'
import { categoryOf, type PlaceReader } from './location.ts'
import { suggest } from './suggest.ts'
import { findTargets, type KnownName, type TargetMention } from './target/find-targets.ts'

export interface TargetOptions {
  city: Pick<City, 'units' | 'lexicon'>
  places: PlaceReader
}

const ofTheEstate = /^(?:物业公司|物业|开发商|业委会|物管会|居委会|村委会|幼儿园|停车场)$/
/** A request names these only when it blames them or needs them to act. */
const leastForRequest = 1.75
const least = 1.3

/** The company, shop, neighbour, vehicle or unit that the caller wants held to account. */
export function createTarget({ city, places }: TargetOptions): Component {
  const names = knownNames(city)
  const automaton = new AhoCorasick(names.map((known) => known.name.toUpperCase()))
  return async (doc) => {
    const type = doc.form.appealType?.value
    const category = categoryOf(doc)
    const { categories } = city.lexicon
    const none =
      type === '咨询' ||
      type === '建议' ||
      type === '表扬' ||
      hasPrefix(categories.outOfScope, category) ||
      hasPrefix(categories.progress, category)
    if (none) return fill(doc, { target: null })
    const { chosen } = places.read(doc)
    const mentions = mentionsOf(doc, {
      automaton,
      names,
      places,
      institutions: hasPrefix(categories.institution, category),
    })
    const ranked = mentions
      .map((mention) => ({ mention, score: weigh(mention, { doc, mentions, type, category, city }) }))
      .sort((a, b) => b.score - a.score)
    const [best, second] = ranked
    const needed = type === '求助' ? leastForRequest : least
    const onlyDoor = hasPrefix(categories.neighbour, category) && (!best || best.score < needed) ? doorOf(chosen) : null
    if (onlyDoor && chosen) {
      return fill(doc, {
        target: suggest({ value: onlyDoor, confidence: 0.65, source: 'rule', evidence: cite(doc, chosen.evidence) }),
      })
    }
    if (!best || best.score < needed) return fill(doc, { target: null })
    const door =
      hasPrefix(categories.neighbour, category) && best.mention.kind !== 'named' && best.mention.kind !== 'registered'
        ? doorOf(chosen)
        : null
    const value = door ?? write(best.mention, { mentions, chosen })
    const margin = best.score - (second && second.mention.text !== best.mention.text ? second.score : 0)
    const confidence =
      (best.mention.kind === 'registered' || best.mention.kind === 'named' ? 0.75 : 0.6) -
      (margin < 0.5 ? 0.15 : 0) -
      (type === '求助' ? 0.08 : 0)
    return fill(doc, {
      target: suggest({
        value,
        confidence,
        source: 'rule',
        evidence: cite(doc, [best.mention]),
        alternatives: ranked
          .slice(1, 4)
          .map(({ mention }) => ({ value: write(mention, { mentions, chosen }), confidence: 0.12 }))
          .filter(
            (alternative, index, all) =>
              alternative.value !== value && all.findIndex((other) => other.value === alternative.value) === index,
          ),
      }),
    })
  }
}

function knownNames(city: TargetOptions['city']): KnownName[] {
  return city.units.units
    .filter((unit) => unit.kind === 'enterprise' || unit.kind === 'platform')
    .flatMap((unit) => [
      ...[unit.name, ...unit.aliases]
        .filter((name) => name.length > 1)
        .map((name) => ({ name, unit: unit.id, loose: false })),
      ...unit.looseAliases.filter((name) => name.length > 1).map((name) => ({ name, unit: unit.id, loose: true })),
    ])
}

function units(text: string): number[] {
  const upper = text.toUpperCase()
  return Array.from({ length: upper.length }, (_, index) => upper.charCodeAt(index))
}

const institutionTypes = new Set(['school', 'hospital', 'park', 'landmark'])
const organisationTypes = new Set(['school', 'hospital', 'mall', 'market', 'park', 'landmark'])

function mentionsOf(
  doc: IntakeDoc,
  {
    automaton,
    names,
    places,
    institutions,
  }: { automaton: AhoCorasick; names: readonly KnownName[]; places: PlaceReader; institutions: boolean },
): TargetMention[] {
  return doc.turns.flatMap(({ role, text }, turn) => {
    if (role !== 'caller') return []
    const question = doc.turns[turn - 1]?.role === 'agent' ? doc.turns[turn - 1]!.text : ''
    const hits = automaton.find(units(text))
    const known = hits
      .filter(
        (hit) =>
          !hits.some(
            (other) =>
              other.start <= hit.start && other.end >= hit.end && other.end - other.start > hit.end - hit.start,
          ),
      )
      .map((hit) => ({ start: hit.start, end: hit.end, known: names[hit.pattern]! }))
    const where = places.hits(doc.turns, turn).map((hit) => ({
      start: hit.start,
      end: hit.end,
      admin: hit.readings.some(({ place }) => place.type === 'district'),
      organisation: hit.readings.some(({ place }) => organisationTypes.has(place.type)),
      institution: institutions && hit.readings.some(({ place }) => institutionTypes.has(place.type)),
    }))
    return findTargets({ text, turn, question, known, places: where, ownName: doc.form.callerName?.value ?? null })
  })
}

interface Weighing {
  doc: IntakeDoc
  mentions: readonly TargetMention[]
  type: string | undefined
  category: string | null
  city: TargetOptions['city']
}

function weigh(mention: TargetMention, { mentions, type, category, city }: Weighing): number {
  const { categories } = city.lexicon
  let score = mention.score
  const repeats = mentions.filter(
    (other) => other !== mention && (other.text === mention.text || mention.text.includes(other.text)),
  ).length
  score += Math.min(0.8, repeats * 0.25)
  if (mention.kind === 'neighbour')
    score +=
      hasPrefix([...categories.neighbour, ...categories.urgency.leaks], category) || category === null ? 1.6 : -0.8
  if (mention.kind === 'busRoute') score += hasPrefix(categories.transit, category) && type !== '求助' ? 2 : -1
  if (mention.kind === 'registered' || mention.kind === 'named') {
    if (hasPrefix(categories.consumer, category) || hasPrefix(categories.workplace, category)) score += 0.8
    if (hasPrefix(categories.neighbour, category)) score -= 1.2
  }
  if (/物业/.test(mention.text) && hasPrefix(categories.serviceTarget, category) && type !== '求助') score += 0.7
  const named = mentions.some((other) => (other.kind === 'named' || other.kind === 'registered') && other.score > 2)
  if (mention.kind === 'generic' && named) score -= 0.8
  if (type === '求助') {
    if (hasPrefix(categories.serviceTarget, category))
      score += mention.kind === 'registered' || /物业/.test(mention.text) ? 0.9 : 0
    else if (!/物业/.test(mention.text)) score -= 0.9
  }
  return score
}

/** The door complained about, where the place is a flat that is not the caller's own. */
function doorOf(chosen: ChosenPlace | null): string | null {
  if (!chosen?.address || !chosen.name || chosen.atHome || !/室$/.test(chosen.address)) return null
  return chosen.address.slice(Math.max(0, chosen.address.indexOf(chosen.name)))
}

function write(
  mention: TargetMention,
  around: { mentions: readonly TargetMention[]; chosen: ChosenPlace | null },
): string {
  const { mentions, chosen } = around
  if (mention.kind === 'generic' && ofTheEstate.test(mention.text)) {
    return chosen?.name ? `${chosen.name}${mention.text}`.replace('村村', '村') : mention.text
  }
  if (mention.kind === 'neighbour') return mention.text
  // The longest of the names that he used for the same one.
  const longer = mentions.filter((other) =>
    other.unit !== null
      ? other.unit === mention.unit
      : other.text.length > mention.text.length && other.text.includes(mention.text) && other.kind === mention.kind,
  )
  return [mention, ...longer].reduce(
    (longest, other) => (other.text.length > longest.length ? other.text : longest),
    mention.text,
  )
}
