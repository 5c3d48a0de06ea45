import { describe, expect, it } from 'vitest'
import { Neighbours } from './neighbours.ts'

const vectors = [
  [1, 0],
  [0.9, 0.1],
  [0, 1],
].map((values) => Float32Array.from(values))
const neighbours = Neighbours.of(vectors, Uint16Array.of(0, 0, 1))

describe('Neighbours', () => {
  it('gives the label of the near examples almost all of the say', () => {
    const shares = neighbours.shares(Float32Array.of(1, 0), { labelCount: 2 })
    expect(shares[0]).toBeGreaterThan(0.99)
    expect(shares[0]! + shares[1]!).toBeCloseTo(1)
  })

  it('leaves out the example that is asked about', () => {
    const only = Neighbours.of([vectors[0]!, vectors[2]!], Uint16Array.of(0, 1))
    expect(only.shares(vectors[0]!, { labelCount: 2, except: 0 })[1]).toBeCloseTo(1)
  })
})
