import type { City } from '../domain/city.ts'
import type { Form, Reason } from '../domain/form.ts'
import type { LeafCategory } from '../domain/taxonomy.ts'
import type { Resolution } from './resolve-unit.ts'
import { MIN_SIMILARITY } from './unit-candidates.ts'
import type { RankedUnit } from './unit-ranker.ts'

export interface ReasonOptions {
  /** Best first. */
  ranked: readonly RankedUnit[]
  city: City
  form: Form
}

/** From this weight on it is worth saying that like cases came back. */
const TELLING = 0.3

/** Why the unit that stands in the form, and what speaks against the next two: short sentences for a dispatcher. */
export function unitReasons({ ranked, city, form }: ReasonOptions): Reason[] {
  const chosen = ranked.find(({ unit }) => unit === form.unit?.value)
  if (!chosen) return []
  const reasons: Reason[] = []
  const add = (text: string, evidence: Reason['evidence'] = []) => reasons.push({ field: 'unit', text, evidence })
  const { resolution } = chosen
  const leaf = city.taxonomy.leaf(form.category?.value ?? '')
  if (resolution && leaf) add(groundText(resolution, leaf, city), form.category?.evidence)
  else if (chosen.named) add(`来电点名${nameOf(chosen.unit, city)}`)
  if (resolution?.local) add(placeText(form, city), form.street?.evidence ?? form.district?.evidence ?? [])
  const like = form.precedents.filter(({ unit, similarity }) => unit === chosen.unit && similarity >= MIN_SIMILARITY)
  if (like.length > 0) add(`近一年有 ${like.length} 件相似案件由它承办，如 ${like[0]?.caseId}`)
  const duty = ranked.find((other) => other.duty > chosen.duty && other.returned > TELLING)
  if (duty) add(`${nameOf(duty.unit, city)}退回过相似案件，不再首推`)
  for (const other of ranked.filter(({ unit }) => unit !== chosen.unit).slice(0, 2))
    add(`次选${nameOf(other.unit, city)}：${against(other, chosen)}`)
  return reasons
}

/** What makes the first unit doubtful. */
export function unitDoubt(ranked: readonly RankedUnit[], city: City): string {
  const [best, second] = ranked
  if (best && second && second.score > best.score / 3)
    return `在${nameOf(best.unit, city)}和${nameOf(second.unit, city)}之间拿不准`
  return best?.resolution?.local ? '地点或分类还不够确定' : '分类还不够确定'
}

const nameOf = (id: string, city: City) => city.units.get(id)?.name ?? id

function groundText({ ground, rule, unit }: Resolution, leaf: LeafCategory, city: City): string {
  if (rule) return rule.why
  if (ground === 'named') return `来电点名${nameOf(unit, city)}，由它承办「${leaf.name}」`
  if (ground === 'duty') return `「${leaf.name}」归${nameOf(unit, city)}`
  return leaf.responsible.scope === 'district'
    ? `「${leaf.name}」由${leaf.responsible.districtBody}主办`
    : `「${leaf.name}」由属地街道（乡镇）主办`
}

function placeText(form: Form, city: City): string {
  const street = form.street && city.units.street(form.street.value)?.name
  const district = form.district && city.units.district(form.district.value)?.name.replace(/政府$/, '')
  if (street) return `问题在${street}辖区`
  return district ? `只知道在${district}，街道还不清楚` : '还不知道问题在哪个区'
}

function against(other: RankedUnit, chosen: RankedUnit): string {
  if (other.returned > TELLING) return '退回过相似案件'
  if (other.moved > chosen.moved) return '同类案件派给它后常被改派'
  if (other.precedents > 0 && other.duty < chosen.duty) return '有相似案件由它办过，但按职责不是首选'
  if (other.second && other.duty < chosen.duty) return '一般是配合单位'
  if (other.named && other.duty < chosen.duty) return '来电提到它，但这类事不由它主办'
  if (other.resolution?.local && chosen.resolution?.local) return '地点在它辖区的可能性较小'
  return '要看是否归另一类'
}
