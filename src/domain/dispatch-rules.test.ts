import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCity } from '../load-city.ts'
import { root } from '../root.ts'
import { bySpecificity, checkDispatching, type DispatchRule, dispatchRuleSchema } from './dispatch-rules.ts'

const city = loadCity(join(root, 'data/beijing'))
const { tables } = city.dispatching

const rule = (fields: Partial<DispatchRule> & { id: string }): DispatchRule =>
  dispatchRuleSchema.parse({
    why: '试',
    categories: ['0602'],
    when: {},
    responsible: { scope: 'municipal', unit: 'bj-jtw' },
    ...fields,
  })
const faults = (...rules: DispatchRule[]) =>
  checkDispatching({ rules, tables }, city).map(({ path, message }) => `${path.split(' ').at(-1)}：${message}`)

describe('rules of dispatch', () => {
  it('are in order for the city that ships with jiesu', () => {
    expect(checkDispatching(city.dispatching, city)).toEqual([])
  })

  it('go from the narrowest category and the most conditions to the widest', () => {
    const wide = rule({ id: 'wide' })
    const narrow = rule({ id: 'narrow', categories: ['060201'] })
    const told = rule({ id: 'told', categories: ['060201'], when: { said: ['扶梯'] } })
    expect(bySpecificity([wide, narrow, told]).map(({ id }) => id)).toEqual(['told', 'narrow', 'wide'])
  })

  it('are refused when one can never fire behind another', () => {
    const wide = rule({ id: 'a', categories: ['060201'], when: { said: ['扶梯', '直梯'] } })
    const hidden = rule({ id: 'b', categories: ['060201'], when: { said: ['扶梯坏了'] } })
    expect(faults(wide, hidden)).toEqual(['b：永远轮不到：「a」先满足'])
    expect(faults(rule({ id: 'c', when: { said: ['天坛医院'], unsaid: ['医院'] } }))).toEqual([
      'c：永远轮不到：每个 said 词里都有 unsaid 词',
    ])
  })

  it('are refused when two say different things under the same conditions', () => {
    const one = rule({ id: 'a', when: { at: ['广场'] } })
    const other = rule({ id: 'b', when: { at: ['广场'] }, responsible: { scope: 'street', unit: null } })
    expect(faults(one, other)).toEqual(['b：与「a」条件相同，结论应合为一条'])
  })

  it('are refused when they name what does not exist or is of another kind', () => {
    expect(faults(rule({ id: 'a', categories: ['999999'] }))).toEqual(['a：没有类 999999'])
    expect(faults(rule({ id: 'a', also: ['nobody'] }))).toEqual(['a：没有单位「nobody」'])
    expect(faults(rule({ id: 'a', responsible: { scope: 'municipal', unit: 'ent-gas' } }))).toEqual([
      'a：「ent-gas」不是市级部门',
    ])
    expect(faults(rule({ id: 'a' }), rule({ id: 'a', when: { said: ['扶梯'] } }))).toEqual(['a：规则 id 重复'])
  })

  it('rest on tables that know every district body and every unit they name', () => {
    const { 区教委: _, ...rest } = tables.municipal
    const found = checkDispatching(
      { rules: [], tables: { ...tables, municipal: { ...rest, 区教委员会: 'bj-jw' }, unknownPlace: 'nobody' } },
      city,
    )
    expect(found.map(({ message }) => message)).toEqual([
      '没有单位「nobody」',
      '没有这个区机构',
      '区机构「区教委」没有对应的市级部门',
    ])
  })
})
