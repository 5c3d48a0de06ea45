import type { LabelledCall } from './call.ts'
import { LOCAL_STREET } from './check-city.ts'
import type { City } from './city.ts'
import { hasPrefix } from './lexicon.ts'

const PHONE = /^\d{7,12}$/

/** What a gold record says against the guide, the city's label space or itself; empty when nothing does. */
export function checkGold({ gold, callerId, turns }: LabelledCall, city: City): string[] {
  const faults: string[] = []
  const fault = (wrong: boolean, message: string) => {
    if (wrong) faults.push(message)
  }
  const { taxonomy, units, gazetteer } = city
  const leaf = taxonomy.leaf(gold.category)
  const alone = city.dispatching.tables.aloneTypes.includes(gold.appealType)
  fault(
    turns.some((turn) => turn.text.trim() === ''),
    '有空话轮',
  )
  for (const code of [gold.category, ...gold.alsoAccept, ...gold.secondary])
    fault(!taxonomy.leaf(code), `没有三级类 ${code}`)
  fault([...gold.alsoAccept, ...gold.secondary].includes(gold.category), '主类又写在 alsoAccept 或 secondary 里')
  fault(
    gold.alsoAccept.some((code) => gold.secondary.includes(code)),
    'alsoAccept 与 secondary 重复',
  )
  fault(
    (gold.appealType === '建议' || gold.appealType === '表扬') && gold.target !== null,
    `${gold.appealType} 的 target 应为 null`,
  )
  fault(
    gold.appealType === '表扬' && (gold.occurred !== null || gold.repeat),
    '表扬的 occurred 应为 null，repeat 应为 false',
  )
  fault(gold.appealType === '建议' && gold.tier !== '15d', '建议的 tier 应为 15d')
  fault(gold.appealType === '表扬' && gold.tier !== '7d', '表扬的 tier 应为 7d')
  fault(gold.appealType === '咨询' && gold.tier === '2h', '咨询不用 2h')
  fault(alone && (gold.mode !== 'direct' || gold.cooperating.length > 0), `${gold.appealType} 应为 direct，没有协办`)
  fault(gold.phone !== null && !PHONE.test(gold.phone), `phone「${gold.phone}」不是 7 到 12 位数字`)
  fault(callerId !== null && !PHONE.test(callerId), `callerId「${callerId}」不是 7 到 12 位数字`)
  fault(gold.district !== null && !units.district(gold.district), `没有区码 ${gold.district}`)
  fault(
    gold.street !== null && (!units.street(gold.street) || gold.street.slice(0, 6) !== gold.district),
    `街道码 ${gold.street} 不存在或不在 ${gold.district}`,
  )
  const village = gazetteer.some(
    (place) =>
      (place.type === 'community' || place.type === 'village') &&
      place.name === gold.community &&
      place.street === gold.street,
  )
  fault(gold.community !== null && !village, `社区「${gold.community}」不在街道 ${gold.street}`)
  for (const id of [gold.unit, ...gold.unitAlsoAccept, ...gold.cooperating]) fault(!units.get(id), `没有单位 ${id}`)
  fault([...gold.cooperating, ...gold.unitAlsoAccept].includes(gold.unit), '主办又写在协办或备选里')
  fault(new Set(gold.cooperating).size !== gold.cooperating.length, '协办重复')
  fault((gold.mode === 'direct') !== (gold.cooperating.length === 0), 'direct 不写协办，其余要写协办')
  fault(/得有|大概|差不多/.test(gold.occurred ?? ''), 'occurred 应去掉「得有、大概、差不多」')
  const placed = gold.district ?? gold.street ?? gold.community ?? gold.address
  const { outOfScope, progress } = city.lexicon.categories
  fault(
    gold.appealType !== '表扬' &&
      placed !== null &&
      (hasPrefix(outOfScope, gold.category) || hasPrefix(progress, gold.category)),
    `${gold.category} 的地点应为 null`,
  )
  if (leaf && gold.mode === 'whistle' && leaf.mode === 'whistle')
    fault(missing(leaf.cooperating, gold, city) > 0, '吹哨的协办没有写全')
  return faults
}

/** How many kinds of the leaf's cooperating units have no one in the record (the main unit may be one of them). */
function missing(cooperating: readonly string[], gold: LabelledCall['gold'], { units }: City): number {
  const there = [gold.unit, ...gold.cooperating].flatMap((id) => units.get(id) ?? [])
  const enclave = there.some((unit) => unit.covers?.length)
  return cooperating.filter((name) => {
    if (name === LOCAL_STREET) return gold.street !== null && !there.some((unit) => unit.kind === 'street')
    if (units.get(name)) return !there.some((unit) => unit.id === name)
    return (
      gold.district !== null &&
      !enclave &&
      !there.some((unit) => unit.body === name) &&
      units.districtBody(gold.district, name) !== undefined
    )
  }).length
}
