import { describe, expect, it } from 'vitest'
import { readStaticOnnx, writeStaticOnnx } from './static-onnx.ts'
import { quantiseRows } from './static-table.ts'

describe('static ONNX file', () => {
  it('gives back the table that was written', () => {
    const table = quantiseRows(Float32Array.from([0.5, -1, 0.25, 0, 0, 0, 3, 2, 1]), 3)
    expect(readStaticOnnx(writeStaticOnnx(table))).toEqual(table)
  })

  it('refuses a file that holds another graph', () => {
    expect(() => readStaticOnnx(new Uint8Array([8, 8]))).toThrow(/静态编码器/)
  })

  it('refuses a truncated file', () => {
    const bytes = writeStaticOnnx(quantiseRows(Float32Array.from([1, 2]), 2))
    expect(() => readStaticOnnx(bytes.subarray(0, bytes.length - 4))).toThrow(/truncated/)
  })
})

describe('quantiseRows', () => {
  it('keeps every value within half a step of its row', () => {
    const row = Float32Array.from([0.9, -0.31, 0.007, 0.5])
    const { values, scales } = quantiseRows(row, 4)
    row.forEach((value, index) => {
      expect(Math.abs(values[index]! * scales[0]! - value)).toBeLessThanOrEqual(scales[0]! / 2 + 1e-7)
    })
  })
})
