import { toUnitLength } from './static-encoder.ts'
import { windowsOf } from './windows.ts'

export interface WindowedOptions {
  size: number
  overlap: number
  encodeAll: (windows: readonly string[]) => Promise<Float32Array[]>
}

/** For encoders with a limit: one vector a text, the unit-length mean of its windows' vectors by their length. */
export async function encodeInWindows(
  texts: readonly string[],
  { size, overlap, encodeAll }: WindowedOptions,
): Promise<Float32Array[]> {
  const windows = texts.map((text) => windowsOf(text, { size, overlap }))
  const vectors = await encodeAll(windows.flat())
  let next = 0
  return windows.map((own) => {
    const sum = new Float32Array(vectors[next]?.length ?? 0)
    for (const window of own) {
      const vector = vectors[next++]!
      for (let index = 0; index < sum.length; index++) sum[index]! += vector[index]! * Math.max(1, window.length)
    }
    return toUnitLength(sum)
  })
}
