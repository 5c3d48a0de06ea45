import type { City } from './city.ts'
import type { Fault } from './errors.ts'
import type { LeafCategory, Responsibility } from './taxonomy.ts'

/** The word by which a category's `cooperating` names the street or town of the place. */
export const LOCAL_STREET = '属地街道'

/** What one file says against itself or another: dangling references, repeated ids, places outside the city. */
export function checkCity(city: City): Fault[] {
  return [...checkTaxonomy(city), ...checkUnits(city), ...checkGazetteer(city)]
}

function checkTaxonomy({ taxonomy, units }: City): Fault[] {
  const faults: Fault[] = []
  const names = new Set(taxonomy.categories.map((category) => category.name))
  const known = { units, bodies: bodyNames(units) }
  const seen = new Set<string>()
  for (const category of taxonomy.categories) {
    const fault = (message: string) => faults.push({ path: `taxonomy.jsonl ${category.code}`, message })
    if (seen.has(category.code)) fault('类码重复')
    seen.add(category.code)
    if (category.code.length !== category.level * 2) fault(`类码应有 ${category.level * 2} 位`)
    const parent = category.level === 1 ? null : category.code.slice(0, -2)
    if (category.parent !== parent || (parent !== null && !taxonomy.get(parent)))
      fault(`上级应是已有的 ${parent ?? 'null'}，写的是 ${category.parent}`)
    for (const [, name] of category.definition.matchAll(/「([^」]+)」/g))
      if (!names.has(name as string)) fault(`定义里提到的「${name}」不存在`)
    if (category.level !== 3) {
      if (taxonomy.children(category.code).length === 0) fault('没有下级类')
      continue
    }
    for (const message of [...checkResponsible(category.responsible, known), ...checkCooperating(category, known)])
      fault(message)
  }
  return faults
}

interface Known {
  units: City['units']
  bodies: ReadonlySet<string>
}

/** What a responsibility says against itself or the registry of units. */
export function checkResponsible(responsible: Responsibility, known: Known): string[] {
  const { scope, unit, districtBody, fallback, variants = [] } = responsible
  const faults: string[] = []
  if (scope === 'street' && unit !== null) faults.push('scope 为 street 时 unit 应为 null')
  if (scope === 'district' && (unit !== null || !known.bodies.has(districtBody ?? '')))
    faults.push(`没有区机构「${districtBody}」`)
  if (scope === 'municipal' && known.units.get(unit ?? '')?.kind !== 'municipal') faults.push(`「${unit}」不是市级部门`)
  if ((scope === 'enterprise' || scope === 'platform') && unit !== null && known.units.get(unit)?.kind !== scope)
    faults.push(`「${unit}」不是在册的 ${scope}`)
  if ((scope === 'enterprise' || scope === 'platform') && unit === null && !fallback)
    faults.push('按点名企业派的类要写 fallback')
  for (const variant of variants)
    if (!known.bodies.has(variant.districtBody)) faults.push(`variants 里没有区机构「${variant.districtBody}」`)
  return fallback ? [...faults, ...checkResponsible(fallback, known)] : faults
}

function checkCooperating(leaf: LeafCategory, known: Known): string[] {
  const faults = leaf.cooperating
    .filter((name) => name !== LOCAL_STREET && !known.bodies.has(name) && !known.units.get(name))
    .map((name) => `协办「${name}」不存在`)
  if (leaf.mode !== 'direct' && leaf.cooperating.length === 0) faults.push(`mode 为 ${leaf.mode} 要有协办`)
  return faults
}

export const bodyNames = (units: City['units']): Set<string> => new Set(units.units.flatMap((unit) => unit.body ?? []))

function checkUnits({ units }: City): Fault[] {
  const faults: Fault[] = []
  const seen = new Set<string>()
  for (const unit of units.units) {
    const fault = (message: string) => faults.push({ path: `units.jsonl ${unit.id}`, message })
    if (seen.has(unit.id)) fault('单位 id 重复')
    seen.add(unit.id)
    if (unit.parent !== null && !units.get(unit.parent)) fault(`上级「${unit.parent}」不存在`)
    const local = unit.kind === 'district' || unit.kind === 'district_body' || unit.kind === 'street'
    if (local && (unit.district === null || !units.district(unit.district))) fault(`区码 ${unit.district} 没有区政府`)
    if (!local && unit.district !== null) fault('市级单位和企业不写 district')
    if (unit.kind === 'street' && unit.code?.slice(0, 6) !== unit.district)
      fault(`街道码 ${unit.code} 与区码 ${unit.district} 不符`)
    if (unit.kind === 'district_body' && !unit.body) fault('区机构要写 body')
  }
  return faults
}

function checkGazetteer({ gazetteer, units }: City): Fault[] {
  const faults: Fault[] = []
  const seen = new Set<string>()
  for (const place of gazetteer) {
    const fault = (message: string) => faults.push({ path: `gazetteer.jsonl ${place.name}`, message })
    const key = `${place.name}/${place.type}/${place.district}/${place.street}`
    if (seen.has(key)) fault('地名重复')
    seen.add(key)
    if (place.district === null && (place.districts?.length ?? 0) < 2)
      fault('没有 district 的条目要有两个以上的 districts')
    for (const district of [place.district ?? [], place.districts ?? []].flat())
      if (!units.district(district)) fault(`区码 ${district} 不存在`)
    if (place.street !== null && (!units.street(place.street) || place.street.slice(0, 6) !== place.district))
      fault(`街道码 ${place.street} 不存在或不在该区`)
  }
  return faults
}
