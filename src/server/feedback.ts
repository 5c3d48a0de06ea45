import type { CaseRecord } from '../domain/case.ts'
import type { Store } from '../store/store.ts'

/** One confirmed call as a labelled call: what was predicted beside what people settled on. Null without its call. */
export async function feedbackOf(record: CaseRecord, store: Store) {
  const [call, predictions] = await Promise.all([store.call(record.callId), store.predictions(record.id)])
  if (!call) return null
  const { title, summary, ...final } = record.values
  return {
    id: record.callId,
    caseId: record.id,
    channel: call.call.channel,
    callerId: call.call.callerId,
    turns: call.call.turns,
    gold: { ...final, repeat: final.repeat ?? false, alsoAccept: [], unitAlsoAccept: [] },
    returnedBy: record.returnedBy,
    title,
    summary,
    predicted: Object.fromEntries(
      predictions.map((row) => [
        row.field,
        { value: row.predicted, confidence: row.confidence, source: row.source, accepted: row.accepted },
      ]),
    ),
    model: record.model,
    confirmedAt: record.openedAt,
  }
}
