import type { Calendar } from './calendar.ts'
import type { Dispatching } from './dispatch-rules.ts'
import type { Lexicon } from './lexicon.ts'
import type { Place } from './place.ts'
import type { Taxonomy } from './taxonomy.ts'
import type { UnitRegistry } from './unit.ts'

/** All that is particular to one city, as read from `data/<city>/`. */
export interface City {
  id: string
  taxonomy: Taxonomy
  units: UnitRegistry
  gazetteer: readonly Place[]
  lexicon: Lexicon
  dispatching: Dispatching
  calendar: Calendar
}
