import { type BinaryProblem, fitBinary, type SparseRows } from './dual-coordinate-descent.ts'

export interface BinaryFit {
  weights: Float32Array
  /** Where the search ended. */
  alphas: Float64Array
}

/** Fits one label after the other over the same rows; what comes out does not depend on who does the work. */
export interface BinaryFitter {
  /** How many fits to ask for at once, so that nobody waits. */
  readonly width: number
  fit(problem: Omit<BinaryProblem, 'rows'>): Promise<BinaryFit>
  close(): Promise<void>
}

export type CreateFitter = (rows: SparseRows) => BinaryFitter

/** Does the work in the calling thread. */
export const fitHere: CreateFitter = (rows) => ({
  width: 1,
  async fit({ alphas = new Float64Array(rows.starts.length - 1), ...problem }) {
    const own = alphas.slice()
    return { weights: fitBinary({ ...problem, rows, alphas: own }), alphas: own }
  },
  async close() {},
})
