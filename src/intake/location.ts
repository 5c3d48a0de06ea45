import type { City } from '../domain/city.ts'
import type { Review } from '../domain/form.ts'
import { hasPrefix } from '../domain/lexicon.ts'
import { type PlaceHit, PlaceIndex } from '../text/place-index.ts'
import type { Component, IntakeDoc } from './doc.ts'
import { cite, fill } from './evidence.ts'
import { liesOnBorder } from './location/district-border.ts'
import { isRoad } from './location/place-hit.ts'
import { type CallPlaces, readCallPlaces } from './location/read-call-places.ts'
import { PlaceResolver } from './location/resolve-place.ts'
import { suggest } from './suggest.ts'

/** Reads the places of a call once for every component that asks. */
export class PlaceReader {
  readonly index: PlaceIndex
  readonly resolver: PlaceResolver
  readonly #hits = new WeakMap<IntakeDoc['turns'], PlaceHit[][]>()
  readonly #read = new WeakMap<IntakeDoc['turns'], { category: string | null; places: CallPlaces }>()

  /** Places by the characters of each turn, found once a call. */
  hits(turns: IntakeDoc['turns'], turn: number): readonly PlaceHit[] {
    let found = this.#hits.get(turns)
    if (!found) {
      found = turns.map(({ text }) => this.index.find(text))
      this.#hits.set(turns, found)
    }
    return found[turn] ?? []
  }

  constructor(
    readonly city: Pick<City, 'gazetteer' | 'units' | 'lexicon'>,
    options: { index?: PlaceIndex } = {},
  ) {
    this.index = options.index ?? new PlaceIndex({ gazetteer: city.gazetteer, lexicon: city.lexicon })
    this.resolver = new PlaceResolver(city)
  }

  read(doc: IntakeDoc): CallPlaces {
    const category = categoryOf(doc)
    const known = this.#read.get(doc.turns)
    if (known?.category === category) return known.places
    const { index, resolver } = this
    const places = readCallPlaces({
      turns: doc.turns,
      hits: (turn) => this.hits(doc.turns, turn),
      index,
      resolver,
      lexicon: this.city.lexicon,
      category,
    })
    this.#read.set(doc.turns, { category, places })
    return places
  }
}

/** The category that the form holds, or the likeliest one. */
export function categoryOf(doc: IntakeDoc): string | null {
  return doc.form.category?.value ?? doc.prediction?.category[0]?.label ?? null
}

/** Share of the prediction that lies in these categories; 1 or 0 when an agent has decided. */
function weightIn(doc: IntakeDoc, prefixes: readonly string[]): number {
  if (doc.locked.has('category')) return hasPrefix(prefixes, doc.form.category?.value) ? 1 : 0
  const scored = doc.prediction?.category ?? []
  if (scored.length === 0) return hasPrefix(prefixes, doc.form.category?.value) ? 1 : 0
  return scored.reduce((sum, { label, probability }) => sum + (hasPrefix(prefixes, label) ? probability : 0), 0)
}

/** The only place that was named lies outside the city: whatever the matter is, it may not be this hotline's. */
function elsewhere(doc: IntakeDoc): IntakeDoc {
  const { category } = doc.form
  if (!category || category.source === 'agent') return doc
  const review = {
    field: 'category',
    reason: '只提到外地的地名，可能不归本市受理',
    question: '请问您反映的事情是发生在本市吗？',
  }
  return fill(doc, { category: { ...category, level: 'review' } }, [review])
}

export interface LocationOptions {
  places: PlaceReader
}

const noPlace = { district: null, street: null, community: null, address: null }

