import { digitOf } from '../../../text/spoken-number.ts'

/** Which digits of a number are meant. */
export interface NumberPosition {
  from: 'start' | 'end'
  count: number
  /** From that side; the length of the new digits when absent. */
  offset?: number
}

const nth = /(倒数)?第([一二三四五六七八九十0-9]+)(?:位|个)/
const edge = /(前|头|后|末|尾|最后|中间)(?:面|边|头)?(?:那)?([一二两三四五六1-6])(?:个|位)/

/** 后四位, 前三位, 中间四位, 最后一位, 倒数第二位, 第五位; null when the words name no place. */
export function numberPosition(words: string): NumberPosition | null {
  const counted = nth.exec(words)
  const place = counted ? (digitOf(counted[2]!) ?? 0) : 0
  if (counted && place > 0)
    return counted[1] ? { from: 'end', count: 1, offset: place } : { from: 'start', count: 1, offset: place - 1 }
  const side = edge.exec(words)
  if (side) {
    const count = digitOf(side[2]!) ?? 4
    if (side[1] === '中间') return { from: 'start', count, offset: 3 }
    return { from: side[1] === '前' || side[1] === '头' ? 'start' : 'end', count }
  }
  if (/尾号|末尾|最后(?:面|边)?(?:是|一)/.test(words)) return { from: 'end', count: 4 }
  return words.includes('开头') ? { from: 'start', count: 4 } : null
}
