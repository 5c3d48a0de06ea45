import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCorpus } from '../cli/train.ts'
import type { City } from '../domain/city.ts'
import { Taxonomy } from '../domain/taxonomy.ts'
import { loadCity } from '../load-city.ts'
import type { PackedHeads } from '../model/call-heads-file.ts'
import { hashTaxonomy } from '../model/hash-taxonomy.ts'
import { loadCallClassifier } from '../model/load-call-classifier.ts'
import { loadStaticEncoder } from '../model/load-static-encoder.ts'
import { trainCity } from './train-city.ts'

const root = join(import.meta.dirname, '..', '..')
const encoder = loadStaticEncoder(join(root, 'models', 'encoder'))
const PREFIX = /^(01|0101|0102)$|^010[12]\d\d$/

describe('trainCity', () => {
  let city: City
  let small: PackedHeads
  const folder = mkdtempSync(join(tmpdir(), 'jiesu-heads-'))
  const train = () => {
    const data = join(root, 'data', 'beijing')
    const corpus = readCorpus(data)
    const kept = { ...corpus, whole: [], narratives: corpus.narratives.filter(({ category }) => PREFIX.test(category)) }
    return trainCity({ city, corpus: kept, encoder, seed: 7 })
  }
  beforeAll(async () => {
    const whole = loadCity(join(root, 'data', 'beijing'))
    city = { ...whole, taxonomy: new Taxonomy(whole.taxonomy.categories.filter(({ code }) => PREFIX.test(code))) }
    small = await train()
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(small.manifest))
    writeFileSync(join(folder, 'weights.bin'), small.weights)
  })

  it('gives the same bytes and manifest when it is trained again', async () => {
    const again = await train()
    expect(Buffer.from(again.weights).equals(Buffer.from(small.weights))).toBe(true)
    expect(again.manifest).toEqual(small.manifest)
  })

  it('reads a call it has not seen: a child never contradicts its parents, and the words that spoke are in the call', async () => {
    const classifier = loadCallClassifier({ dir: folder, encoder, taxonomyHash: hashTaxonomy(city.taxonomy) })
    const turns = [
      { role: 'agent' as const, text: '您好，请讲。' },
      { role: 'caller' as const, text: '打开水龙头一滴水都没有，从早上到现在做不了饭，是不是停水了' },
      { role: 'caller' as const, text: '我姓王，电话就打这个' },
    ]
    const prediction = await classifier.predict(turns)
    const [first] = prediction.category
    expect(first!.label.slice(0, 4)).toBe('0102')
    expect(prediction.evidence.length).toBeGreaterThan(0)
    for (const { turn, start, end } of prediction.evidence) expect(turns[turn]!.text.slice(start, end)).not.toBe('')
    expect(prediction.evidence[0]!.turn).toBe(1)
  })

  it('refuses another encoder and another label space, saying what to run', () => {
    const taxonomyHash = hashTaxonomy(city.taxonomy)
    expect(() =>
      loadCallClassifier({
        dir: folder,
        encoder: { ...encoder, id: 'other', dimensions: 256, encode: encoder.encode },
        taxonomyHash,
      }),
    ).toThrow(/jiesu train --city/)
    expect(() => loadCallClassifier({ dir: folder, encoder, taxonomyHash: 'x' })).toThrow(/分类目录/)
    expect(() => loadCallClassifier({ dir: join(folder, 'none'), encoder, taxonomyHash })).toThrow(/没有分类头/)
  })

  it('takes an empty call for one without a matter', async () => {
    const classifier = loadCallClassifier({ dir: folder, encoder, taxonomyHash: hashTaxonomy(city.taxonomy) })
    const { offLabel, evidence } = await classifier.predict([{ role: 'agent', text: '您好' }])
    expect(offLabel).toBeGreaterThan(0.5)
    expect(evidence).toEqual([])
  })
})
