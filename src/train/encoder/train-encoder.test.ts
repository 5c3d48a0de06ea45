import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadStaticEncoder } from '../../model/load-static-encoder.ts'
import { trainEncoder } from './train-encoder.ts'

const matters = ['暖气不热，屋里冷得很', '停水三天，水管没有水', '路面塌了，车过不去', '工地半夜施工，吵得睡不着']

function textFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jiesu-text-'))
  const lines = Array.from(
    { length: 240 },
    (_, index) => `${matters[index % 4]}，第${index}次打电话了，请尽快派人来处理。`,
  )
  writeFileSync(join(folder, 'a.txt'), lines.join('\n'))
  writeFileSync(join(folder, 'b.jsonl'), lines.map((text) => JSON.stringify({ text })).join('\n'))
  writeFileSync(join(folder, 'words'), '暖气 5 n\n停水\n路面\n工地\n施工\n')
  return folder
}

describe('trainEncoder', () => {
  const texts = textFolder()
  const train = (out: string) =>
    trainEncoder({
      texts,
      out,
      seed: 3,
      lexicon: join(texts, 'words'),
      vocabularySize: 120,
      dimensions: 8,
      passes: 1,
      steps: 20,
    })
  const [first, second] = [mkdtempSync(join(tmpdir(), 'jiesu-enc-')), mkdtempSync(join(tmpdir(), 'jiesu-enc-'))]

  it('writes the same files again from the same texts, and a folder that loads', async () => {
    const { id } = train(first)
    expect(train(second).id).toBe(id)
    for (const name of ['tokenizer.json', 'config.json', 'onnx/model_quantized.onnx', 'README.md']) {
      expect(readFileSync(join(second, name)).equals(readFileSync(join(first, name)))).toBe(true)
    }
    const encoder = loadStaticEncoder(first)
    expect(encoder.id).toBe(id)
    const [heat, cold, road] = await encoder.encode(['暖气不热', '暖气屋里冷', '路面塌了车过不去'])
    const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0)
    expect(cosine(heat!, cold!)).toBeGreaterThan(cosine(heat!, road!))
  })

  it('says so when a folder holds no text', () => {
    const empty = mkdtempSync(join(tmpdir(), 'jiesu-empty-'))
    expect(() => trainEncoder({ texts: empty, out: first, seed: 1 })).toThrow(/没有/)
  })
})
