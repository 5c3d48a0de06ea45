import { phoneKind } from '../../../domain/phone.ts'
import type { DigitRun } from '../../../text/phone-digits.ts'

/** The number begun anew or said twice in one breath: 「一三六九三五五……一三六九三五五七零八四」; null when it is not. */
export function numberSaidAgain({ digits, groups }: DigitRun): string | null {
  if (digits.length < 13) return null
  const half = digits.length / 2
  if (digits.slice(0, half) === digits.slice(half)) return digits.slice(0, half)
  for (let from = 1; from < groups.length; from++) {
    const rest = groups
      .slice(from)
      .map((group) => group.digits)
      .join('')
    if (phoneKind(rest) === 'mobile' && digits.startsWith(rest.slice(0, 3))) return rest
  }
  return null
}
