import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEncoder } from './create-encoder.ts'
import { loadStaticEncoder } from './load-static-encoder.ts'
import { writeTinyTransformer } from './tiny-transformer.fixture.ts'
import { type ClosableEncoder, createTransformersEncoder } from './transformers-encoder.ts'

const bundled = join(import.meta.dirname, '..', '..', 'models', 'encoder')
const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0)
const length = (vector: Float32Array) => Math.sqrt(cosine(vector, vector))

describe('the bundled encoder', () => {
  let other: ClosableEncoder
  beforeAll(async () => {
    other = await createTransformersEncoder({ model: bundled, remote: false })
  })
  afterAll(() => other.close())

  it('gives the same vectors through transformers.js and in plain TypeScript', async () => {
    const texts = [
      '家里暖气不热，屋里才十五度。',
      'ＡＢＣ 12345 ①㎡，Hello 世界😀饕餮龘',
      `${'物业停了电梯，老人下不了楼。'.repeat(120)}`,
      '电',
    ]
    const own = await loadStaticEncoder(bundled).encode(texts)
    const theirs = await other.encode(texts)
    own.forEach((vector, index) => {
      expect(cosine(vector, theirs[index]!)).toBeGreaterThan(0.999)
    })
  })

  it('puts a paraphrase nearer than another matter', async () => {
    const [heat, cold, tow] = await loadStaticEncoder(bundled).encode([
      '暖气片不热',
      '供暖温度不达标，屋里冷',
      '车被拖走了，要交罚款',
    ])
    expect(cosine(heat!, cold!)).toBeGreaterThan(cosine(heat!, tow!) + 0.1)
  })

  it('gives the zero vector for a text without any known piece, on both paths', async () => {
    expect(length((await loadStaticEncoder(bundled).encode(['']))[0]!)).toBe(0)
    expect(length((await other.encode(['']))[0]!)).toBe(0)
  })
})

describe('any other encoder', () => {
  it('runs a small transformer from a local folder in a thread, with its own pooling, prefix and windows', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jiesu-tiny-'))
    writeTinyTransformer(folder, { pooling: 'cls', prefix: '为' })
    const encoder = (await createEncoder({ spec: folder })) as ClosableEncoder
    expect(encoder.dimensions).toBe(4)
    expect(encoder.id).toContain('cls')
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    const long = `${'暖'.repeat(60)}${'车'.repeat(60)}`
    const [short, whole] = await encoder.encode(['暖', long])
    clearInterval(timer)
    expect(length(short!)).toBeCloseTo(1, 5)
    // What comes after the model's limit still moves the vector.
    expect(Array.from(whole!)).not.toEqual(Array.from((await encoder.encode(['暖'.repeat(60)]))[0]!))
    expect(ticks).toBeGreaterThan(0)
    await encoder.close()
  })

  it('says which folder is missing', async () => {
    await expect(createEncoder({ spec: './no-such-encoder' })).rejects.toThrow(/no-such-encoder/)
  })

  it('asks an OpenAI-compatible endpoint and keeps the order of its answers', async () => {
    const server = createServer((request, response) => {
      let body = ''
      request
        .on('data', (chunk) => (body += chunk))
        .on('end', () => {
          const { input } = JSON.parse(body) as { input: string[] }
          const data = input
            .map((text, index) => ({ object: 'embedding', index, embedding: [text.length, 1] }))
            .reverse()
          response.setHeader('content-type', 'application/json')
          response.end(
            JSON.stringify({ object: 'list', model: 'm', data, usage: { prompt_tokens: 0, total_tokens: 0 } }),
          )
        })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
    const hide = (text: string) => text.replace('13800138000', '〔电话1〕')
    const encoder = await createEncoder({ spec: 'openai:m', endpoint: { baseUrl, hide } })
    const [one, four] = await encoder.encode(['一', '一二三四'])
    expect(encoder).toMatchObject({ id: 'openai:m', dimensions: 2 })
    expect(one![0]! / one![1]!).toBeCloseTo(1)
    expect(four![0]! / four![1]!).toBeCloseTo(4)
    const [hidden] = await encoder.encode(['13800138000'])
    expect(hidden![0]! / hidden![1]!).toBeCloseTo('〔电话1〕'.length)
    server.close()
  })
})
