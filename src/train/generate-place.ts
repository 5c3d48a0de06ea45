import type { City } from '../domain/city.ts'
import type { Place, PlaceType } from '../domain/place.ts'
import type { Narrative } from './narrative.ts'
import { pick, type Random } from './pick.ts'

/** A place of a generated call: how it is said, and what the form must hold. */
export interface GeneratedPlace {
  said: string
  /** The name of the compound, for 「某某小区物业」. */
  name: string
  district: string
  street: string
  community: string | null
  address: string
}

const TYPES: Record<Exclude<Narrative['where'], 'online' | 'none'>, PlaceType[]> = {
  home: ['compound', 'community'],
  building: ['compound', 'community'],
  compound: ['compound', 'community'],
  village: ['village'],
  road: ['compound', 'community', 'landmark'],
  shop: ['mall', 'compound', 'market'],
  office: ['mall', 'landmark', 'compound'],
  site: ['village', 'compound', 'landmark'],
  school: ['school'],
  hospital: ['hospital'],
  station: ['subway_station'],
  park: ['park'],
}

export type PlaceGenerator = (where: Narrative['where'], random: Random) => GeneratedPlace | null

/** Places of the gazetteer that tell their street by name alone, said with building and room where the matter has one. */
export function createPlaceGenerator(city: City): PlaceGenerator {
  const counts = new Map<string, number>()
  for (const { name } of city.gazetteer) counts.set(name, (counts.get(name) ?? 0) + 1)
  const usable = city.gazetteer.filter((place) => place.street !== null && counts.get(place.name) === 1)
  const byType = new Map<PlaceType, Place[]>()
  for (const place of usable) byType.set(place.type, [...(byType.get(place.type) ?? []), place])
  const communities = new Map(
    city.gazetteer
      .filter((place) => place.type === 'community')
      .map((place) => [`${place.street}/${bare(place.name)}`, place.name]),
  )
  return (where, random) => {
    if (where === 'online' || where === 'none') return null
    const candidates = TYPES[where].flatMap((type) => byType.get(type) ?? [])
    if (candidates.length === 0) return null
    return describe({ place: pick(random, candidates), where, random, city, communities })
  }
}

const bare = (name: string) => name.replace(/社区$/, '')

interface DescribeOptions {
  place: Place
  where: Narrative['where']
  random: Random
  city: City
  communities: ReadonlyMap<string, string>
}

function describe({ place, where, random, city, communities }: DescribeOptions): GeneratedPlace {
  const street = place.street as string
  const name = place.type === 'community' ? bare(place.name) : place.name
  const inside = where === 'home' || where === 'building' || where === 'compound'
  const { said, written } = detail({ where, random })
  const streetName = city.units.street(street)?.name ?? ''
  const districtName = city.units.district(street.slice(0, 6))?.name.replace(/政府$/, '') ?? ''
  const prefix = pick(random, [
    '',
    districtName,
    districtName.replace(/区$/, ''),
    `${districtName}${streetName}`,
    streetName,
  ])
  const village = place.type === 'village' ? place.name : null
  return {
    said: `${prefix}${name}${said}`,
    name,
    district: street.slice(0, 6),
    street,
    community: village ?? (inside ? (communities.get(`${street}/${name}`) ?? null) : null),
    address: `${streetName}${name}${written}`,
  }
}

const NUMERALS = [
  '零',
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '十一',
  '十二',
  '十三',
  '十四',
  '十五',
  '十六',
  '十七',
  '十八',
  '十九',
  '二十',
]

function detail({ where, random }: { where: Narrative['where']; random: Random }): { said: string; written: string } {
  if (where === 'road')
    return pick(random, [
      { said: '门口那条路', written: '门口道路' },
      { said: '东门外', written: '东门外' },
      { said: '南门外便道', written: '南门外便道' },
    ])
  if (where !== 'home' && where !== 'building') return { said: '', written: '' }
  const building = 1 + Math.floor(random() * 20)
  const entrance = 1 + Math.floor(random() * 6)
  const room = (1 + Math.floor(random() * 18)) * 100 + 1 + Math.floor(random() * 4)
  const spoken = random() < 0.6
  const number = (value: number) => (spoken ? (NUMERALS[value] as string) : String(value))
  const roomSaid = spoken
    ? [...String(room)].map((digit) => (digit === '0' ? '零' : (NUMERALS[Number(digit)] as string))).join('')
    : String(room)
  const said = `${number(building)}号楼${number(entrance)}单元`
  const written = `${building}号楼${entrance}单元`
  return where === 'home' ? { said: `${said}${roomSaid}`, written: `${written}${room}室` } : { said, written }
}
