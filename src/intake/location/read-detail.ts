import type { Detail } from './detail.ts'
import { type DetailRule, detailRules, digits, number, pointed, pointing, stick } from './detail-rules.ts'

const triple = stick(`(${number})(?:-|杠)(${number})(?:-|杠)([0-9]{2,4}|[零〇一二三四五六七八九十幺]{2,4})(?![0-9-])`)
const double = stick('([0-9]{1,3})-([0-9]{3,4})(?![0-9-])')

/** One look that says whether any rule applies, instead of one look a rule. */
const any = stick(
  [triple, double, ...detailRules.map(({ pattern }) => pattern)].map(({ source }) => `(?:${source})`).join('|'),
)

export interface DetailContext {
  /** What was read before, from the same place on. */
  details: readonly Detail[]
  /** The words skipped since. */
  gap: string
  /** A place's name ends where the run begins. */
  afterPlace: boolean
  /** It is numbered along: a road, a village. */
  afterRoad?: boolean
}

/** The detail that begins at `at`; two or three for short forms, none where nothing is read. */
export function readDetail(text: string, at: number, context: DetailContext): Detail[] {
  any.lastIndex = at
  if (!any.test(text)) return pointedAt(text, at, context)
  const short = shortForm(text, at)
  if (short) return short
  for (const rule of detailRules) {
    rule.pattern.lastIndex = at
    const match = rule.pattern.exec(text)
    if (!match || !isLedTo(rule, match[0], context) || goesElsewhere(rule, match, context)) continue
    if (rule.kind === 'number' && !isDoor(match[0], text.slice(at + match[0].length), context)) continue
    const written = rule.write(match)
    if (written === null) continue
    // 「二门三层六号」: the door in the building, not the house's number.
    const inside = rule.kind === 'number' && context.details.some(({ kind }) => kind === 'unit' || kind === 'floor')
    const detail: Detail = {
      kind: inside ? 'room' : rule.kind,
      text: written,
      start: at,
      end: at + match[0].length,
      beside: false,
    }
    return [/(?:我|我们|自己)(?:家)?[住是在]*$/.test(context.gap) ? { ...detail, own: true } : detail]
  }
  return pointedAt(text, at, context)
}

/** 「北门外那条规划路」, 「3号楼西边那栋白楼」: named by what it is. */
function pointedAt(text: string, at: number, { details, gap, afterPlace }: DetailContext): Detail[] {
  if ((!afterPlace && details.length === 0) || !pointing.test(gap) || isPaused(gap)) return []
  if (details.some(({ kind }) => kind === 'spot')) return []
  pointed.lastIndex = at
  const match = pointed.exec(text)
  return match ? [{ kind: 'spot', text: match[0], start: at, end: at + match[0].length, beside: false }] : []
}

const isPaused = (gap: string): boolean => /[，、]/.test(gap)

/** A bare room or floor needs a building before it, or a place's name directly before it. */
function isLedTo({ kind, after }: DetailRule, said: string, { details, gap, afterPlace }: DetailContext): boolean {
  if (!after || details.some((detail) => after.includes(detail.kind))) return true
  if (!afterPlace || details.length > 0) return false
  // 「茶城，二楼，有一家…」: a low floor may be told after a pause; 「七区，十六楼」 may be a building.
  if (isPaused(gap)) return kind === 'floor' && said.length === 2 && !/我/.test(gap)
  if (gap !== '' && !/^那个?$/.test(gap) && kind !== 'floor') return false
  return kind === 'room' || kind === 'floor' || after.length === 0
}

/** After a pause, 对面 and 楼下 begin another thought more often than they end the address. */
function goesElsewhere({ kind }: DetailRule, [said]: RegExpExecArray, context: DetailContext): boolean {
  const { details, gap, afterPlace } = context
  const loose = kind === 'spot' || kind === 'relation'
  if (loose && !afterPlace && details.length === 0) return true
  if (!isPaused(gap)) return false
  if (details.at(-1)?.kind === 'building' && /^(?:对面|对过|隔壁|楼下|楼上|内)/.test(said)) return true
  if (/^(?:底下|[前后上下][头面边方])/.test(said)) return true
  if (details.length > 0 && /^(?:院里|院内|里|内|出口|入口)/.test(said)) return true
  return kind === 'spot' && details.some((detail) => detail.kind === 'spot')
}

/** 「，五十六号门口」 is a door on a road; 「，十五号开始停水」 is a date. */
function isDoor(said: string, rest: string, { details, gap, afterPlace, afterRoad }: DetailContext): boolean {
  if (!afterPlace && details.length === 0) return false
  if (!isPaused(gap) || details.at(-1)?.kind === 'yard') return true
  // 「胡同，丙十七号」, 「村里，门牌四十一号」: dates have neither.
  if (/^[甲乙丙丁]|[甲乙丙丁]$/.test(said) || /门牌/.test(gap)) return true
  if (details.some(({ kind }) => kind === 'unit' || kind === 'floor') && /^(?:[，。]|$)/.test(rest)) return true
  return afterRoad === true && /^(?:[，。！的]|$|门|院|旁|对|附|那)/.test(rest)
}

/** 3-2-501, 三杠二杠五零一: building, unit, room. */
function shortForm(text: string, at: number): Detail[] | null {
  triple.lastIndex = at
  const three = triple.exec(text)
  const span = (match: RegExpExecArray) => ({ start: at, end: at + match[0].length, beside: false })
  if (three) {
    return [
      { kind: 'building', text: `${digits(three[1])}号楼`, ...span(three) },
      { kind: 'unit', text: `${digits(three[2])}单元`, ...span(three) },
      { kind: 'room', text: `${digits(three[3])}室`, ...span(three) },
    ]
  }
  double.lastIndex = at
  const two = double.exec(text)
  if (!two) return null
  return [
    { kind: 'building', text: `${two[1]}号楼`, ...span(two) },
    { kind: 'room', text: `${two[2]}室`, ...span(two) },
  ]
}
