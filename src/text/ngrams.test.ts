import { describe, expect, it } from 'vitest'
import { foldForNgrams, hashFeature, visitNgrams } from './ngrams.ts'

describe('foldForNgrams', () => {
  it('keeps every offset while folding width, case, digits and spaces', () => {
    const text = '京Ａ12\t号楼Ｂ座　İ'
    expect(foldForNgrams(text)).toBe('京a00 号楼b座 İ')
    expect(foldForNgrams(text)).toHaveLength(text.length)
  })
})

describe('visitNgrams', () => {
  it('visits every n-gram of the range with its place', () => {
    const seen: string[] = []
    visitNgrams('漏水了', { shortest: 1, longest: 2 }, (_, start, end) => seen.push('漏水了'.slice(start, end)))
    expect(seen).toEqual(['漏', '漏水', '水', '水了', '了'])
  })

  it('hashes an n-gram as the same text anywhere', () => {
    const hashes = new Map<string, number>()
    visitNgrams('停水又停水', { shortest: 2, longest: 2 }, (hash, start, end) => {
      const gram = '停水又停水'.slice(start, end)
      expect(hashes.get(gram) ?? hash).toBe(hash)
      hashes.set(gram, hash)
    })
    expect(hashes.get('停水')).toBe(hashFeature('停水'))
    expect(new Set(hashes.values()).size).toBe(hashes.size)
  })
})
