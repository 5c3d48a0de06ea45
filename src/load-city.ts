import { basename, join, resolve } from 'node:path'
import { checkCity } from './domain/check-city.ts'
import type { City } from './domain/city.ts'
import { placeSchema } from './domain/place.ts'
import { categorySchema, Taxonomy } from './domain/taxonomy.ts'
import { UnitRegistry, unitSchema } from './domain/unit.ts'
import { invalidData, readJsonl } from './read-jsonl.ts'

/** @throws JiesuError `invalid_data` when a file is missing, a line is malformed or the files contradict each other. */
export function loadCity(folder: string): City {
  const city: City = {
    id: basename(resolve(folder)),
    taxonomy: new Taxonomy(readJsonl(join(folder, 'taxonomy.jsonl'), categorySchema)),
    units: new UnitRegistry(readJsonl(join(folder, 'units.jsonl'), unitSchema)),
    gazetteer: readJsonl(join(folder, 'gazetteer.jsonl'), placeSchema),
  }
  const faults = checkCity(city)
  if (faults.length > 0) throw invalidData(faults)
  return city
}
