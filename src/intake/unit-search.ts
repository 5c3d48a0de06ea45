import type { Unit, UnitRegistry } from '../domain/unit.ts'
import { matchSpelling, type Spelling, spell } from '../text/pinyin-index.ts'

export interface UnitHit {
  unit: Unit
  score: number
  matched: string
}

export type UnitSearch = (query: string, limit: number) => UnitHit[]

const DUTY_WEIGHT = 0.6

/** Finds units by name, alias, keyword, duty, pinyin or initials. Several words must all be met. */
export function createUnitSearch(registry: UnitRegistry): UnitSearch {
  const spellings = new Map<string, Spelling>()
  const spelled = (text: string) => {
    const spelling = spellings.get(text) ?? spell(text)
    spellings.set(text, spelling)
    return spelling
  }
  const score = (word: string, unit: Unit): { score: number; matched: string } => {
    let best = { score: word === unit.id ? 1 : 0, matched: unit.name }
    const offer = (texts: readonly string[], weight: number) => {
      for (const text of texts) {
        const value = weight * matchSpelling(word, spelled(text))
        if (value > best.score) best = { score: value, matched: text }
      }
    }
    offer([unit.name], 1)
    offer([...unit.aliases, ...unit.looseAliases], 0.95)
    offer([...unit.keywords, ...unit.duties], DUTY_WEIGHT)
    return best
  }
  return (query, limit) => {
    const words = query.trim().split(/\s+/).filter(Boolean)
    if (words.length === 0) return []
    return registry.units
      .flatMap((unit) => {
        const met = words.map((word) => score(word, unit))
        const product = met.reduce((value, item) => value * item.score, 1)
        return product > 0 ? [{ unit, score: product, matched: met[0]?.matched ?? unit.name }] : []
      })
      .sort((a, b) => b.score - a.score || (a.unit.id < b.unit.id ? -1 : 1))
      .slice(0, limit)
  }
}
