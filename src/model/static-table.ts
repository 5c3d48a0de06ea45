/** Piece vectors in eight bits: row `i` is `values[i * dimensions ..] * scales[i]`. */
export interface StaticTable {
  readonly rows: number
  readonly dimensions: number
  readonly values: Int8Array
  readonly scales: Float32Array
}

const LARGEST = 127

/** Symmetric eight-bit rounding with one scale a row. */
export function quantiseRows(table: Float32Array, dimensions: number): StaticTable {
  const rows = table.length / dimensions
  const values = new Int8Array(table.length)
  const scales = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    let largest = 0
    for (let at = row * dimensions; at < (row + 1) * dimensions; at++) largest = Math.max(largest, Math.abs(table[at]!))
    scales[row] = largest / LARGEST
    if (largest === 0) continue
    for (let at = row * dimensions; at < (row + 1) * dimensions; at++)
      values[at] = Math.round((table[at]! / largest) * LARGEST)
  }
  return { rows, dimensions, values, scales }
}
