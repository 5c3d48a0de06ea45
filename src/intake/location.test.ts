import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Turn } from '../domain/call.ts'
import { parseCity } from './fixtures/city.ts'
import { runOn } from './fixtures/run.ts'
import { createLocation, PlaceReader } from './location.ts'
import { createNormalise } from './normalise.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const city = parseCity({
  taxonomy: read('../../data/beijing/taxonomy.jsonl'),
  units: read('../../data/beijing/units.jsonl'),
  gazetteer: read('../../data/beijing/gazetteer.jsonl'),
  lexicon: read('../../data/beijing/lexicon.json'),
})
const components = [createNormalise(), createLocation({ places: new PlaceReader(city) })]

async function formOf(turns: Turn[]) {
  const { form } = await runOn({ call: { id: 'x', channel: '电话', callerId: null, turns }, components })
  return form
}

/** A name as it may arrive, and as the gazetteer writes it. */
const said = [
  ['龙锦苑四区', '龙锦苑四区'],
  ['龍錦苑４区', '龙锦苑四区'],
  ['望京ｓｏｈｏ', '望京SOHO'],
  ['育新花园', '育新花园'],
  ['牡丹园地铁站', '牡丹园地铁站'],
] as const

describe('evidence of a place', () => {
  it('points at the words that name it, whatever stands around them and however they were spelled', async () => {
    const noise = fc.constantFrom('', '那个，', '嗯😀', '\u200b', '我跟您说啊，', '　')
    await fc.assert(
      fc.asyncProperty(
        noise,
        fc.constantFrom(...said),
        noise,
        fc.integer({ min: 1, max: 99 }),
        async (a, name, b, n) => {
          const turns: Turn[] = [
            { role: 'agent', text: '请问在什么位置？' },
            { role: 'caller', text: `${a}${name[0]}${b}${n}号楼，${a}没水了` },
          ]
          const form = await formOf(turns)
          expect(form.address?.value).toContain(name[1])
          const words = form.address!.evidence.map(({ turn, start, end }) => turns[turn]!.text.slice(start, end))
          expect(words.join('')).toContain(name[0])
          expect(words.join('')).not.toContain('没水')
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('what remains open', () => {
  it('is asked with both districts where a name lies in two', async () => {
    const form = await formOf([
      { role: 'agent', text: '请问在什么位置？' },
      { role: 'caller', text: '太平庄。' },
    ])
    expect(form.district).toBeNull()
    expect(form.needsReview).toContainEqual(expect.objectContaining({ field: 'district' }))
    expect(form.needsReview.find(({ field }) => field === 'district')?.question).toMatch(/太平庄.*昌平区.*还是.*的？/)
  })

  it('is asked with both streets where a name lies in two of one district', async () => {
    const form = await formOf([
      { role: 'agent', text: '请问在什么位置？' },
      { role: 'caller', text: '昌平的，太平庄。' },
    ])
    expect(form.district?.value).toBe('110114')
    expect(form.street).toBeNull()
    expect(form.needsReview.find(({ field }) => field === 'street')?.question).toMatch(/南口地区还是天通苑北街道/)
  })

  it('leaves a place outside the city out of the form', async () => {
    const form = await formOf([
      { role: 'agent', text: '请问在什么位置？' },
      { role: 'caller', text: '河北廊坊的，固安县城。' },
    ])
    expect([form.district, form.street, form.address]).toEqual([null, null, null])
  })
})

describe('the place of a matter that is told in pieces', () => {
  const addressOf = async (...turns: Turn[]) => (await formOf(turns)).address?.value
  const caller = (text: string): Turn => ({ role: 'caller', text })
  const agent = (text: string): Turn => ({ role: 'agent', text })

  it('is outside the estate where the caller says so, whatever building he lives in', async () => {
    expect(
      await addressOf(
        agent('您是哪个小区的几号楼？'),
        caller('龙锦苑四区，我住六号楼，不过事儿不在小区里头，是小区东墙外头那块空地。'),
      ),
    ).toBe('龙泽园街道龙锦苑四区东墙外空地')
  })

  it('has the road in front of the estate that tells which part of it', async () => {
    expect(
      await addressOf(caller('密云果园西路的路灯不亮。'), agent('是哪一段？'), caller('润博园门口往北，到路口。')),
    ).toBe('果园街道果园西路润博园门口往北到路口')
  })

  it('has the floor of a mall that is told after the name of the shop', async () => {
    expect(await addressOf(agent('在哪儿买的？'), caller('长阳首创奥特莱斯买的，三层，那家卖鞋的。'))).toBe(
      '长阳镇首创奥特莱斯3层',
    )
  })

  it('drops a part that is taken back', async () => {
    expect(await addressOf(agent('什么地址？'), caller('育新花园二区……哎不是，就育新花园，十号楼。'))).toBe(
      '西三旗街道育新花园10号楼',
    )
  })

  it('is no number plate', async () => {
    expect(await addressOf(agent('看清车牌了吗？'), caller('看清了，京AG7518，一辆大货车。'))).toBeUndefined()
  })
})
