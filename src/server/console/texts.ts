import { en } from './texts-en.ts'
import { zh } from './texts-zh.ts'

export type TextKey = keyof typeof zh
export type Language = 'zh-CN' | 'en'
export type Catalogue = Record<TextKey, string>

const catalogues: Record<Language, Catalogue> = { 'zh-CN': zh, en }

export type Translate = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string

export function translator(language: Language): Translate {
  const catalogue = catalogues[language]
  return (key, values = {}) =>
    catalogue[key].replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
}

/** A text whose key is built from data (a state, a tier); what has no text is shown as it is. */
export function maybeText(t: Translate, key: string, otherwise: string): string {
  return key in zh ? t(key as TextKey) : otherwise
}
