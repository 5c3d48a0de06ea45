import type { Turn } from '../../../domain/call.ts'

export interface PlayerOptions {
  /** From which turn on, in `turns`. */
  next: number
  turns: readonly Turn[]
  /** Characters heard so far of the turn being spoken; null between turns. */
  onSpeech: (turn: Turn | null) => void
  onTurns: (turns: readonly Turn[], next: number) => void
  onEnd: () => void
}

export interface Player {
  toggle(): boolean
  speed(factor: number): void
  skip(): void
  stop(): void
}

/** Chinese is spoken at four to five characters a second. */
const CHARACTERS_A_SECOND = 4.5
const TICK_MS = 120
const BREATH_TICKS = 4

/** Plays a recorded call turn by turn, as fast as people talk. */
export function createPlayer({ next, turns, onSpeech, onTurns, onEnd }: PlayerOptions): Player {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  let at = next
  let heard = 0
  let rest = 0
  let factor = 1
  let playing = true
  const timer = setInterval(() => {
    if (!playing) return
    const turn = turns[at]
    if (!turn) return finish()
    if (rest > 0) {
      rest -= factor
      return
    }
    heard += (CHARACTERS_A_SECOND * factor * TICK_MS) / 1000
    if (heard < turn.text.length) return onSpeech({ ...turn, text: calm ? '' : turn.text.slice(0, Math.floor(heard)) })
    heard = 0
    rest = BREATH_TICKS
    at += 1
    onSpeech(null)
    onTurns([turn], at)
  }, TICK_MS)

  const finish = () => {
    clearInterval(timer)
    onSpeech(null)
    onEnd()
  }
  return {
    toggle() {
      playing = !playing
      return playing
    },
    speed(value) {
      factor = value
    },
    skip() {
      const rest = turns.slice(at)
      at = turns.length
      if (rest.length > 0) onTurns(rest, at)
      finish()
    },
    stop: () => clearInterval(timer),
  }
}
