import type { SyllableIndex } from '../text/pinyin.ts'
import { surnameOf } from '../text/surnames.ts'

/**
 * Where a text says a name in any characters that sound like it (王建国, 王见过): recognisers write a name another way
 * each time. Short names sound like words, so of two characters one must be the same. UTF-16 offsets, no overlaps.
 */
export function soundAlikeSpans(
  text: string,
  name: string,
  syllables: SyllableIndex,
): { start: number; end: number }[] {
  if (name.length < 2 || (name.length === 2 && surnameOf(name) === null)) return []
  const found: { start: number; end: number }[] = []
  for (let start = 0; start + name.length <= text.length; start++) {
    if (!soundsLike(text.slice(start, start + name.length), name, syllables)) continue
    found.push({ start, end: start + name.length })
    start += name.length - 1
  }
  return found
}

function soundsLike(words: string, name: string, syllables: SyllableIndex): boolean {
  let same = 0
  for (let at = 0; at < name.length; at++) {
    if (!syllables.sameSound(words[at]!, name[at]!)) return false
    if (words[at] === name[at]) same++
  }
  return name.length > 2 || same > 0
}
