import type { Turn } from '../domain/call.ts'
import { JiesuError } from '../domain/errors.ts'
import type { Limits } from './services.ts'

/** @throws JiesuError `too_many_turns` or `call_too_long`, saying what was counted and how the limit is changed. */
export function checkLimits(turns: readonly Turn[], limits: Pick<Limits, 'turns' | 'callCharacters'>): void {
  if (turns.length > limits.turns)
    throw new JiesuError(
      'too_many_turns',
      `一通来电最多 ${limits.turns} 个话轮，收到 ${turns.length} 个（JIESU_MAX_TURNS 可调）`,
      {
        faults: [{ path: 'turns', message: `最多 ${limits.turns} 个` }],
      },
    )
  const characters = turns.reduce((sum, turn) => sum + turn.text.length, 0)
  if (characters > limits.callCharacters)
    throw new JiesuError(
      'call_too_long',
      `一通来电最多 ${limits.callCharacters} 个字，收到 ${characters} 个（JIESU_MAX_CHARACTERS 可调）`,
      {
        faults: [{ path: 'turns', message: `合计最多 ${limits.callCharacters} 个字` }],
      },
    )
}