/** District, street, community and address of the place where the matter is. */
export function createLocation({ places }: LocationOptions): Component {
  const { city, resolver } = places
  const { placeless, placeRare } = city.lexicon.categories
  return async (doc) => {
    if (weightIn(doc, placeless) > 0.5) return fill(doc, noPlace)
    const { chosen, outside } = places.read(doc)
    if (!chosen) return outside ? elsewhere(fill(doc, noPlace)) : fill(doc, noPlace, [missing()])
    const rare = weightIn(doc, placeRare) > 0.5
    if (
      rare &&
      !chosen.confirmed &&
      !chosen.asked &&
      ((chosen.phrase.details.length === 0 && !isStation(chosen)) || chosen.phrase.core === null)
    )
      return fill(doc, noPlace)
    const evidence = cite(doc, chosen.evidence)
    const confidence = rare ? chosen.confidence - 0.25 : chosen.confidence
    const part = (value: string | null, factor: number, alternatives: string[] = []) =>
      value === null
        ? null
        : suggest({
            value,
            confidence: confidence * factor,
            source: 'rule',
            evidence,
            alternatives: alternatives
              .filter((other) => other !== value)
              .map((other) => ({ value: other, confidence: 0.1 })),
          })
    const rivals = chosen.rivals
    // A house lies in one of them, a road in both.
    const inOne = chosen.listed && !isRoad(chosen.phrase.core?.hit ?? null)
    if (!inOne && liesOnBorder(doc.turns, (turn) => places.hits(doc.turns, turn)))
      return fill(doc, { ...noPlace, address: part(resolver.withoutStreet(chosen), 0.82) }, [onBorder()])
    return fill(
      doc,
      {
        district: part(
          chosen.district,
          1.02,
          rivals.flatMap((rival) => rival.district ?? []),
        ),
        street: part(
          chosen.street,
          1,
          rivals.flatMap((rival) => rival.street ?? []),
        ),
        community: part(
          chosen.community,
          0.97,
          rivals.flatMap((rival) => rival.community ?? []),
        ),
        address: part(
          chosen.address,
          0.82,
          rivals.flatMap((rival) => rival.address ?? []),
        ),
      },
      [...unsettled(chosen, resolver)],
    )
  }
}

/** A stop, station or airport is where a journey's matter is, even when nothing more is said of it. */
function isStation(chosen: NonNullable<CallPlaces['chosen']>): boolean {
  return /(?:站|机场|航站楼)$/.test(chosen.name ?? '')
}

function onBorder(): Review {
  return {
    field: 'district',
    reason: '问题压着两个区，定不了属于哪个区',
    question: '请问问题主要在哪个区这一头？',
  }
}

function missing(): Review {
  return {
    field: 'address',
    reason: '没有说出问题发生的地点',
    question: '请问问题发生在哪个小区或哪条路，具体是什么位置？',
  }
}

function unsettled(chosen: NonNullable<CallPlaces['chosen']>, resolver: PlaceResolver): Review[] {
  const name = chosen.name ?? chosen.phrase.wider.at(-1)?.name ?? ''
  if (chosen.street !== null) return []
  const districts = chosen.district ? [] : chosen.districts.flatMap((code) => resolver.districtName(code) ?? [])
  if (districts.length > 1) {
    return [
      {
        field: 'district',
        reason: `「${name}」在${districts.join('、')}都有`,
        question: `请问您说的${name}，是${choice(districts)}的？`,
      },
    ]
  }
  const streets = chosen.streets.flatMap((code) => resolver.streetName(code) ?? [])
  if (chosen.phrase.core === null) {
    return [
      {
        field: 'street',
        reason: `只说了「${name}」，定不了街道`,
        question: `${name}那边范围比较大，请问您说的是哪个小区或哪条路？`,
      },
    ]
  }
  if (streets.length > 1) {
    return [
      {
        field: 'street',
        reason: `「${name}」可能属于${streets.join('、')}`,
        question: `请问您说的${name}，归${choice(streets)}管？`,
      },
    ]
  }
  return [
    {
      field: 'street',
      reason: '定不了属于哪个街道乡镇',
      question: `请问${name}归哪个街道或者乡镇管，附近有什么小区？`,
    },
  ]
}

function choice(names: readonly string[]): string {
  return names.length === 2 ? `${names[0]}还是${names[1]}` : `${names.slice(0, -1).join('、')}还是${names.at(-1)}`
}
