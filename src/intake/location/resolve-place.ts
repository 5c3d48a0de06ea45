import type { City } from '../../domain/city.ts'
import type { Place } from '../../domain/place.ts'
import type { PlaceHit } from '../../text/place-index.ts'
import { alongRoad, writeDetails } from './detail-list.ts'
import { crossing, displayName, roadBefore } from './place-name.ts'
import type { PlacePhrase } from './place-phrase.ts'

/** Where a place is, as far as what was said and the gazetteer settle it. */
export interface ResolvedPlace {
  district: string | null
  street: string | null
  community: string | null
  address: string | null
  /** Streets that remain possible where none is settled. */
  streets: string[]
  districts: string[]
  /** Name without street and details: 天时名苑. */
  name: string | null
  /** The name is in the gazetteer by its characters. */
  listed: boolean
}

/** What the rest of the call says about where things are. */
export interface Surroundings {
  districts: ReadonlySet<string>
  streets: ReadonlySet<string>
}

const structural = new Set(['building', 'unit', 'room', 'yard', 'number'])
const dwelling = new Set(['compound', 'community', 'village'])
const besideIt =
  /^(?:对面|对过|对门|斜对面|斜对过|旁|隔壁|附近|周边|门口|门前|门外|大门口|路边|外|.*[外]|[东南西北]{1,2}(?:门(?:口|外)?|侧|边|面)|正门.*|后门.*|楼下$)/
const atCorner = /角|旁|附近|侧|边|对面|周边|米$/

export class PlaceResolver {
  readonly #communities = new Map<string, Place>()
  readonly #streetNames = new Map<string, string>()

  constructor(readonly city: Pick<City, 'gazetteer' | 'units'>) {
    for (const place of city.gazetteer) {
      if (place.type === 'street' && place.street) this.#streetNames.set(place.street, place.name)
      if (place.type !== 'community' && place.type !== 'village') continue
      for (const name of [place.name, place.name.replace(/(?:社区|村)$/, '')])
        this.#communities.set(`${place.street}/${name}`, place)
    }
  }

  streetName(code: string): string | null {
    return this.#streetNames.get(code) ?? null
  }

  districtName(code: string): string | null {
    return this.city.units.district(code)?.name.replace(/(?:人民)?政府$/, '') ?? null
  }

  resolve(phrase: PlacePhrase, around: Surroundings): ResolvedPlace {
    const hints = this.#hints(phrase)
    const { core } = phrase
    if (core?.hit) return this.#resolveListed(phrase, core.hit, hints, around)
    const district = only(hints.districts) ?? (hints.districts.size === 0 ? only(around.districts) : null)
    const street = only(hints.streets) ?? this.#streetWithin(around, district, hints)
    const name = core?.text ?? null
    return {
      district: street ? street.slice(0, 6) : district,
      street,
      community: null,
      address: name ? this.#address(street, `${name}${crossing(phrase)}`, phrase) : this.#bareAddress(phrase, street),
      streets: street ? [] : hints.possible,
      districts: [...hints.districts],
      name,
      listed: false,
    }
  }

  /** The address as it is written where the street is not known. */
  withoutStreet({ address, street }: Pick<ResolvedPlace, 'address' | 'street'>): string | null {
    const name = street === null ? null : this.streetName(street)
    return name && address?.startsWith(name) ? address.slice(name.length) || null : address
  }

