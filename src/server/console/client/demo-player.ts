import type { Channel, Turn } from '../../../domain/call.ts'
import type { CallDraft } from './call-draft.ts'
import { byId, setText } from './dom.ts'
import { t } from './page.ts'
import { createPlayer, type Player } from './player.ts'

export interface DemoCall {
  id: string
  channel: Channel
  callerId: string | null
  turns: Turn[]
}

export interface DemoPlayerOptions {
  draft: CallDraft
  signal: AbortSignal
  keep: () => void
  /** Words being spoken; null between turns. */
  onSpeech: (turn: Turn | null) => void
  onTurns: (turns: readonly Turn[]) => void
}

export interface DemoPlayer {
  play(demo: DemoCall, from: number): void
  toggle(): void
  skip(): void
  stop(): void
}

/** A demonstration call at the desk: its controls, and how far it got, which survives a reload. */
export function createDemoPlayer({ draft, signal, keep, onSpeech, onTurns }: DemoPlayerOptions): DemoPlayer {
  const bar = byId('player')
  const button = byId('player-toggle')
  const speed = byId<HTMLSelectElement>('player-speed')
  let player: Player | null = null

  const toggle = () => {
    if (player) setText(button, t(player.toggle() ? 'desk.pause' : 'desk.play'))
  }
  const skip = () => player?.skip()
  button.addEventListener('click', toggle, { signal })
  byId('player-skip').addEventListener('click', skip, { signal })
  speed.addEventListener('change', () => player?.speed(Number(speed.value)), { signal })
  return {
    play(demo, from) {
      draft.demo = { id: demo.id, next: from }
      bar.hidden = false
      setText(button, t('desk.pause'))
      player = createPlayer({
        turns: demo.turns,
        next: from,
        onSpeech,
        onTurns(turns, at) {
          if (draft.demo) draft.demo.next = at
          onTurns(turns)
        },
        onEnd() {
          draft.demo = null
          bar.hidden = true
          keep()
        },
      })
      player.speed(Number(speed.value))
    },
    toggle,
    skip,
    stop() {
      player?.stop()
      bar.hidden = true
    },
  }
}
