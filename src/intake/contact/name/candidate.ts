import type { Mention } from '../../evidence.ts'
import type { RecordedTitle } from './titles.ts'

/** A name as one reader took it from the words of the caller. */
export interface Candidate {
  name: string
  mention: Mention
  /** The whole name, not a surname alone. */
  full: boolean
  /** Read from the explanation of its characters. */
  spelled: boolean
  /** 0..1: how clearly the words introduce a name. */
  strength: number
  /** 王师傅, 小王: what the caller called himself with the surname. */
  ownTitle: RecordedTitle | null
}

/** The names of a call in the order in which they were said. */
export class Candidates {
  readonly #all: Candidate[] = []

  get size(): number {
    return this.#all.length
  }

  get last(): Candidate | undefined {
    return this.#all.at(-1)
  }

  get all(): readonly Candidate[] {
    return this.#all
  }

  /** Adds a name unless the last one says the same better; true when it was added. */
  offer(found: Candidate): boolean {
    const { last } = this
    // A bare surname after the whole name is the same person being called by it.
    if (last?.full && !found.full && last.name.startsWith(found.name)) return false
    if (last && last.strength > found.strength + 0.2) return false
    const samePlace =
      last?.mention.turn === found.mention.turn &&
      last.mention.start === found.mention.start &&
      last.name.length >= found.name.length
    if (samePlace) return false
    this.add({ ...found, ownTitle: found.ownTitle ?? last?.ownTitle ?? null })
    return true
  }

  add(found: Candidate): void {
    this.#all.push(found)
  }

  /** The last name said clearly, or the last at all: what comes later corrects. */
  chosen(): Candidate | undefined {
    return this.#all.findLast(({ strength }) => strength >= 0.5) ?? this.last
  }
}
