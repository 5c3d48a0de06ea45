import type { Taxonomy } from '../domain/taxonomy.ts'
import { hashFeature } from '../text/ngrams.ts'

/**
 * Names a label space: codes, names and default tiers. Wording of definitions and who answers may change without making
 * trained heads wrong.
 */
export function hashTaxonomy(taxonomy: Taxonomy): string {
  const lines = taxonomy.categories.map(
    ({ code, name, ...rest }) => `${code} ${name} ${rest.level === 3 ? rest.tier : ''}`,
  )
  const text = lines.sort().join('\n')
  const half = (salt: string) =>
    hashFeature(salt + text)
      .toString(16)
      .padStart(8, '0')
  return half('a') + half('b')
}
