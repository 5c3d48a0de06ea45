import { pinyin } from 'pinyin-pro'

/** A phrase as it can be typed: its characters, its toneless syllables run together, their first letters. */
export interface Spelling {
  text: string
  syllables: string
  initials: string
}

export function spell(text: string): Spelling {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  return {
    text: text.toLowerCase(),
    syllables: syllables.join('').toLowerCase(),
    initials: syllables
      .map((syllable) => syllable[0] ?? '')
      .join('')
      .toLowerCase(),
  }
}

/**
 * How well what was typed fits a phrase: 0 not at all, 1 exactly. Characters count more than syllables, syllables more
 * than initials, the beginning more than the middle.
 */
export function matchSpelling(query: string, spelling: Spelling): number {
  const typed = query.toLowerCase().replace(/\s+/g, '')
  if (typed === '') return 0
  const score = (haystack: string, weight: number) => {
    const at = haystack.indexOf(typed)
    if (at < 0) return 0
    const coverage = typed.length / haystack.length
    return weight * ((at === 0 ? 0.8 : 0.6) + 0.2 * coverage)
  }
  if (!/^[a-z']+$/.test(typed)) return score(spelling.text, 1)
  return Math.max(
    score(spelling.text, 1),
    score(spelling.syllables, 0.9),
    typed.length > 1 ? score(spelling.initials, 0.8) : 0,
  )
}
