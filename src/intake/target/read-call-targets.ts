import type { City } from '../../domain/city.ts'
import { hasPrefix } from '../../domain/lexicon.ts'
import { AhoCorasick } from '../../text/aho-corasick.ts'
import type { IntakeDoc } from '../doc.ts'
import { categoryOf, type PlaceReader } from '../location.ts'
import type { NamePlace } from './organisation-names.ts'
import type { RegisteredName, TargetReading } from './target-candidates.ts'

export interface TargetReaderOptions {
  city: Pick<City, 'units' | 'lexicon'>
  places: PlaceReader
}

const institutionTypes = new Set(['school', 'hospital', 'park', 'landmark'])
const organisationTypes = new Set([...institutionTypes, 'mall', 'market'])

/** What the target of a call may be read from: the city's companies and places as they stand in its turns. */
export function targetReader({ city, places }: TargetReaderOptions): (doc: IntakeDoc) => TargetReading {
  const names = registeredNames(city.units)
  const automaton = new AhoCorasick(names.map(({ name }) => codes(name)))
  return (doc) => {
    const { turns } = doc
    const institutions = hasPrefix(city.lexicon.categories.institution, categoryOf(doc))
    return {
      turns,
      registered: (turn) => namesIn(turns[turn]!.text, { automaton, names }),
      places: (turn) =>
        places.hits(turns, turn).map(({ start, end, readings }): NamePlace => {
          const types = readings.map(({ place }) => place.type as string)
          return {
            start,
            end,
            admin: types.includes('district'),
            street: types.includes('street'),
            organisation: types.some((type) => organisationTypes.has(type)),
            institution: institutions && types.some((type) => institutionTypes.has(type)),
          }
        }),
      chosen: places.read(doc).chosen,
      ownName: doc.form.callerName?.value ?? null,
    }
  }
}

type Known = Pick<RegisteredName, 'unit' | 'loose'> & { name: string }

function registeredNames({ units }: City['units']): Known[] {
  return units
    .filter(({ kind }) => kind === 'enterprise' || kind === 'platform')
    .flatMap(({ id, name, aliases, looseAliases }) => [
      ...[name, ...aliases].map((alias) => ({ name: alias, unit: id, loose: false })),
      ...looseAliases.map((alias) => ({ name: alias, unit: id, loose: true })),
    ])
    .filter(({ name }) => name.length > 1)
}

function namesIn(
  text: string,
  { automaton, names }: { automaton: AhoCorasick; names: readonly Known[] },
): RegisteredName[] {
  const hits = automaton.find(codes(text)).map(({ start, end, pattern }) => ({ start, end, ...names[pattern]! }))
  // A part of a longer name counts only where both are the same company's: 青桔 in 青桔单车.
  return hits.filter(
    (hit) =>
      !hits.some(
        (other) =>
          other.start <= hit.start &&
          other.end >= hit.end &&
          other.end - other.start > hit.end - hit.start &&
          other.unit !== hit.unit,
      ),
  )
}

/** Capitals and small letters are the same. */
function codes(text: string): number[] {
  const upper = text.toUpperCase()
  return Array.from({ length: upper.length }, (_, index) => upper.charCodeAt(index))
}
