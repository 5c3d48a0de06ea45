import type { SparseHeadParts } from '../model/sparse-head.ts'

/** Takes the dense weights of one label after the other and keeps what counts. */
export class HeadPacker {
  readonly #rows: { features: number[]; values: number[] }[] = []
  readonly #scales: number[] = []
  readonly #biases: number[] = []

  /**
   * What a weight says is its size times how strongly its feature stands in the texts (`strengths`, one a column; all
   * alike by default). `keep` is the least share of what a label's most telling weight says that a weight must say;
   * features from `denseFrom` on are kept whole.
   */
  constructor(
    readonly options: { columns: number; keep: number; denseFrom: number; bias: number; strengths?: Float32Array },
  ) {}

  /** Weights of the next label, the last of them that of the constant column. */
  add(weights: Float32Array): void {
    const { columns, keep, denseFrom, bias, strengths } = this.options
    const says = (feature: number) => Math.abs(weights[feature]!) * (strengths?.[feature] ?? 1)
    let largest = 0
    let most = 0
    for (let feature = 0; feature < columns; feature++) {
      largest = Math.max(largest, Math.abs(weights[feature]!))
      if (feature < denseFrom) most = Math.max(most, says(feature))
    }
    const scale = largest / 127 || 1
    const row = { features: [] as number[], values: [] as number[] }
    for (let feature = 0; feature < columns; feature++) {
      const value = Math.round(weights[feature]! / scale)
      // A dense feature keeps its zeros, so that it speaks to every label.
      if (feature < denseFrom && (value === 0 || says(feature) < keep * most)) continue
      row.features.push(feature)
      row.values.push(value)
    }
    this.#rows.push(row)
    this.#scales.push(scale)
    this.#biases.push(weights[columns]! * bias)
  }

  finish(): SparseHeadParts {
    const { columns } = this.options
    const starts = new Uint32Array(columns + 1)
    for (const { features } of this.#rows) for (const feature of features) starts[feature + 1]!++
    for (let feature = 0; feature < columns; feature++) starts[feature + 1]! += starts[feature]!
    const labels = new Uint16Array(starts[columns]!)
    const values = new Int8Array(starts[columns]!)
    const next = starts.slice(0, columns)
    this.#rows.forEach(({ features, values: own }, label) => {
      features.forEach((feature, index) => {
        const at = next[feature]!++
        labels[at] = label
        values[at] = own[index]!
      })
    })
    return {
      labelCount: this.#rows.length,
      starts,
      labels,
      values,
      scales: Float32Array.from(this.#scales),
      biases: Float32Array.from(this.#biases),
    }
  }
}
