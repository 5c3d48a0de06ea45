import { quantiseRows } from './static-table.ts'

export interface NeighboursParts {
  dimensions: number
  /** One example a row, in eight bits; lengths need not be one. */
  vectors: Int8Array
  labels: Uint16Array
}

export interface NeighbourOptions {
  labelCount: number
  /** Left out: an example is not its own neighbour. */
  except?: number
}

const COUNT = 20
/** Cosine at which a neighbour's say falls to 1/e of the nearest's. */
const REACH = 0.05

/** Labelled examples by their vectors. */
export class Neighbours {
  readonly #norms: Float32Array

  constructor(readonly parts: NeighboursParts) {
    const { dimensions, vectors, labels } = parts
    this.#norms = Float32Array.from(labels, (_, row) => {
      let squares = 0
      for (let at = row * dimensions; at < (row + 1) * dimensions; at++) squares += vectors[at]! ** 2
      return Math.sqrt(squares) || 1
    })
  }

  static of(vectors: readonly Float32Array[], labels: Uint16Array): Neighbours {
    const dimensions = vectors[0]?.length ?? 0
    const table = new Float32Array(vectors.length * dimensions)
    vectors.forEach((vector, row) => {
      table.set(vector, row * dimensions)
    })
    return new Neighbours({ dimensions, vectors: quantiseRows(table, dimensions).values, labels })
  }

  /** Share of each label among the nearest examples, nearer ones counting more. */
  shares(vector: Float32Array, { labelCount, except = -1 }: NeighbourOptions): Float32Array {
    const { labels } = this.parts
    const nearest: { row: number; cosine: number }[] = []
    for (let row = 0; row < labels.length; row++) {
      if (row === except) continue
      const cosine = this.#cosine(vector, row)
      if (nearest.length === COUNT && cosine <= nearest[COUNT - 1]!.cosine) continue
      let at = nearest.length
      while (at > 0 && nearest[at - 1]!.cosine < cosine) at--
      nearest.splice(at, 0, { row, cosine })
      if (nearest.length > COUNT) nearest.pop()
    }
    const shares = new Float32Array(labelCount)
    const says = nearest.map(({ cosine }) => Math.exp((cosine - nearest[0]!.cosine) / REACH))
    const total = says.reduce((sum, say) => sum + say, 0)
    nearest.forEach(({ row }, index) => {
      shares[labels[row]!]! += says[index]! / total
    })
    return shares
  }

  #cosine(vector: Float32Array, row: number): number {
    const { dimensions, vectors } = this.parts
    const from = row * dimensions
    let [even, odd] = [0, 0]
    for (let index = 0; index < dimensions; index += 2) {
      even += vector[index]! * vectors[from + index]!
      odd += vector[index + 1]! * vectors[from + index + 1]!
    }
    return (even + odd) / this.#norms[row]!
  }
}
