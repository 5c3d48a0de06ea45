import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCity } from '../load-city.ts'
import { root } from '../root.ts'
import type { Matter } from './matter.ts'
import { createUnitResolver } from './resolve-unit.ts'

const city = loadCity(join(root, 'data/beijing'))
const resolver = createUnitResolver(city)

const nowhere: Matter = {
  district: null,
  street: null,
  at: '',
  target: null,
  appealType: '投诉',
  said: '',
  named: [],
  accused: null,
}
const in_ = (street: string): Partial<Matter> => ({ street, district: street.slice(0, 6) })
const named = (...ids: string[]): Partial<Matter> => ({ named: ids.flatMap((id) => city.units.get(id) ?? []) })
const accused = (id: string): Partial<Matter> => ({ ...named(id), accused: city.units.get(id) ?? null })

function resolve(code: string, matter: Partial<Matter> = {}) {
  const leaf = city.taxonomy.leaf(code)
  if (!leaf) throw new Error(code)
  return resolver.resolve(leaf, { ...nowhere, ...matter })
}

describe('who answers for a matter', () => {
  it.each<[string, string, Partial<Matter>, string]>([
    ['a street for matters of streets', '040201', in_('110105026'), 'cy-wangjing'],
    ['the district while the street is unknown', '040201', { district: '110105' }, 'cy-qzf'],
    ['the hotline while nothing is known', '040201', {}, 'bj-zsj'],
    ['the district body of the place', '050101', in_('110106014'), 'ft-cgw'],
    ['the department above it while the district is unknown', '050101', {}, 'bj-cgw'],
    ['the body that stands in where a district has none', '080301', in_('110101003'), 'dc-cgw'],
    ['the zone instead of district bodies inside it', '120302', in_('110115013'), 'bj-jkq'],
    ['the street as ever inside the zone', '070105', in_('110115013'), 'dx-boxing'],
    ['the police as ever inside the zone', '150202', in_('110115012'), 'dx-gaj'],
    ['the named platform', '090203', { ...in_('110105026'), ...named('plt-meituan') }, 'plt-meituan'],
    ['the district of the place when no platform is named', '090203', in_('110105026'), 'cy-scjg'],
    [
      'no company for a district matter that names one',
      '100103',
      { ...in_('110105026'), ...named('plt-eleme') },
      'cy-scjg',
    ],
    ['nobody through whom was only paid', '030403', { ...in_('110105026'), ...named('plt-tencent') }, 'cy-zjw'],
    ['the agency that was named', '030403', { ...in_('110105026'), ...named('plt-tencent', 'plt-5i5j') }, 'plt-5i5j'],
    ['whoever is complained about, of what trade ever', '090201', accused('ent-trt'), 'ent-trt'],
    ['the street for a boiler of one’s own', '010101', { ...in_('110112001'), said: '小区锅炉房烧的' }, 'tz-zhongcang'],
    ['the operator of the line', '060202', { said: '四号线的扶梯坏了' }, 'ent-mtr'],
    ['the operator of the station', '060202', { said: '天宫院地铁站的直梯停了' }, 'ent-mtr'],
    ['the city for its own parks', '080201', { ...in_('110101016'), said: '天坛公园的椅子坏了' }, 'bj-gygl'],
    ['the district for other parks', '080201', { district: '110105', said: '红领巾公园的椅子坏了' }, 'cy-yllh'],
    ['the railway for tickets at a big station', '060802', { at: '北京南站', said: '退票扣了钱' }, 'ent-crbj'],
    ['the station area for its forecourt', '060802', { at: '北京南站', said: '站前广场没人管' }, 'bj-zdzq'],
    [
      'the district over a street that is complained about',
      '040201',
      { ...in_('110115002'), target: '街道办事处' },
      'dx-qzf',
    ],
  ])('is %s', (_, code, matter, unit) => {
    expect(resolve(code, matter).unit).toBe(unit)
  })

  it('depends on the place or does not, whatever the rule', () => {
    expect(resolve('010401', { ...in_('110112001'), said: '煤气罐漏气' })).toMatchObject({
      unit: 'tz-zhongcang',
      local: true,
    })
    expect(resolve('010401', { ...in_('110112001'), said: '灶台底下漏气' })).toMatchObject({
      unit: 'ent-gas',
      local: false,
    })
  })
})

describe('how it is answered', () => {
  it('alone when it is only asked, suggested or praised', () => {
    expect(resolve('030404', { ...in_('110112012'), appealType: '咨询' })).toMatchObject({
      mode: 'direct',
      cooperating: [],
    })
  })

  it('together with those whom the caller names in everyday words, when several must come', () => {
    const said = '街道说没有执法权，城管也来过，交警也来过，你们一块儿管管'
    expect(resolve('020303', { ...in_('110112012'), said })).toMatchObject({
      unit: 'tz-yangzhuang',
      mode: 'whistle',
      cooperating: ['tz-cgzf', 'tz-jjzd'],
    })
  })

  it('with all of the category when none is named', () => {
    const said = '街道说没有执法权'
    expect(resolve('020303', { ...in_('110112012'), said }).cooperating).toEqual(['tz-zjw', 'tz-cgzf', 'tz-jjzd'])
  })

  it('a level higher when two districts leave it to each other', () => {
    expect(resolve('010302', { ...in_('110112012'), said: '两个区互相推' }).mode).toBe('escalate')
  })
})
