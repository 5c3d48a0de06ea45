import { JiesuError } from '../domain/errors.ts'
import { encodeInWindows } from './encode-in-windows.ts'
import type { Encoder } from './encoder.ts'
import { toUnitLength } from './static-encoder.ts'

export interface EndpointOptions {
  model: string
  baseUrl: string
  /** Takes what is personal out of a text before it leaves the process. */
  hide: (text: string) => string
  apiKey?: string
  /** Asked of endpoints that can shorten their vectors. */
  dimensions?: number
  timeoutMs?: number
}

const WINDOW = { size: 2000, overlap: 100 }
const BATCH = 32

/**
 * An OpenAI-compatible `/embeddings` endpoint. One text is encoded at once, so that a wrong address, key or model shows
 * when it is set up and the dimension is known. Throws `unavailable`.
 */
export async function createEndpointEncoder({
  model,
  baseUrl,
  hide,
  apiKey,
  dimensions,
  timeoutMs = 20_000,
}: EndpointOptions): Promise<Encoder> {
  const { OpenAI } = await import('openai')
  // Local servers want no key, the library does.
  const client = new OpenAI({
    apiKey: apiKey ?? 'none',
    baseURL: baseUrl,
    organization: null,
    project: null,
    timeout: timeoutMs,
    maxRetries: 2,
  })
  const encodeAll = async (texts: readonly string[]): Promise<Float32Array[]> => {
    const vectors: Float32Array[] = []
    for (let at = 0; at < texts.length; at += BATCH) {
      // An empty input is refused by some servers.
      const input = texts.slice(at, at + BATCH).map((text) => (text === '' ? ' ' : text))
      const reply = await client.embeddings
        .create({ model, input, encoding_format: 'float', ...(dimensions !== undefined && { dimensions }) })
        .catch((cause: unknown) => {
          throw new JiesuError('unavailable', `编码接口 ${model} 没有应答：${(cause as Error).message}`, { cause })
        })
      for (const { embedding } of reply.data.toSorted((a, b) => a.index - b.index))
        vectors.push(toUnitLength(Float32Array.from(embedding)))
    }
    return vectors
  }
  const [probe] = await encodeAll(['一'])
  const width = probe!.length
  return {
    id: `openai:${model}${dimensions === undefined ? '' : `#${dimensions}`}`,
    dimensions: width,
    encode: async (texts) => {
      const encoded = await encodeInWindows(texts.map(hide), { ...WINDOW, encodeAll })
      const odd = encoded.find((vector) => vector.length !== width)
      if (odd) throw new JiesuError('unavailable', `编码接口 ${model} 的维数从 ${width} 变成了 ${odd.length}`)
      return encoded
    },
  }
}
