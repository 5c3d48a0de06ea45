import type { Unit } from '../domain/unit.ts'
import type { IntakeDoc } from './doc.ts'
import type { NamedUnits } from './named-units.ts'

/** What is known of the matter when a unit is looked for. `null` is unknown. */
export interface Matter {
  district: string | null
  street: string | null
  /** Place as written: address and community. */
  at: string
  target: string | null
  appealType: string | null
  /** What the caller said. */
  said: string
  /** Companies and platforms that are named in the call, the one complained about first. */
  named: readonly Unit[]
  /** The company or platform that the target names. */
  accused: Unit | null
}

export function matterOf({ form, turns, call }: IntakeDoc, named: NamedUnits): Matter {
  const read = turns.length > 0 ? turns : call.turns
  const said = read
    .filter((turn) => turn.role === 'caller')
    .map((turn) => turn.text)
    .join('\n')
  const target = form.target?.value ?? null
  const byTarget = target ? named.ofTarget(target) : null
  const counts = new Map<Unit, number>()
  for (const { unit } of named.inText(said)) counts.set(unit, (counts.get(unit) ?? 0) + 1)
  const others = [...counts].sort((a, b) => b[1] - a[1]).map(([unit]) => unit)
  return {
    district: form.district?.value ?? null,
    street: form.street?.value ?? null,
    at: `${form.address?.value ?? ''}\n${form.community?.value ?? ''}`,
    target,
    appealType: form.appealType?.value ?? null,
    said,
    named: byTarget ? [byTarget, ...others.filter((unit) => unit !== byTarget)] : others,
    accused: byTarget,
  }
}
