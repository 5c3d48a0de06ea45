import { z } from 'zod'

/** How the model's answer stands to the local one. */
export const relations = ['agrees', 'disagrees', 'fills'] as const
export type Relation = (typeof relations)[number]

const cellSchema = z.strictObject({
  field: z.string(),
  relation: z.enum(relations),
  /** Local confidence: `low` inclusive, `high` exclusive (1 included). */
  low: z.number(),
  high: z.number(),
  right: z.number().int().nonnegative(),
  count: z.number().int().positive(),
})
export type CalibrationCell = z.infer<typeof cellSchema>

/** An unmeasured answer must stay a pointer: likelier wrong than right, or even. */
const guess = z.number().min(0).max(0.5)

/** How often the model was right, measured by `jiesu eval --llm --calibrate`. */
export const calibrationSchema = z.strictObject({
  note: z.string().optional(),
  /**
   * Where nothing was measured: guesses, low on purpose. An answer that agrees adds nothing to the local confidence;
   * one that differs or fills a gap stays below every level that is filled in or preselected.
   */
  conservativeGuess: z.strictObject({ disagrees: guess, fills: guess }),
  measured: z
    .strictObject({
      at: z.string(),
      model: z.string(),
      prompts: z.string(),
      suites: z.array(z.string()),
      cases: z.number(),
    })
    .nullable(),
  cells: z.array(cellSchema),
})
export type CalibrationTable = z.infer<typeof calibrationSchema>

export interface Judgement {
  field: string
  relation: Relation
  /** Of the local answer; 0 where there is none. */
  local: number
}

export type Calibration = (judgement: Judgement) => number

/** The guess counts as much as this many measured answers. */
const GUESS_WEIGHT = 10

/** The chance that the model's answer is right. A table measured with another model or other prompts is not used. */
export function createCalibration(
  table: CalibrationTable,
  { model, prompts }: { model: string; prompts: string },
): Calibration {
  const fits = table.measured !== null && table.measured.model === model && table.measured.prompts === prompts
  const cells = fits ? table.cells : []
  return ({ field, relation, local }) => {
    const guessed = relation === 'agrees' ? local : table.conservativeGuess[relation]
    const cell = cells.find(
      (item) =>
        item.field === field &&
        item.relation === relation &&
        local >= item.low &&
        (local < item.high || (item.high === 1 && local === 1)),
    )
    return cell ? (cell.right + GUESS_WEIGHT * guessed) / (cell.count + GUESS_WEIGHT) : guessed
  }
}

/** Edges of the bins of local confidence: fallback is asked below 0.8, so that most bins lie there. */
const EDGES = [0, 0.2, 0.4, 0.6, 0.8, 1]

/** Counts judged answers into cells. */
export function measureCalibration(judged: readonly (Judgement & { right: boolean })[]): CalibrationCell[] {
  const cells = new Map<string, CalibrationCell>()
  for (const { field, relation, local, right } of judged) {
    const bin = Math.max(
      0,
      EDGES.findLastIndex((edge, index) => index < EDGES.length - 1 && local >= edge),
    )
    const key = `${field} ${relation} ${bin}`
    const cell = cells.get(key) ?? { field, relation, low: EDGES[bin]!, high: EDGES[bin + 1]!, right: 0, count: 0 }
    cells.set(key, { ...cell, right: cell.right + Number(right), count: cell.count + 1 })
  }
  return [...cells.values()].sort((a, b) =>
    `${a.field} ${a.relation} ${a.low}` < `${b.field} ${b.relation} ${b.low}` ? -1 : 1,
  )
}