  /** A street or area with details but no name: 「八角街道，八角路口」 is kept, a bare area says nothing. */
  #bareAddress(phrase: PlacePhrase, street: string | null): string | null {
    const last = phrase.wider.at(-1)
    if (!last || phrase.details.length === 0) return null
    if (phrase.details.every((detail) => /附近|周边|^内$|里/.test(detail.text))) return null
    const isStreet =
      street !== null &&
      last.readings.some((reading) => reading.place.type === 'street' && reading.place.street === street)
    const district = last.readings.some((reading) => reading.place.type === 'district')
    if (district) return null
    return isStreet
      ? `${this.streetName(street!)}${writeDetails(phrase.details)}`.replace(/([镇乡]|街道)\1/, '$1')
      : this.#address(street, last.name, phrase)
  }

  #streetWithin(around: Surroundings, district: string | null, hints: { streets: ReadonlySet<string> }): string | null {
    if (hints.streets.size > 0) return null
    const street = only(around.streets)
    return street && (district === null || street.startsWith(district)) ? street : null
  }

  #hints(phrase: PlacePhrase): { districts: Set<string>; streets: Set<string>; possible: string[] } {
    const districts = new Set<string>()
    const streets = new Set<string>()
    const possible: string[] = []
    for (const hit of phrase.wider) {
      for (const { place } of hit.readings)
        if (place.type === 'district' && place.district) districts.add(place.district)
    }
    for (const hit of phrase.wider) {
      if (hit.area && !/(?:街道|地区|镇|乡)$/.test(hit.name)) {
        if (hit.area.district) districts.add(hit.area.district)
        possible.push(...hit.area.streets.filter((street) => districts.size === 0 || districts.has(street.slice(0, 6))))
        continue
      }
      // 丰台 is the district before it is the street of that name.
      const isDistrict = hit.readings.some(({ place }) => place.type === 'district')
      const codes = isDistrict
        ? []
        : hit.readings.flatMap(({ place }) => (place.type === 'street' && place.street ? [place.street] : []))
      const fitting = codes.filter((code) => districts.size === 0 || districts.has(code.slice(0, 6)))
      if (fitting.length === 1) {
        streets.add(fitting[0]!)
        districts.add(fitting[0]!.slice(0, 6))
      } else possible.push(...fitting)
      // 牡丹园 (a metro stop) before a road fixes the district at least.
      if (codes.length === 0) {
        const where = new Set(hit.readings.map(({ place }) => place.district))
        const district = only(where)
        if (district && !hit.readings.some(({ place }) => place.type === 'district')) districts.add(district)
      }
    }
    if (districts.size > 1 && streets.size === 1) {
      const [street] = streets
      districts.clear()
      districts.add(street!.slice(0, 6))
    }
    return { districts, streets, possible }
  }

  #resolveListed(
    phrase: PlacePhrase,
    hit: PlaceHit,
    hints: ReturnType<PlaceResolver['hintsOf']>,
    around: Surroundings,
  ): ResolvedPlace {
    const candidates = this.#narrow(phrase, hit, hints, around)
    const districts = new Set(candidates.map((place) => place.district))
    const streetsOf = candidates.map((place) => place.street)
    const settled = new Set(streetsOf.filter((street): street is string => street !== null))
    // A road through several districts has none of its own: the one that was said counts.
    const district = only(districts) ?? only(hints.districts) ?? districtAround(candidates, { hints, around })
    const onTheSpot = this.#settlesStreet(phrase, candidates)
    let street = settled.size === 1 && onTheSpot && agree(candidates) ? [...settled][0]! : null
    const said = only(hints.streets)
    if (street === null && said && (district === null || said.startsWith(district))) street = said
    if (street === null && settled.size === 0) street = this.#streetWithin(around, district, hints)
    const place = candidates.find((candidate) => candidate.street === street) ?? candidates[0]!
    const name = displayName(phrase, hit, place)
    const road = place.type === 'road' ? '' : roadBefore(phrase)
    return {
      district: street ? street.slice(0, 6) : district,
      street,
      community: street ? this.#community(phrase, candidates, street, name) : null,
      address: this.#address(street, `${road}${name}${crossing(phrase)}`, phrase),
      streets: street ? [] : [...settled],
      districts: [...districts].filter((code): code is string => code !== null),
      name,
      listed: !hit.bySound,
    }
  }

  hintsOf(phrase: PlacePhrase): { districts: Set<string>; streets: Set<string>; possible: string[] } {
    return this.#hints(phrase)
  }

  #narrow(
    phrase: PlacePhrase,
    hit: PlaceHit,
    hints: { districts: Set<string>; streets: Set<string>; possible: string[] },
    around: Surroundings,
  ): Place[] {
    let places = hit.readings.map((reading) => reading.place).filter((place) => place.type !== 'district')
    const keep = (test: (place: Place) => boolean) => {
      const fitting = places.filter(test)
      if (fitting.length > 0) places = fitting
    }
    const listed = new Set(hit.readings.filter((reading) => reading.listed).map((reading) => reading.place))
    const inDistricts = (codes: ReadonlySet<string>) => (place: Place) =>
      place.district !== null ? codes.has(place.district) : (place.districts ?? []).some((code) => codes.has(code))
    if (hints.districts.size > 0) keep(inDistricts(hints.districts))
    if (hints.streets.size > 0) keep((place) => place.street !== null && hints.streets.has(place.street))
    if (hints.possible.length > 0) keep((place) => place.street !== null && hints.possible.includes(place.street))
    const inside = phrase.details.some(
      (detail) => detail.kind === 'building' || detail.kind === 'unit' || detail.kind === 'room',
    )
    if (inside) keep((place) => dwelling.has(place.type) || place.type === 'landmark' || place.type === 'mall')
    if (/站|地铁/.test(hit.name) || /^[A-Z]\d?[东西南北]*(?:出入口|口|出口)/.test(phrase.details[0]?.text ?? '')) {
      keep((place) => place.type === 'subway_station' || place.type === 'station')
    }
    // 马甸桥 is the bridge; its stop would be 马甸桥站.
    else if (!/站|地铁/.test(phrase.core?.text ?? ''))
      keep((place) => place.type !== 'subway_station' && place.type !== 'station')
    if (!inside && /(?:路|街|桥)$/.test(phrase.core?.text ?? ''))
      keep((place) => place.type === 'road' || place.type === 'bridge')
    if (new Set(places.map((place) => place.district)).size > 1) {
      if (around.districts.size > 0) keep(inDistricts(around.districts))
      if (around.streets.size > 0) keep((place) => place.street !== null && around.streets.has(place.street))
    }
    if (new Set(places.map((place) => place.street)).size > 1) keep((place) => listed.has(place))
    if (new Set(places.map((place) => place.street)).size > 1 && around.streets.size > 0)
      keep((place) => place.street !== null && around.streets.has(place.street))
    return places.length > 0 ? places : hit.readings.map((reading) => reading.place)
  }

  /** Roads and bridges settle the street only for what is on them. */
  #settlesStreet(phrase: PlacePhrase, places: readonly Place[]): boolean {
    const along = places.every((place) => place.type === 'road' || place.type === 'bridge')
    if (!along) return true
    if (phrase.core?.crossing) return places.every((place) => place.type === 'road')
    if (phrase.details.some((detail) => alongRoad.test(detail.text))) return true
    const first = phrase.details.find(({ kind }) => kind === 'relation' || kind === 'spot')
    return first?.kind !== 'relation' || !atCorner.test(first.text)
  }

  #community(phrase: PlacePhrase, candidates: readonly Place[], street: string, name: string): string | null {
    // 「三号楼旁边」 is inside the estate, 「小区旁边」 is not.
    const beside = phrase.details.findIndex((detail) => detail.kind === 'relation' && besideIt.test(detail.text))
    const within = phrase.details.findIndex((detail) => structural.has(detail.kind))
    if (beside >= 0 && (within < 0 || beside < within)) return null
    if (!candidates.some((place) => dwelling.has(place.type))) return null
    for (const spelling of [name, name.replace(/(?:小区|社区|村)$/, '')]) {
      const found = this.#communities.get(`${street}/${spelling}`)
      if (found && (spelling !== '' || found.type === 'village')) return found.name
    }
    const same = candidates.find(
      (place) => place.street === street && (place.type === 'community' || place.type === 'village'),
    )
    return same?.name ?? null
  }

  #address(street: string | null, name: string, phrase: PlacePhrase): string {
    const streetName = street ? (this.streetName(street) ?? '') : ''
    const details = writeDetails(phrase.details)
    // 「衙门口桥，桥上」, 「岳各庄村，村口」: the word is written once; but 「岳各庄村村口」 stays as said.
    const { core } = phrase
    const joined = name.endsWith('村') && core?.text.endsWith('村') && phrase.details[0]?.start === core.end
    const repeated = /[村桥站]$/.test(name) && !joined && details.startsWith(name.at(-1)!)
    return `${streetName}${name}${repeated ? details.slice(1) : details}`.replace(/([镇乡])\1(?=政府)/, '$1')
  }
}

/** 「您在哪一段？」「朝阳这段」: told in another turn than the road. */
function districtAround(
  candidates: readonly Place[],
  { hints, around }: { hints: { districts: ReadonlySet<string> }; around: Surroundings },
): string | null {
  const district = hints.districts.size === 0 ? only(around.districts) : null
  return district && candidates.some((place) => place.districts?.includes(district)) ? district : null
}

/** The same name, all in one street; a station that lies in none does not agree. */
function agree(places: readonly Place[]): boolean {
  const homes = places.filter((place) => dwelling.has(place.type) || place.type === 'street')
  return new Set((homes.length > 0 ? homes : places).map((place) => place.street)).size === 1
}

function only<T>(set: ReadonlySet<T | null>): T | null {
  return set.size === 1 ? ([...set][0] ?? null) : null
}
