import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { JiesuError } from '../domain/errors.ts'
import { encodeInWindows } from './encode-in-windows.ts'
import type { Encoder } from './encoder.ts'

export interface TransformersOptions {
  /** A local folder in the transformers.js layout, or a model id of the hub. */
  model: string
  /** Whether a model that is not here may be fetched. */
  remote: boolean
  cacheDir?: string
  /** Overrides what the model's own files say. */
  pooling?: Pooling
  prefix?: string
}

export type Pooling = 'mean' | 'cls'

/** An encoder that holds a thread; `close` ends it. */
export interface ClosableEncoder extends Encoder {
  close(): Promise<void>
}

const WINDOW_OVERLAP = 32
const DEFAULT_TOKENS = 512

interface Ready {
  dimensions: number
  maxTokens: number
}

/**
 * Any encoder that transformers.js runs, in a worker thread, since inference blocks the loop that it runs in. Pooling
 * and prefix come from the model's sentence-transformers files (`1_Pooling/config.json`,
 * `config_sentence_transformers.json`) or the `jiesu` part of its `config.json`; mean and none where they are silent.
 * Throws `artefact_missing` when the model cannot be had.
 */
export async function createTransformersEncoder(options: TransformersOptions): Promise<ClosableEncoder> {
  const local = existsSync(options.model)
  const path = resolve(options.model)
  const described = local ? describeModel(path) : {}
  const pooling = options.pooling ?? described.pooling ?? (/\b(bge|gte)\b/i.test(options.model) ? 'cls' : 'mean')
  const prefix = options.prefix ?? described.prefix ?? ''
  const thread = new Thread({
    library: pathToFileURL(createRequire(import.meta.url).resolve('@xenova/transformers')).href,
    model: local ? basename(path) : options.model,
    localPath: local ? dirname(path) : null,
    cacheDir: options.cacheDir ?? null,
    remote: options.remote && !local,
    dtype: local && !existsSync(join(path, 'onnx', 'model_quantized.onnx')) ? 'fp32' : 'q8',
    pooling,
  })
  const ready = await thread.ready().catch((cause: unknown) => {
    void thread.close()
    throw new JiesuError('artefact_missing', `编码器 ${options.model} 不能用：${(cause as Error).message}`, { cause })
  })
  const size = Math.max(16, Math.min(ready.maxTokens, DEFAULT_TOKENS) - prefix.length - 2)
  return {
    id: `${options.model}#${pooling}${prefix === '' ? '' : `#${prefix}`}`,
    dimensions: ready.dimensions,
    encode: (texts) =>
      encodeInWindows(texts, {
        size,
        overlap: Math.min(WINDOW_OVERLAP, size >> 2),
        encodeAll: (windows) => thread.encode(windows.map((window) => prefix + window)),
      }),
    close: () => thread.close(),
  }
}

function describeModel(folder: string): { pooling?: Pooling; prefix?: string } {
  const own = (readJson(join(folder, 'config.json')) as { jiesu?: { pooling?: Pooling; prefix?: string } } | null)
    ?.jiesu
  const pooling = readJson(join(folder, '1_Pooling', 'config.json')) as { pooling_mode_cls_token?: boolean } | null
  const sentence = readJson(join(folder, 'config_sentence_transformers.json')) as {
    prompts?: Record<string, string>
    default_prompt_name?: string | null
  } | null
  const prompt = sentence?.prompts?.[sentence.default_prompt_name ?? '']
  return {
    ...(pooling && { pooling: pooling.pooling_mode_cls_token ? ('cls' as const) : ('mean' as const) }),
    ...(prompt !== undefined && { prefix: prompt }),
    ...own,
  }
}

function readJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

/**
 * The thread's own code, as text: it must run the same from the sources, under the tests and in the bundle, where no
 * file of its own exists. It knows nothing but the library.
 */
const threadSource = `
const { parentPort, workerData } = require('node:worker_threads')
const { library, model, localPath, cacheDir, remote, dtype, pooling } = workerData
const batch = 16
async function start() {
  const { pipeline, env } = await import(library)
  env.allowRemoteModels = remote
  if (cacheDir) env.cacheDir = cacheDir
  if (localPath) env.localModelPath = localPath
  const extract = await pipeline('feature-extraction', model, { dtype, session_options: { intraOpNumThreads: 1 } })
  const run = async (texts) => {
    const rows = []
    for (let at = 0; at < texts.length; at += batch) {
      const output = await extract(texts.slice(at, at + batch), { pooling, normalize: true })
      const [count, width] = output.dims
      for (let row = 0; row < count; row++) {
        const vector = Float32Array.from(output.data.subarray(row * width, (row + 1) * width))
        // The mean over no token at all is not a number.
        rows.push(Number.isFinite(vector[0]) ? vector : new Float32Array(width))
      }
    }
    return rows
  }
  const [probe] = await run(['一'])
  const limits = [extract.tokenizer.model_max_length, extract.model.config.max_position_embeddings].filter((n) => n > 0)
  parentPort.on('message', async ({ id, texts }) => {
    try {
      parentPort.postMessage({ id, vectors: await run(texts) })
    } catch (error) {
      parentPort.postMessage({ id, error: String(error.message ?? error) })
    }
  })
  parentPort.postMessage({ id: 0, ready: { dimensions: probe.length, maxTokens: Math.min(...limits, 1e6) } })
}
start().catch((error) => parentPort.postMessage({ id: 0, error: String(error.message ?? error) }))
`

interface Reply {
  id: number
  ready?: Ready
  vectors?: Float32Array[]
  error?: string
}

interface Waiting {
  resolve: (reply: Reply) => void
  reject: (error: Error) => void
}

class Thread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #ready: Promise<Reply>
  #last = 0

  constructor(data: Readonly<Record<string, unknown>>) {
    this.#worker = new Worker(threadSource, { eval: true, workerData: data })
    // An idle encoder must not keep the process alive.
    this.#worker.unref()
    this.#ready = this.#expect(0)
    this.#worker.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      if (reply.error === undefined) waiting?.resolve(reply)
      else waiting?.reject(new Error(reply.error))
      if (this.#waiting.size === 0) this.#worker.unref()
    })
    const fail = (error: Error) => {
      for (const { reject } of this.#waiting.values()) reject(error)
      this.#waiting.clear()
    }
    this.#worker.on('error', fail)
    this.#worker.on('exit', () => fail(new Error('编码线程已结束')))
  }

  async ready(): Promise<Ready> {
    return (await this.#ready).ready!
  }

  async encode(texts: readonly string[]): Promise<Float32Array[]> {
    const id = ++this.#last
    const reply = this.#expect(id)
    this.#worker.postMessage({ id, texts })
    return (await reply).vectors!
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #expect(id: number): Promise<Reply> {
    this.#worker.ref()
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }
}
