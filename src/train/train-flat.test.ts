import { describe, expect, it } from 'vitest'
import type { Encoder } from '../model/encoder.ts'
import { predictFlat } from '../model/flat-classifier.ts'
import { trainFlat } from './train-flat.ts'

/** Counts two words: enough of an encoder for a classifier's own behaviour. */
const encoder: Encoder = {
  id: 'two-words',
  dimensions: 2,
  encode: async (texts) =>
    texts.map((text) => Float32Array.of(text.includes('水') ? 1 : 0, text.includes('路') ? 1 : 0)),
}
const row = (text: string, label: string, index: number) => ({ id: String(index), text, label })
const few = [row('家里没水了', '水务', 0), row('门口的路坏了', '道路', 1)]
const many = Array.from({ length: 90 }, (_, index) =>
  index % 2 === 0 ? row(`第${index}户停水`, '水务', index) : row(`第${index}段路面塌了`, '道路', index),
)
const options = { encoder, features: 'both', seed: 1 } as const

describe('trainFlat', () => {
  it('learns two labels from one example each', async () => {
    const { model } = await trainFlat({ rows: few, ...options })
    const [water, road] = await predictFlat(['水管没水', '路不平'], { model, encoder, top: 5 })
    expect([water![0]!.label, road![0]!.label]).toEqual(['水务', '道路'])
  })

  it.each(['both', 'ngrams', 'encoder'] as const)(
    'gives probabilities that sum to one on features %s, for an empty text too',
    async (features) => {
      const { model } = await trainFlat({ rows: many, ...options, features })
      const predicted = await predictFlat(['', '停水三天'], { model, encoder, top: 5 })
      for (const scored of predicted)
        expect(scored.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1)
      expect(predicted[1]![0]!.label).toBe('水务')
    },
  )

  it('is bit for bit alike on the same data and seed', async () => {
    const [first, second] = [await trainFlat({ rows: many, ...options }), await trainFlat({ rows: many, ...options })]
    expect(second.model.head.parts).toEqual(first.model.head.parts)
    expect(second.about).toEqual(first.about)
  })

  it('calibrates on the data that it is given for that, labels it does not know among them', async () => {
    const { about } = await trainFlat({ rows: many, dev: [...few, row('查一下', '其他', 2)], ...options })
    expect(about.metrics.heldOut).toBe(3)
  })

  it('says what is wrong when there is only one label', async () => {
    await expect(trainFlat({ rows: [few[0]!], ...options })).rejects.toThrow(/至少两个/)
  })
})
