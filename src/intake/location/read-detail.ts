import type { Detail } from './detail.ts'
import { detailRules, digits, number, stick } from './detail-rules.ts'

const triple = stick(`(${number})(?:-|杠)(${number})(?:-|杠)([0-9]{2,4}|[零一二三四五六七八九十幺]{2,4})(?![0-9-])`)
const double = stick('([0-9]{1,3})-([0-9]{3,4})(?![0-9-])')

/** One look that says whether any rule applies, instead of one look a rule. */
const any = stick(
  [triple, double, ...detailRules.map(({ pattern }) => pattern)].map(({ source }) => `(?:${source})`).join('|'),
)

export function readDetail(
  text: string,
  at: number,
  context: { details: readonly Detail[]; gap: string; afterPlace: boolean; afterRoad?: boolean },
): Detail[] {
  const { details, gap, afterPlace } = context
  any.lastIndex = at
  if (!any.test(text)) return []
  const short = shortForm(text, at)
  if (short) return short
  const paused = /[，、]/.test(gap)
  for (const rule of detailRules) {
    rule.pattern.lastIndex = at
    const match = rule.pattern.exec(text)
    if (!match) continue
    if (rule.after && !details.some((detail) => rule.after!.includes(detail.kind))) {
      if (
        !(
          afterPlace &&
          details.length === 0 &&
          !paused &&
          (gap === '' || /^那个?$/.test(gap) || rule.kind === 'floor') &&
          (rule.kind === 'room' || rule.kind === 'floor' || rule.after.length === 0)
        )
      )
        continue
    }
    // After a pause, 对面 and 楼下 begin another thought more often than they end the address.
    if (rule.kind === 'spot' && paused && !afterPlace && details.length === 0) continue
    if (paused && details.at(-1)?.kind === 'building' && /^(?:对面|对过|隔壁|楼下|楼上|内)/.test(match[0])) continue
    if (paused && /^(?:底下|[前后上下][头面边方])/.test(match[0])) continue
    if (paused && /^(?:院里|院内|里|内|出口|入口)/.test(match[0]) && details.length > 0) continue
    if (paused && details.some((detail) => detail.kind === 'spot') && rule.kind === 'spot') continue
    if (rule.kind === 'relation' && paused && !afterPlace && details.length === 0) continue
    if (
      rule.kind === 'number' &&
      ((paused &&
        details.at(-1)?.kind !== 'yard' &&
        !(context.afterRoad && /^(?:[，。！的]|$|门|院|旁|对|附|那)/.test(text.slice(at + match[0].length)))) ||
        (!afterPlace && details.length === 0))
    )
      continue
    if ((rule.kind === 'spot' || rule.kind === 'relation') && !afterPlace && details.length === 0) continue
    const written = rule.write(match)
    if (written !== null) {
      const detail = { kind: rule.kind, text: written, start: at, end: at + match[0].length, beside: false }
      return [/(?:我|我们|自己)(?:家)?[住是在]*$/.test(gap) ? { ...detail, own: true } : detail]
    }
  }
  return []
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
