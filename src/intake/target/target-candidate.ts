import type { Mention } from '../evidence.ts'

/** Characters of a turn; `end` is exclusive. */
export interface Span {
  start: number
  end: number
}

/**
 * What it was recognised by: the registry of units, a name's ending, being called so, a person's name or nickname, a common noun (with the estate's
 * name before it where it is the estate's), a neighbour's direction, a door, a number plate, a bus route, a place,
 * a public office by its area.
 */
export type TargetKind =
  | 'registered'
  | 'named'
  | 'called'
  | 'person'
  | 'generic'
  | 'neighbour'
  | 'door'
  | 'plate'
  | 'busRoute'
  | 'place'
  | 'body'

/** Someone or something that a caller may hold to account. */
export interface TargetCandidate extends Mention {
  kind: TargetKind
  /** What the form would say. */
  value: string
  /** How it was cut or put together. */
  cut: string
  /** Id in the registry of units, for those that are in it. */
  unit: string | null
}
