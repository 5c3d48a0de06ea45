import { seededRandom, shuffle } from '../../domain/random.ts'

export interface TokenPairs {
  left: Int32Array[]
  right: Int32Array[]
  /** How often each pair is seen in one pass. */
  repeat: number
}

export interface ContrastOptions {
  dimensions: number
  /** The first of these dimensions are trained to work alone (Kusupati 2022). */
  nested: number
  seed: number
  steps: number
  batch?: number
  rate?: number
  temperature?: number
  onProgress?: (share: number, loss: number) => void
}

const FIRST_MOMENT = 0.9
const SECOND_MOMENT = 0.999

/**
 * Trains static piece vectors, in place, so that the mean over a text lies near the mean over its partner and far from
 * the other texts of the batch (InfoNCE both ways, van den Oord 2018; Adam on the rows that a batch touches). A row's
 * length is its weight in the mean, so frequency weighting is learnt as well. A batch comes from one source: its other
 * texts are then near misses rather than another genre.
 */
export function tuneContrastively(table: Float32Array, pairs: readonly TokenPairs[], options: ContrastOptions): void {
  const { dimensions, nested, seed, steps, batch = 128, rate = 1e-3, temperature = 0.05, onProgress } = options
  const random = seededRandom(seed)
  const adam = new RowAdam(table, dimensions)
  const queue: Batch[] = []
  const largest = pairs.reduce((most, { left }) => Math.max(most, left.length), 0)
  let loss = 0
  for (let step = 0; step < steps; step++) {
    if (queue.length === 0) queue.push(...shuffledBatches(pairs, Math.min(batch, largest), random))
    const next = queue.pop()
    // Fewer than two pairs: nothing to tell a partner from.
    if (!next) return
    const { set, members } = next
    const left = new Side(
      table,
      dimensions,
      [...members].map((member) => set.left[member]!),
    )
    const right = new Side(
      table,
      dimensions,
      [...members].map((member) => set.right[member]!),
    )
    loss = contrast({ left, right, width: dimensions, temperature })
    contrast({ left, right, width: nested, temperature })
    left.spread(adam)
    right.spread(adam)
    const warm = Math.min(1, (step + 1) / 200)
    adam.step(rate * warm * Math.max(0.02, 1 - step / steps))
    if (step % 200 === 0) onProgress?.(step / steps, loss)
  }
}

interface Batch {
  set: TokenPairs
  members: Int32Array
}

function shuffledBatches(pairs: readonly TokenPairs[], size: number, random: () => number): Batch[] {
  const batches: Batch[] = []
  if (size < 2) return batches
  for (const set of pairs) {
    for (let repeat = 0; repeat < set.repeat; repeat++) {
      const order = shuffle(
        Int32Array.from(set.left, (_, index) => index),
        random,
      )
      for (let at = 0; at + size <= order.length; at += size) batches.push({ set, members: order.slice(at, at + size) })
    }
  }
  return shuffle(batches, random)
}

/** One side of a batch: the means over the texts, and the loss's gradient on them. */
class Side {
  readonly means: Float32Array
  readonly gradients: Float32Array

  constructor(
    table: Float32Array,
    readonly dimensions: number,
    readonly texts: readonly Int32Array[],
  ) {
    this.means = new Float32Array(texts.length * dimensions)
    this.gradients = new Float32Array(texts.length * dimensions)
    texts.forEach((ids, text) => {
      const to = text * dimensions
      for (const id of ids) {
        const from = id * dimensions
        for (let index = 0; index < dimensions; index++) this.means[to + index]! += table[from + index]! / ids.length
      }
    })
  }

  spread(adam: RowAdam) {
    this.texts.forEach((ids, text) => {
      for (const id of ids) adam.add(id, this.gradients, text * this.dimensions, 1 / ids.length)
    })
  }
}

interface Contrast {
  left: Side
  right: Side
  width: number
  temperature: number
}

/** Adds the gradient of the loss on the first `width` dimensions to both sides; returns the loss. */
function contrast({ left, right, width, temperature }: Contrast): number {
  const count = left.texts.length
  const a = unitRows(left, width)
  const b = unitRows(right, width)
  const logits = new Float32Array(count * count)
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      logits[row * count + column] = dot(a.rows, row * width, b.rows, column * width, width) / temperature
    }
  }
  const { errors, loss } = errorsBothWays(logits, count)
  const onA = new Float32Array(count * width)
  const onB = new Float32Array(count * width)
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const error = errors[row * count + column]! / temperature
      if (Math.abs(error) < 1e-5) continue
      const [at, to] = [row * width, column * width]
      for (let index = 0; index < width; index++) {
        onA[at + index]! += error * b.rows[to + index]!
        onB[to + index]! += error * a.rows[at + index]!
      }
    }
  }
  throughNorm({ side: left, unit: a, gradient: onA, width })
  throughNorm({ side: right, unit: b, gradient: onB, width })
  return loss
}

