import { describeTime } from '../text/describe-time.ts'
import { resolveTime } from '../text/resolve-time.ts'
import type { Component } from './doc.ts'

/** Puts the words of `occurred`, whoever filled it in, on the calendar, counted from the instant of the call. */
export function createOccurredAt(): Component {
  return async (doc) => {
    const { occurred } = doc.form
    const occurredAt = occurred ? resolveTime(occurred.value, doc.now) : null
    if (!occurred || !occurredAt) return { ...doc, form: { ...doc.form, occurredAt: null } }
    const reason = {
      field: 'occurred',
      text: `按来电时间推算为${describeTime(occurredAt)}`,
      evidence: occurred.evidence,
    }
    return { ...doc, form: { ...doc.form, occurredAt, reasons: [...doc.form.reasons, reason] } }
  }
}
