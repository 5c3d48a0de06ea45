import { describe, expect, it } from 'vitest'
import { packArrays, unpackArrays } from './weights-file.ts'

const arrays = {
  bytes: Int8Array.of(-1, 2, 3),
  numbers: Float32Array.of(0.5, -2),
  keys: Uint32Array.of(4294967295),
  codes: Uint16Array.of(7),
}
const { bytes, places } = packArrays(arrays)

describe('weights file', () => {
  it('gives back every array, from any offset of a larger buffer', () => {
    const shifted = new Uint8Array(bytes.length + 1)
    shifted.set(bytes, 1)
    const read = unpackArrays(shifted.subarray(1), places)
    expect(read.int8('bytes')).toEqual(arrays.bytes)
    expect(read.float32('numbers')).toEqual(arrays.numbers)
    expect(read.uint32('keys')).toEqual(arrays.keys)
    expect(read.uint16('codes')).toEqual(arrays.codes)
  })

  it('refuses a file that was cut short', () => {
    expect(() => unpackArrays(bytes.subarray(0, 4), places).uint16('codes')).toThrow(/codes/)
  })
})
