import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AhoCorasick } from './aho-corasick.ts'

const units = (text: string) => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))

it('finds exactly the occurrences that a plain search finds', () => {
  const word = fc.string({ unit: fc.constantFrom('东', '西', '里'), minLength: 1, maxLength: 4 })
  const text = fc.string({ unit: fc.constantFrom('东', '西', '里', '村'), maxLength: 30 })
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), text, (words, haystack) => {
      const expected: string[] = []
      words.forEach((needle, pattern) => {
        for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1))
          expected.push(`${pattern}@${at}`)
      })
      const found = new AhoCorasick(words.map(units)).find(units(haystack))
      expect(found.map((hit) => `${hit.pattern}@${hit.start}`).sort()).toEqual(expected.sort())
      for (const hit of found) expect(haystack.slice(hit.start, hit.end)).toBe(words[hit.pattern])
    }),
  )
})

it('matches nothing across a symbol of -1', () => {
  expect(new AhoCorasick([[1, 2]]).find([1, -1, 2, 1, 2])).toEqual([{ pattern: 0, start: 3, end: 5 }])
})
