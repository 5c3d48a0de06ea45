import type { CallRecord, CaseRecord } from '../../../domain/case.ts'

/** How soon something has to happen, most pressing first. */
export const urgencies = ['overdue', 'soon', 'today', 'tomorrow', 'later', 'noDeadline'] as const
export type Urgency = (typeof urgencies)[number]
export const risks = ['urgent', 'bounced', 'duplicate', 'repeat', 'unsure'] as const
export type Risk = (typeof risks)[number]

export interface QueueRow {
  record: CaseRecord
  urgency: Urgency
  risks: Risk[]
  /** Nothing speaks against sending it off without opening it: may be accepted in bulk. */
  safe: boolean
}

/** With these a case wants a look of its own: people may be in danger, a unit has said no, it may be here twice. */
const SENT_ONE_BY_ONE: readonly Risk[] = ['urgent', 'bounced', 'duplicate', 'unsure']
const HOUR = 3_600_000
const SOON_MS = 2 * HOUR
const WEIGHT: Record<Risk, number> = { urgent: 4, bounced: 3, duplicate: 1, repeat: 1, unsure: 1 }

export interface QueueOptions {
  now: Date
  /** Hours ahead of UTC: where today ends. */
  utcOffset: number
}

/** Cases in the order in which a dispatcher should take them: by how soon they are due, then by risk, then by the minute. */
export function orderQueue(
  items: readonly { record: CaseRecord; call: CallRecord | null }[],
  options: QueueOptions,
): QueueRow[] {
  return items
    .map(({ record, call }) => toRow(record, call, options))
    .sort(
      (a, b) =>
        urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) ||
        weight(b) - weight(a) ||
        compare(a.record.deadline ?? '', b.record.deadline ?? '') ||
        compare(a.record.id, b.record.id),
    )
}

function toRow(record: CaseRecord, call: CallRecord | null, options: QueueOptions): QueueRow {
  const unit = call?.form.unit ?? null
  const unsure = unit === null || unit.level === 'review'
  const duplicate = call?.form.precedents.some((item) => item.duplicate) ?? false
  const found: Record<Risk, boolean> = {
    urgent: record.values.tier === '2h',
    bounced: record.bounces > 0,
    duplicate,
    repeat: record.values.repeat === true,
    unsure,
  }
  return {
    record,
    urgency: urgencyOf(record.deadline, options),
    risks: risks.filter((risk) => found[risk]),
    safe: record.state === 'pending' && !SENT_ONE_BY_ONE.some((risk) => found[risk]),
  }
}

function urgencyOf(deadline: string | null, { now, utcOffset }: QueueOptions): Urgency {
  if (deadline === null) return 'noDeadline'
  const left = Date.parse(deadline) - now.getTime()
  if (left < 0) return 'overdue'
  if (left < SOON_MS) return 'soon'
  const day = (instant: number) => Math.floor((instant + utcOffset * HOUR) / (24 * HOUR))
  const days = day(Date.parse(deadline)) - day(now.getTime())
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : 'later'
}

const weight = (row: QueueRow) => row.risks.reduce((sum, risk) => sum + WEIGHT[risk], 0)
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))
