import { describe, expect, it } from 'vitest'
import { encodeInWindows } from './encode-in-windows.ts'
import { windowsOf } from './windows.ts'

describe('windowsOf', () => {
  it('covers every character, neighbours sharing the overlap', () => {
    expect(windowsOf('abcdefgh', { size: 4, overlap: 2 })).toEqual(['abcd', 'cdef', 'efgh'])
  })

  it('leaves a short text whole', () => {
    expect(windowsOf('abc', { size: 4, overlap: 2 })).toEqual(['abc'])
  })
})

describe('encodeInWindows', () => {
  const encodeAll = async (windows: readonly string[]) =>
    windows.map((window) => Float32Array.of(window.includes('水') ? 1 : 0, window.includes('火') ? 1 : 0))

  it('gives one unit vector a text, in which the end of a long text is heard', async () => {
    const [long, short] = await encodeInWindows([`水${'一'.repeat(9)}火`, '水'], { size: 6, overlap: 1, encodeAll })
    expect(long![1]).toBeGreaterThan(0.3)
    expect(Math.hypot(...long!)).toBeCloseTo(1)
    expect(Array.from(short!)).toEqual([1, 0])
  })
})
