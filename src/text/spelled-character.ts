import { composedOf, radicalNamed, radicalSource, wholesOfParts } from './character-components.ts'
import type { SyllableIndex } from './pinyin.ts'

/** A character of which the speaker said how it is written. */
export interface SpelledCharacter {
  character: string
  start: number
  end: number
}

type Spelling = (text: string, syllables: SyllableIndex) => SpelledCharacter[]

/** By the first character, the longest first: 三点水番 before 三点水. */
const partsByHead = new Map<string, string[]>()
for (const parts of [...wholesOfParts.keys()].sort((a, b) => b.length - a.length))
  partsByHead.set(parts[0]!, [...(partsByHead.get(parts[0]!) ?? []), parts])

/** 弓长张, 立早章, 双木林; 弓长 alone where the parts make one character only. */
const byParts: Spelling = (text, syllables) => {
  const found: SpelledCharacter[] = []
  for (let at = 0; at < text.length; at++) {
    const parts = partsByHead.get(text[at]!)?.find((known) => text.startsWith(known, at))
    if (parts === undefined) continue
    const spelled = wholeOf(parts, { text, start: at, syllables })
    if (spelled) found.push(spelled)
    at += parts.length - 1
  }
  return found
}

function wholeOf(
  parts: string,
  { text, start, syllables }: { text: string; start: number; syllables: SyllableIndex },
): SpelledCharacter | null {
  const said = start + parts.length
  const next = said + /^(?:那个|这个|的|那)?/.exec(text.slice(said, said + 2))![0].length
  const following = text[next] ?? ''
  const wholes = wholesOfParts.get(parts) ?? []
  if (following !== '' && wholes.includes(following)) return { character: following, start, end: next + 1 }
  const [character] = wholes
  if (character === undefined || wholes.length > 1) return null
  if (syllables.sameSound(following, character)) return { character, start, end: next + 1 }
  const alone = !/[\u4e00-\u9fff]/.test(following) && parts !== '双人'
  return alone ? { character, start, end: said } : null
}

const composition = new RegExp(
  `(${radicalSource})(?:，)?(?:加|和|底下|下面|下边|上面|右边|里面)?(?:是)?(?:一)?个?([\\u4e00-\\u9fff]{1,3}的)?([\\u4e00-\\u9fff])`,
  'g',
)

/** 草字头一个方便的方, 竖心旁一个台, 三个石头的磊. */
const byComposition: Spelling = (text) =>
  [...text.matchAll(composition)].flatMap((match) => {
    const [whole, named, word, last] = match as unknown as [string, string, string | undefined, string]
    const radical = radicalNamed(named) ?? ''
    const character = composedOf(radical, last)
    const said = character ?? (word && composedOf(radical, word[0]!) === last ? last : undefined)
    return said ? [{ character: said, start: match.index, end: match.index + whole.length }] : []
  })

const radicalOnly = new RegExp(
  `(?:(?:带|加)?(?:${radicalSource})|双人旁?|绞丝旁|[\\u4e00-\\u9fff]字(?:旁|头|底))(?:儿)?(?:的)?(?:那个)?([\\u4e00-\\u9fff])`,
  'g',
)

/** 王字旁的玲, 三点水的江: the radical tells which of those that sound alike. */
const byRadical: Spelling = (text) =>
  [...text.matchAll(radicalOnly)]
    .filter(
      ({ 0: whole, 1: character }) =>
        !/[那这的旁加底个]/.test(character!) && !/^(?:耳朵|耳刀|[三两]个)[^旁]/.test(whole),
    )
    .map((match) => ({ character: match[1]!, start: match.index, end: match.index + match[0].length }))

const marker = /(?:的那个|的|那个)([\u4e00-\u9fff])(?![\u4e00-\u9fff]的)/g
const wordBefore = /[\u4e00-\u9fff]{2,5}$/
/** 「草字头一个长短的长」「录像的录加个走之儿」: the word explains a part of the character, not the character. */
const partBefore = /(?:旁|头|底|边|加|之儿?|耳刀|立人)(?:加|是|底下|右边|左边)?(?:一)?个?$/
const partAfter = /^(?:儿)?(?:，)?(?:再)?(?:加|底下|下(?:面|边|头)|上(?:面|边|头)|右边|左边|旁边)/

/** 建设的建; a word that explains must hold the character, or one that sounds like what the recogniser wrote. */
const byWord: Spelling = (text, syllables) => {
  const found: SpelledCharacter[] = []
  let from = 0
  for (const match of text.matchAll(marker)) {
    const said = match[1]!
    const word = wordBefore.exec(text.slice(Math.max(from, match.index - 5), match.index))?.[0]
    const end = match.index + match[0].length
    if (!word) continue
    from = end
    const meant = word.includes(said)
      ? said
      : [...word].reverse().find((character) => syllables.sameSound(character, said))
    if (!meant) continue
    const at = word.length > 2 ? Math.max(0, word.lastIndexOf(meant) - 1) : 0
    const start = match.index - word.length + at
    if (partBefore.test(text.slice(Math.max(0, start - 8), start)) || partAfter.test(text.slice(end))) continue
    found.push({ character: meant, start, end })
  }
  return found
}

const namesRadical = /[旁头底框盖]|点水|人|耳[朵刀]|[三两]个/
const explains = /的|那个/

/** Characters that a speaker explains, in order: 弓长张, 立早章, 建设的建, 王字旁的玲, 草字头一个方便的方. */
export function findSpelledCharacters(text: string, syllables: SyllableIndex): SpelledCharacter[] {
  const ways: Spelling[] = [byParts]
  if (namesRadical.test(text)) ways.push(byComposition, byRadical)
  if (explains.test(text)) ways.push(byWord)
  const found: SpelledCharacter[] = []
  for (const way of ways) {
    for (const { character, start, end } of way(text, syllables))
      if (!found.some((other) => other.start < end && start < other.end)) found.push({ character, start, end })
  }
  return found.sort((a, b) => a.start - b.start)
}
