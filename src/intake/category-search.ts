import type { LeafCategory, Taxonomy } from '../domain/taxonomy.ts'
import { matchSpelling, type Spelling, spell } from '../text/pinyin-index.ts'

export interface CategoryHit {
  category: LeafCategory
  path: string[]
  score: number
  /** The name or keyword that was met. */
  matched: string
}

export type CategorySearch = (query: string, limit: number) => CategoryHit[]

interface Entry {
  category: LeafCategory
  name: Spelling
  ancestors: Spelling[]
  keywords: { word: string; spelling: Spelling }[]
}

const KEYWORD_WEIGHT = 0.85
const ANCESTOR_WEIGHT = 0.6

/** Finds level-3 categories by code, words, pinyin or initials. Several words must all be met. */
export function createCategorySearch(taxonomy: Taxonomy): CategorySearch {
  const entries: Entry[] = taxonomy.leaves.map((category) => ({
    category,
    name: spell(category.name),
    ancestors: taxonomy.path(category.code).slice(0, 2).map(spell),
    keywords: category.keywords.map((word) => ({ word, spelling: spell(word) })),
  }))
  return (query, limit) => {
    const words = query.trim().split(/\s+/).filter(Boolean)
    if (words.length === 0) return []
    return entries
      .flatMap((entry) => {
        const met = words.map((word) => matchEntry(word, entry))
        const score = met.reduce((product, item) => product * item.score, 1)
        return score > 0
          ? [
              {
                category: entry.category,
                path: taxonomy.path(entry.category.code),
                score,
                matched: met[0]?.matched ?? '',
              },
            ]
          : []
      })
      .sort((a, b) => b.score - a.score || (a.category.code < b.category.code ? -1 : 1))
      .slice(0, limit)
  }
}

function matchEntry(word: string, { category, name, ancestors, keywords }: Entry): { score: number; matched: string } {
  if (/^\d+$/.test(word)) return { score: category.code.startsWith(word) ? 1 : 0, matched: category.code }
  let best = { score: matchSpelling(word, name), matched: category.name }
  const offer = (score: number, matched: string) => {
    if (score > best.score) best = { score, matched }
  }
  for (const keyword of keywords) offer(KEYWORD_WEIGHT * matchSpelling(word, keyword.spelling), keyword.word)
  for (const ancestor of ancestors) offer(ANCESTOR_WEIGHT * matchSpelling(word, ancestor), ancestor.text)
  return best
}