/** d loss / d logits of the mean cross-entropy over rows and over columns, whose right answer is the diagonal. */
function errorsBothWays(logits: Float32Array, count: number): { errors: Float32Array; loss: number } {
  const errors = new Float32Array(count * count)
  let loss = 0
  for (const [rowStride, columnStride] of [
    [count, 1],
    [1, count],
  ] as const) {
    for (let row = 0; row < count; row++) {
      let top = Number.NEGATIVE_INFINITY
      for (let column = 0; column < count; column++)
        top = Math.max(top, logits[row * rowStride + column * columnStride]!)
      let sum = 0
      for (let column = 0; column < count; column++)
        sum += Math.exp(logits[row * rowStride + column * columnStride]! - top)
      for (let column = 0; column < count; column++) {
        const at = row * rowStride + column * columnStride
        errors[at]! += (Math.exp(logits[at]! - top) / sum - (row === column ? 1 : 0)) / (2 * count)
      }
      loss += (Math.log(sum) + top - logits[row * rowStride + row * columnStride]!) / (2 * count)
    }
  }
  return { errors, loss }
}

interface UnitRows {
  rows: Float32Array
  norms: Float32Array
}

function unitRows({ means, dimensions, texts }: Side, width: number): UnitRows {
  const rows = new Float32Array(texts.length * width)
  const norms = new Float32Array(texts.length)
  for (let text = 0; text < texts.length; text++) {
    const from = text * dimensions
    const norm = Math.sqrt(dot(means, from, means, from, width)) || 1
    norms[text] = norm
    for (let index = 0; index < width; index++) rows[text * width + index] = means[from + index]! / norm
  }
  return { rows, norms }
}

function throughNorm({
  side,
  unit,
  gradient,
  width,
}: {
  side: Side
  unit: UnitRows
  gradient: Float32Array
  width: number
}) {
  for (let text = 0; text < side.texts.length; text++) {
    const at = text * width
    const along = dot(gradient, at, unit.rows, at, width)
    const to = text * side.dimensions
    for (let index = 0; index < width; index++) {
      side.gradients[to + index]! += (gradient[at + index]! - along * unit.rows[at + index]!) / unit.norms[text]!
    }
  }
}

function dot(a: Float32Array, aFrom: number, b: Float32Array, bFrom: number, length: number): number {
  let [w, x, y, z] = [0, 0, 0, 0]
  for (let index = 0; index < length; index += 4) {
    w += a[aFrom + index]! * b[bFrom + index]!
    x += a[aFrom + index + 1]! * b[bFrom + index + 1]!
    y += a[aFrom + index + 2]! * b[bFrom + index + 2]!
    z += a[aFrom + index + 3]! * b[bFrom + index + 3]!
  }
  return w + x + y + z
}

/** Adam (Kingma 2015) on the rows that were touched since the last step; a row's own count corrects its bias. */
class RowAdam {
  readonly #first: Float32Array
  readonly #second: Float32Array
  readonly #gradient: Float32Array
  readonly #steps: Uint32Array
  readonly #touched = new Set<number>()

  constructor(
    readonly table: Float32Array,
    readonly dimensions: number,
  ) {
    this.#first = new Float32Array(table.length)
    this.#second = new Float32Array(table.length)
    this.#gradient = new Float32Array(table.length)
    this.#steps = new Uint32Array(table.length / dimensions)
  }

  add(row: number, gradient: Float32Array, from: number, scale: number) {
    this.#touched.add(row)
    const to = row * this.dimensions
    for (let index = 0; index < this.dimensions; index++) this.#gradient[to + index]! += gradient[from + index]! * scale
  }

  step(rate: number) {
    for (const row of this.#touched) {
      this.#steps[row]! += 1
      const firstBias = 1 - FIRST_MOMENT ** this.#steps[row]!
      const secondBias = 1 - SECOND_MOMENT ** this.#steps[row]!
      const end = (row + 1) * this.dimensions
      for (let at = row * this.dimensions; at < end; at++) {
        const gradient = this.#gradient[at]!
        const first = FIRST_MOMENT * this.#first[at]! + (1 - FIRST_MOMENT) * gradient
        const second = SECOND_MOMENT * this.#second[at]! + (1 - SECOND_MOMENT) * gradient * gradient
        this.#first[at] = first
        this.#second[at] = second
        this.table[at]! -= (rate * (first / firstBias)) / (Math.sqrt(second / secondBias) + 1e-8)
        this.#gradient[at] = 0
      }
    }
    this.#touched.clear()
  }
}
