import { basename, join, resolve } from 'node:path'
import { calendarSchema } from './domain/calendar.ts'
import { checkCity } from './domain/check-city.ts'
import type { City } from './domain/city.ts'
import {
  checkDispatching,
  type Dispatching,
  dispatchRuleSchema,
  dispatchTablesSchema,
} from './domain/dispatch-rules.ts'
import type { Fault } from './domain/errors.ts'
import { lexiconSchema } from './domain/lexicon.ts'
import { placeSchema } from './domain/place.ts'
import { categorySchema, Taxonomy } from './domain/taxonomy.ts'
import { UnitRegistry, unitSchema } from './domain/unit.ts'
import { hashTaxonomy } from './model/hash-taxonomy.ts'
import { invalidData, readJson, readJsonl } from './read-jsonl.ts'

/** @throws JiesuError `invalid_data` when a file is missing, a line is malformed or the files contradict each other. */
export function loadCity(folder: string): City {
  const city: City = {
    id: basename(resolve(folder)),
    gazetteer: readJsonl(join(folder, 'gazetteer.jsonl'), placeSchema),
    lexicon: readJson(join(folder, 'lexicon.json'), lexiconSchema),
    ...loadDispatching(folder),
  }
  const faults = [...checkCity(city), ...checkDispatching(city.dispatching, city)]
  if (faults.length > 0) throw invalidData(faults)
  return city
}

type Reloaded = Pick<City, 'taxonomy' | 'units' | 'dispatching' | 'calendar'>

/** The files that may be edited while the server runs; {@link reloadDispatching} checks them before they take effect. */
function loadDispatching(folder: string): Reloaded {
  const dispatching: Dispatching = {
    rules: readJsonl(join(folder, 'dispatch-rules.jsonl'), dispatchRuleSchema),
    tables: readJson(join(folder, 'dispatch.json'), dispatchTablesSchema),
  }
  return {
    taxonomy: new Taxonomy(readJsonl(join(folder, 'taxonomy.jsonl'), categorySchema)),
    units: new UnitRegistry(readJsonl(join(folder, 'units.jsonl'), unitSchema)),
    dispatching,
    calendar: readJson(join(folder, 'calendar.json'), calendarSchema),
  }
}

/**
 * The city with who answers for what, its dispatch rules, tables and holidays read anew.
 * @throws JiesuError `invalid_data`, the old ones stand.
 */
export function reloadDispatching(city: City, folder: string): City {
  const renewed: City = { ...city, ...loadDispatching(folder) }
  const faults = [
    ...checkIdentity(city, renewed),
    ...checkCity(renewed),
    ...checkDispatching(renewed.dispatching, renewed),
  ]
  if (faults.length > 0) throw invalidData(faults)
  return renewed
}

/** Trained heads, open forms and stored cases know categories and units by their codes: those change with a restart only. */
function checkIdentity(city: City, renewed: City): Fault[] {
  const ids = ({ units }: City) =>
    units.units
      .map(({ id }) => id)
      .sort()
      .join()
  return [
    ...(hashTaxonomy(city.taxonomy) === hashTaxonomy(renewed.taxonomy)
      ? []
      : [{ path: 'taxonomy.jsonl', message: '类码、类名或时限有增减改动，要重启才能生效' }]),
    ...(ids(city) === ids(renewed) ? [] : [{ path: 'units.jsonl', message: '单位有增减，要重启才能生效' }]),
  ]
}
