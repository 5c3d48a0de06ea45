import { seededRandom } from '../../domain/random.ts'
import { pieceCounts, type TokenCorpus } from './tokenise-corpus.ts'

export interface WordVectorOptions {
  size: number
  dimensions: number
  seed: number
  passes?: number
  window?: number
  negatives?: number
  rate?: number
  onProgress?: (share: number) => void
}

const SUBSAMPLE = 3e-5
const NOISE_TABLE = 1 << 22
const SIGMOID_RANGE = 6
const SIGMOID_STEPS = 1024

/**
 * Continuous bag of words with negative sampling (Mikolov 2013); the context's gradient is divided by its size
 * (İrsoy 2021), without which it trails skip-gram. Returns `size × dimensions`, row by row. One thread: repeatable.
 */
export function learnWordVectors(corpus: TokenCorpus, options: WordVectorOptions): Float32Array {
  const { size, dimensions, seed, passes = 3, window = 5, negatives = 4, rate = 0.05, onProgress } = options
  const random = seededRandom(seed)
  const counts = pieceCounts(corpus, size)
  const noise = noiseTable(counts)
  const keep = keepChances(counts)
  const input = new Float32Array(size * dimensions).map(() => (random() - 0.5) / dimensions)
  const output = new Float32Array(size * dimensions)
  const context = new Float32Array(dimensions)
  const gradient = new Float32Array(dimensions)
  const sentence = new Int32Array(4096)
  const total = passes * counts.reduce((sum, count) => sum + count, 0)
  let seen = 0
  const texts = corpus.starts.length - 1

  const trainSentence = (length: number, step: number) => {
    for (let centre = 0; centre < length; centre++) {
      const reach = 1 + Math.floor(random() * window)
      const from = Math.max(0, centre - reach)
      const to = Math.min(length - 1, centre + reach)
      const words = to - from
      if (words === 0) continue
      context.fill(0)
      for (let at = from; at <= to; at++)
        if (at !== centre) addRow({ into: context, table: input, row: sentence[at]!, scale: 1 / words })
      gradient.fill(0)
      for (let sample = 0; sample <= negatives; sample++) {
        const target = sample === 0 ? sentence[centre]! : noise[Math.floor(random() * NOISE_TABLE)]!
        if (sample > 0 && target === sentence[centre]) continue
        const error = ((sample === 0 ? 1 : 0) - sigmoid(dotRow(context, output, target))) * step
        exchange({ gradient, context, table: output, row: target, error })
      }
      for (let at = from; at <= to; at++)
        if (at !== centre) addVector({ table: input, row: sentence[at]!, vector: gradient, scale: 1 / words })
    }
  }

  for (let pass = 0; pass < passes; pass++) {
    for (const text of passOrder(texts, random)) {
      for (let repeat = 0; repeat < corpus.repeats[text]!; repeat++) {
        const [start, end] = [corpus.starts[text]!, corpus.starts[text + 1]!]
        seen += end - start
        let length = 0
        for (let at = start; at < end && length < sentence.length; at++) {
          if (random() < keep[corpus.ids[at]!]!) sentence[length++] = corpus.ids[at]!
        }
        trainSentence(length, rate * Math.max(0.01, 1 - seen / total))
      }
    }
    onProgress?.((pass + 1) / passes)
  }
  return input
}

function passOrder(texts: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length: texts }, (_, index) => index)
  for (let index = texts - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    const kept = order[index]!
    order[index] = order[other]!
    order[other] = kept
  }
  return order
}

function noiseTable(counts: Float64Array): Int32Array {
  const weights = counts.map((count) => count ** 0.75)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const table = new Int32Array(NOISE_TABLE)
  let at = 0
  let reached = 0
  for (let piece = 0; piece < weights.length; piece++) {
    reached += weights[piece]! / total
    while (at < NOISE_TABLE && at / NOISE_TABLE < reached) table[at++] = piece
  }
  return table
}

function keepChances(counts: Float64Array): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count, piece) => {
    if (piece === 0 || count === 0) return 0
    const share = count / total
    return Math.min(1, Math.sqrt(SUBSAMPLE / share) + SUBSAMPLE / share)
  })
}

const sigmoids = Float32Array.from(
  { length: SIGMOID_STEPS + 1 },
  (_, step) => 1 / (1 + Math.exp(-SIGMOID_RANGE * ((2 * step) / SIGMOID_STEPS - 1))),
)

function sigmoid(value: number): number {
  if (value >= SIGMOID_RANGE) return 1
  if (value <= -SIGMOID_RANGE) return 0
  return sigmoids[((value / SIGMOID_RANGE + 1) * SIGMOID_STEPS) >> 1]!
}

function addRow({ into, table, row, scale }: { into: Float32Array; table: Float32Array; row: number; scale: number }) {
  const offset = row * into.length
  for (let index = 0; index < into.length; index++) into[index]! += table[offset + index]! * scale
}

function addVector({
  table,
  row,
  vector,
  scale,
}: {
  table: Float32Array
  row: number
  vector: Float32Array
  scale: number
}) {
  const offset = row * vector.length
  for (let index = 0; index < vector.length; index++) table[offset + index]! += vector[index]! * scale
}

function dotRow(vector: Float32Array, table: Float32Array, row: number): number {
  const offset = row * vector.length
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let index = 0; index < vector.length; index += 4) {
    a += vector[index]! * table[offset + index]!
    b += vector[index + 1]! * table[offset + index + 1]!
    c += vector[index + 2]! * table[offset + index + 2]!
    d += vector[index + 3]! * table[offset + index + 3]!
  }
  return a + b + c + d
}

interface Exchange {
  gradient: Float32Array
  context: Float32Array
  table: Float32Array
  row: number
  error: number
}

/** One step of a target word: the context learns from the word as it was, the word from the context. */
function exchange({ gradient, context, table, row, error }: Exchange) {
  const offset = row * context.length
  for (let index = 0; index < context.length; index++) {
    gradient[index]! += error * table[offset + index]!
    table[offset + index]! += error * context[index]!
  }
}
