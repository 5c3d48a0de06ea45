import type { Unit, UnitRegistry } from '../domain/unit.ts'
import { AhoCorasick, unitsOf } from '../text/aho-corasick.ts'

export interface NamedUnit {
  unit: Unit
  start: number
  end: number
}

export interface NamedUnits {
  /** Companies and platforms whose name or alias stands in the text, longest first at each place. */
  inText(text: string): NamedUnit[]
  /** The one that a target names, its common-word aliases included when they are the whole of it. */
  ofTarget(target: string): Unit | null
}

export function createNamedUnits(registry: UnitRegistry): NamedUnits {
  const units = registry.units.filter((unit) => unit.kind === 'enterprise' || unit.kind === 'platform')
  const patterns = units.flatMap((unit) =>
    [unit.name, ...unit.aliases]
      .filter((alias) => alias.length >= 2 && !unit.looseAliases.includes(alias))
      .map((alias) => ({ unit, alias })),
  )
  const automaton = new AhoCorasick(patterns.map(({ alias }) => alias))
  const loose = new Map(
    units.flatMap((unit) => [unit.name, ...unit.aliases, ...unit.looseAliases].map((alias) => [alias, unit] as const)),
  )

  const inText = (text: string): NamedUnit[] => {
    const hits = automaton.find(unitsOf(text)).flatMap(({ pattern, start, end }) => {
      const found = patterns[pattern]
      return found ? [{ unit: found.unit, start, end }] : []
    })
    return hits.filter(
      (hit) =>
        !hits.some(
          (other) =>
            other !== hit &&
            other.start <= hit.start &&
            other.end >= hit.end &&
            other.end - other.start > hit.end - hit.start,
        ),
    )
  }
  return {
    inText,
    ofTarget: (target) =>
      loose.get(target) ?? inText(target).toSorted((a, b) => b.end - b.start - (a.end - a.start))[0]?.unit ?? null,
  }
}
