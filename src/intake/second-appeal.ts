import type { Turn } from '../domain/call.ts'
import { emptyForm, type Form } from '../domain/form.ts'
import type { FurtherAppeal } from '../domain/further-appeal.ts'
import type { Lexicon } from '../domain/lexicon.ts'
import { hasPrefix } from '../domain/lexicon.ts'
import type { Component, IntakeDoc } from './doc.ts'

export interface SecondAppealOptions {
  lexicon: Lexicon
  /** What reads the words: normalise, category and type, place, target, time. */
  read: readonly Component[]
  /** What follows from them: urgency, unit, title. */
  conclude: readonly Component[]
}

/** A place taken over from the first matter, because the second names none, is worth less. */
const SAME_PLACE = 0.7

/** The second appeal that classifying found, with fields of its own. Calls with one appeal pass unchanged. */
export function createSecondAppeal({ lexicon, read, conclude }: SecondAppealOptions): Component {
  return async (doc) => {
    if (!doc.second) return doc
    const { turns, prediction } = doc.second
    let own: IntakeDoc = {
      call: { ...doc.call, turns },
      now: doc.now,
      turns: [],
      prediction,
      locked: new Set(),
      form: emptyForm(doc.form),
    }
    for (const component of read) own = await component(own)
    own = { ...own, form: withPlace(own.form, { of: doc.form, lexicon }) }
    for (const component of conclude) own = await component(own)
    const further = furtherAppeal(own.form, doc)
    return further ? { ...doc, form: { ...doc.form, further: [further] } } : doc
  }
}

/** Who names no place for the second matter means the one he has given. */
function withPlace(form: Form, { of: first, lexicon }: { of: Form; lexicon: Lexicon }): Form {
  const { placeless, placeRare } = lexicon.categories
  if (form.district || form.street || hasPrefix([...placeless, ...placeRare], form.category?.value)) return form
  const lessSure = <T extends { confidence: number } | null>(suggestion: T): T =>
    suggestion && { ...suggestion, confidence: suggestion.confidence * SAME_PLACE, level: 'review' as const }
  return {
    ...form,
    district: lessSure(first.district),
    street: lessSure(first.street),
    community: form.address ? form.community : lessSure(first.community),
    address: form.address ?? lessSure(first.address),
  }
}

function furtherAppeal(form: Form, doc: IntakeDoc): FurtherAppeal | null {
  const { category, appealType, occurred, target, tier, unit, mode, title } = form
  if (!category) return null
  const { district, street, community, address } = form
  const told = doc.second!.turns.flatMap(({ role, text }, turn) =>
    role === 'caller' && text !== '' ? [spanOf(doc.call.turns[turn]!, { turn, text })] : [],
  )
  return {
    ...{ category, appealType, district, street, community, address, occurred, target, tier, unit, mode, title },
    told,
    turns: ownTurns(doc),
  }
}

/** The stretch is the whole of a turn, its end, or (when the first matter comes second) its beginning. */
function spanOf(whole: Turn, { turn, text }: { turn: number; text: string }) {
  const start = whole.text.endsWith(text) ? whole.text.length - text.length : 0
  return { turn, start, end: start + text.length }
}

/** What is told of it, and the turns in which the caller says who and where he is reached. */
function ownTurns({ call, form, second }: IntakeDoc): Turn[] {
  const contact = new Set(
    [...(form.callerName?.evidence ?? []), ...(form.phone?.evidence ?? [])].map(({ turn }) => turn),
  )
  return call.turns.flatMap(({ role, text }, index): Turn[] => {
    const own = second!.turns[index]!.text
    if (role === 'caller' && own !== '') return [{ role, text: own }]
    const asks = role === 'agent' && contact.has(index + 1)
    return contact.has(index) || asks ? [{ role, text }] : []
  })
}
