/** Text as full-text search sees it: letters and digits only, lower case, one space between all characters. */
export function searchable(text: string): string {
  return [...(text.toLowerCase().match(/[\p{L}\p{N}]/gu) ?? [])].join(' ')
}

/** The words of a query, each as a phrase of single characters. */
export function searchPhrases(query: string): string[] {
  return query
    .split(/\s+/u)
    .map(searchable)
    .filter((phrase) => phrase !== '')
}
