import type { UrgentFactKind } from './urgent-facts.ts'

/** How one kind of fact is told. */
export interface FactRule {
  kind: UrgentFactKind
  /** One of these characters is in every text that the pattern can match: most turns need no closer look. */
  anchor: string
  pattern: RegExp
  /** Not where this stands around the words. */
  unless?: RegExp
  /** A thing that happened and was over: told of an earlier day it raises nothing. */
  passing?: boolean
  /** How things stand: words of fear or condition beside it take nothing from it. */
  state?: boolean
  /** Counts only where the sentence says that it is so at this moment. */
  now?: boolean
}
