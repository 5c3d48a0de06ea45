import type { Detail, DetailRun } from './detail.ts'
import { addDetail } from './detail-list.ts'
import { stick } from './detail-rules.ts'
import { readDetail } from './read-detail.ts'

const filler = stick(
  '(?:[，、,\\s]|的|[那这]个?小区|那个|这个|那块儿?|那栋|这栋|那座|那片儿?|那一?大片|[那这]一?(?:小)?[段截]儿?|那部|那张|那几间|那?个?大(?=工地|坑|院|棚|停车场|垃圾|广场)|一?(?:进|出)(?:去|来)|上去|那条|那排|那家|这片|一片|一条|商场|(?<!村[，、]?)村(?=[东西南北][头口边])|那边|这边|那儿|这儿|那|这|就是|就在|就|嗯|呃|额|啊|哎|呢|吧|哈|儿|我们家|我们|我家|我这|我(?![在是住])|他家|家|是|在|住|靠近?|紧|上|一个|个|里[头边面]?|整个|整|门牌号?是?|楼号是?|车号|好像是?|大概是?|大约是?|应该就是|这[两几]栋|这[两几]个楼|咱们?|它|名字?叫|叫(?=[\\u4e00-\\u9fff]{2,4}(?:大厦|大楼|商厦))|具体)*',
)
const correctionMarker = stick(
  '(?:[，。、\\s]|嗯|啊|哎|呃|哦|噢)*(?:不对|不是|错了|说错了|哦不|噢不|更正|应该是|我说错了|记错了)(?:[，。、\\s]|不对|不是|错了|说错了|是|应该是|啊|哎|我)*',
)
const joinerPattern = stick('(?:[，、\\s])*(?:和|跟|与|及|以及|还有|、|(?:一直)?(?:到|至))(?:[，、\\s])*')

/** No address has more; a runaway reading stops here. */
const mostDetails = 12

/**
 * The details of an address from `at` on, over fillers and corrections; empty when none follows.
 * `afterPlace` says that a place's name ends at `at`, so that bare numbers may be doors and rooms.
 */
export function parseDetails(
  text: string,
  at: number,
  options: { afterPlace: boolean; afterRoad?: boolean },
): DetailRun {
  const details: Detail[] = []
  let end = at
  let position = at
  let corrected = false
  let beside = false
  let joiner = ''
  while (details.length < mostDetails) {
    const start = skip(filler, text, position)
    const gap = text.slice(position, start)
    const found = /[。？！]/.test(gap) ? [] : readDetail(text, start, { details, gap, ...options })
    // 「八零三，楼上九零三」: the second door is another's.
    if (found[0]?.text === '楼上' && details.some(({ kind }) => kind === 'room')) break
    if (found.length > 0) {
      const two = twoBuildings({ last: details.at(-1), next: found[0]!, gap, corrected })
      for (const detail of found)
        addDetail(
          details,
          { ...detail, beside: beside || two !== null, joiner: beside ? joiner : (two ?? '') },
          corrected,
        )
      position = end = found.at(-1)!.end
      corrected = beside = false
      continue
    }
    if (details.length === 0) break
    const amended = skip(correctionMarker, text, position)
    const joined = skip(joinerPattern, text, position)
    if (Math.max(amended, joined) === position) break
    if (amended > position) corrected = true
    else {
      beside = true
      joiner = joinerOf(text.slice(position, joined))
    }
    position = Math.max(amended, joined)
  }
  return { details, start: details[0]?.start ?? at, end }
}

/** How two buildings that follow each other are joined, '' or 、; null when the second replaces the first. */
function twoBuildings(options: {
  last: Detail | undefined
  next: Detail
  gap: string
  corrected: boolean
}): string | null {
  const { last, next, gap, corrected } = options
  if (corrected || last?.kind !== 'building' || next.kind !== 'building' || last.text === next.text) return null
  return gap === '' || gap === '、' ? gap : null
}

function joinerOf(words: string): string {
  if (/[到至]/.test(words)) return '到'
  return /[和跟与及]/.test(words) ? '和' : ''
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  const match = pattern.exec(text)
  return match ? at + match[0].length : at
}
