export interface TradeRow {
  /** Confidence of the local answer. */
  local: number
  localRight: boolean
  /** Whether the field is right after the model was asked; as local where it was not. */
  askedRight: boolean
}

/** What asking below a threshold brings and takes. */
export interface TradePoint {
  threshold: number
  /** Share of the cases that are asked about. */
  asked: number
  accuracy: number
  /** Accuracy gained over asking nobody. */
  gain: number
}

/**
 * Accuracy against calls asked, for every threshold up to the one that was used: a case is asked about while its local
 * confidence is below the threshold, else the local answer stands.
 */
export function tradeCurve(rows: readonly TradeRow[], upTo: number, steps = 10): TradePoint[] {
  const share = (count: number) => (rows.length === 0 ? 0 : count / rows.length)
  const base = share(rows.filter((row) => row.localRight).length)
  return Array.from({ length: steps + 1 }, (_, step) => {
    const threshold = Math.round((upTo * step * 1e4) / steps) / 1e4
    const asked = rows.filter((row) => row.local < threshold)
    const right = rows.filter((row) => (row.local < threshold ? row.askedRight : row.localRight))
    const accuracy = share(right.length)
    return { threshold, asked: share(asked.length), accuracy, gain: accuracy - base }
  })
}
