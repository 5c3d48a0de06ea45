const digitValues: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  洞: 0,
  圈: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  贰: 2,
  两: 2,
  俩: 2,
  三: 3,
  叁: 3,
  仨: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  拐: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
  勾: 9,
  钩: 9,
}
/** The characters of which numbers in addresses and times are made; no 洞, 圈, 拐, 勾: those are digits on the telephone only. */
export const numeralCharacters = '零〇一二三四五六七八九十百千两幺'

/** The value of one spoken digit (幺 → 1, 洞 → 0, 拐 → 7), or null. Arabic digits count. */
export function digitOf(character: string): number | null {
  if (character >= '0' && character <= '9' && character.length === 1) return Number(character)
  return digitValues[character] ?? null
}

/**
 * A number as people say or write it, in Arabic digits: 十二 → 12, 五零二 → 502, 一百零三 → 103, 一百二 → 120,
 * 十二零三 (a room on the twelfth floor) → 1203, 12 → 12. Leading zeros of digit strings stay. Null for anything else.
 */
export function toArabic(spoken: string): string | null {
  if (spoken === '') return null
  if (/^\d+$/.test(spoken)) return spoken
  const digits = readDigits(spoken)
  if (digits !== null) return digits
  const room = /^([一二三四五六七八九两]?十[一二三四五六七八九]?)(零[一二三四五六七八九])$/.exec(spoken)
  if (room) return `${readCardinal(room[1]!)}${readDigits(room[2]!)}`
  const value = readCardinal(spoken)
  return value === null ? null : String(value)
}

function readDigits(spoken: string): string | null {
  let digits = ''
  for (const character of spoken) {
    const digit = digitOf(character)
    if (digit === null) return null
    digits += digit
  }
  return digits
}

/** 「三千零五十」 → 3050. Below ten thousand and with 万; null when the words do not make a number. */
export function readCardinal(spoken: string): number | null {
  const [high, low, ...more] = spoken.split('万')
  if (more.length > 0 || high === undefined) return null
  if (low === undefined) return readBelowTenThousand(high)
  const thousands = readBelowTenThousand(high)
  if (thousands === null) return null
  if (low === '') return thousands * 10000
  const rest = readBelowTenThousand(low.replace(/^[零〇]/, ''))
  if (rest === null) return null
  // 一万二 is 12,000; 一万零二 and 一万二百 are what they say.
  return thousands * 10000 + (low.length === 1 && rest < 10 ? rest * 1000 : rest)
}

const cardinal = /^(?:(D)千)?(零?)(?:(D)百)?(零?)(?:(D?)(十))?(零?)(D?)$/.source.replaceAll(
  'D',
  '[一二三四五六七八九两]',
)
const cardinalPattern = new RegExp(cardinal)
const plainForm: Readonly<Record<string, string>> = { 拾: '十', 佰: '百', 仟: '千', 〇: '零', 俩: '两', 仨: '三' }

function readBelowTenThousand(spoken: string): number | null {
  const plain = spoken.replace(/[拾佰仟〇俩仨]/g, (character) => plainForm[character] ?? character)
  if (plain === '零') return 0
  const match = cardinalPattern.exec(plain)
  if (!match || plain === '' || plain.endsWith('零')) return null
  const [thousands, zero1, hundreds, zero2, tens, ten, zero3, ones] = match.slice(1)
  const digit = (character: string | undefined) => (character ? (digitValues[character] ?? 0) : 0)
  const total = digit(thousands) * 1000 + digit(hundreds) * 100 + (ten ? (digit(tens) || 1) * 10 : 0)
  if (total === 0 && (zero1 || zero2 || zero3)) return null
  return total + digit(ones) * (zero1 || zero2 || zero3 || ten ? 1 : elidedPower(thousands, hundreds))
}

/** 一百二 is 120 and 一千五 is 1500: the last digit stands for the power below the one before it. */
function elidedPower(thousands: string | undefined, hundreds: string | undefined): number {
  if (hundreds) return 10
  return thousands ? 100 : 1
}
