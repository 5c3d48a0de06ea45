import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Lexicon } from '../domain/lexicon.ts'
import type { Place, PlaceType } from '../domain/place.ts'
import { PlaceIndex } from './place-index.ts'

const place = (name: string, type: PlaceType, aliases: string[] = []): Place => ({
  name,
  aliases,
  type,
  district: '110101',
  street: type === 'district' ? null : '110101001',
})
const lexicon = {
  areas: [{ name: '青柳', aliases: [], district: '110101', streets: [] }],
  everydayNames: ['果园'],
  outside: ['津门'],
} as unknown as Lexicon
const index = new PlaceIndex({
  gazetteer: [
    place('槐安区', 'district'),
    place('槐安里', 'compound'),
    place('槐安里四区社区', 'community'),
    place('南柳东园', 'compound'),
    place('望柳SOHO', 'mall'),
    place('果园', 'compound'),
    place('松风桥', 'bridge'),
  ],
  lexicon,
})
const found = (text: string) => index.find(text).map(({ name }) => name)

describe('places in running text', () => {
  it('are the longest names that fit together', () => {
    expect(found('槐安里四区社区的')).toEqual(['槐安里四区社区'])
    expect(found('青柳南柳东园')).toEqual(['青柳', '南柳东园'])
  })

  it('are found across blanks, in either case and with Arabic digits', () => {
    expect(found('槐安里 4区')).toEqual(['槐安里4区'])
    expect(found('望柳soho')).toEqual(['望柳SOHO'])
  })

  it('keep everyday words and places elsewhere apart', () => {
    expect(index.find('果园')[0]).toMatchObject({ everyday: true, outside: false })
    expect(index.find('津门')[0]).toMatchObject({ outside: true })
  })

  it('are found by sound where the recogniser slipped, and not twice where it did not', () => {
    const heard = '在松枫桥底下'
    expect(index.findBySound(heard, index.find(heard)).map(({ name }) => name)).toEqual(['松风桥'])
    const exact = '在松风桥底下'
    expect(index.findBySound(exact, index.find(exact))).toEqual([])
  })

  it('point at the characters that name them, wherever they stand', () => {
    const piece = fc.constantFrom('我说', '，', ' ', '槐安里', '望柳soho', '4区', '松风桥', '😀', '果园')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('')
        for (const { name, start, end } of index.find(text))
          expect(text.slice(start, end).replaceAll(' ', '').toUpperCase()).toBe(name.toUpperCase())
      }),
    )
  })
})
