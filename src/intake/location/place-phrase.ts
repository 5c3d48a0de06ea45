import type { PlaceHit } from '../../text/place-index.ts'
import type { Mention } from '../evidence.ts'
import type { Detail } from './detail.ts'

/** A stretch of one turn that names a place: district, area, name, details, as far as they hang together. */
export interface PlacePhrase extends Mention {
  /** Districts, streets and areas that stand in front of the name or alone. */
  wider: PlaceHit[]
  /** The place itself: a gazetteer name, or one that the words make look like a place. */
  core: PlaceCore | null
  details: Detail[]
}

export interface PlaceCore {
  /** Null for a name that the gazetteer does not have. */
  hit: PlaceHit | null
  /** As said. */
  text: string
  start: number
  end: number
  /** A second road that crosses or ends the stretch. */
  crossing: { text: string; join: string } | null
}
