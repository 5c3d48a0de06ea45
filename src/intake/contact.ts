import type { Review } from '../domain/form.ts'
import { SyllableIndex } from '../text/pinyin.ts'
import { readName } from './contact/name.ts'
import { readPhone } from './contact/phone.ts'
import type { Component } from './doc.ts'
import { cite, fill } from './evidence.ts'
import { suggest } from './suggest.ts'

export interface ContactOptions {
  /** Shared with the place index, so that characters are read once. */
  syllables?: SyllableIndex
}

/** Who calls and how to reach them. */
export function createContact({ syllables = new SyllableIndex() }: ContactOptions = {}): Component {
  return async (doc) => {
    const phone = readPhone(doc.turns, doc.call.callerId)
    const name = readName(doc.turns, syllables)
    const review: Review[] = []
    if (phone.review) review.push({ field: 'phone', ...phone.review })
    if (name.value === null && !name.refused) {
      review.push({ field: 'callerName', reason: '来电人没有留姓名', question: '请问您贵姓，怎么称呼您？' })
    }
    return fill(
      doc,
      {
        phone:
          phone.value === null
            ? null
            : suggest({
                value: phone.value,
                confidence: phone.confidence,
                source: 'rule',
                evidence: cite(doc, phone.evidence),
                alternatives: phone.alternatives.map((value) => ({ value, confidence: 0.1 })),
              }),
        callerName:
          name.value === null
            ? null
            : suggest({
                value: name.value,
                confidence: name.confidence,
                source: 'rule',
                evidence: cite(doc, name.evidence),
                alternatives: name.alternatives.map((value) => ({ value, confidence: 0.1 })),
              }),
      },
      review,
    )
  }
}
