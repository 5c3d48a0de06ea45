import { createFormat } from '../format.ts'
import { type Labels, valueText } from '../labels.ts'
import { type Language, maybeText, translator } from '../texts.ts'

const { documentElement } = document

export const language = documentElement.lang as Language
export const t = translator(language)
export const utcOffset = Number(documentElement.dataset.utcOffset)
export const format = createFormat({ language, utcOffset, t })
export const text = (key: string, otherwise: string) => maybeText(t, key, otherwise)

let names: Promise<Labels> | null = null

/** The names of codes, read once a page. */
export function labels(): Promise<Labels> {
  names ??= fetch('/console/labels.json').then((response) => response.json() as Promise<Labels>)
  // A failed reading is forgotten, so that the next one tries again.
  names.catch(() => {
    names = null
  })
  return names
}

export const shown = (field: string, value: unknown, known: Labels): string =>
  valueText(field, value, { labels: known, text })
