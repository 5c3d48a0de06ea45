import { pinyin } from 'pinyin-pro'

/** For a character of the corpus, the corpus' other characters with the same toneless reading. */
export function homophonesIn(corpus: string): (character: string) => readonly string[] {
  const characters = [...new Set(corpus.match(/\p{Script=Han}/gu) ?? [])].sort()
  const readings = pinyin(characters.join('|'), { toneType: 'none', type: 'array' }).filter(
    (reading) => reading !== '|',
  )
  const groups = new Map<string, string[]>()
  for (const [index, character] of characters.entries()) {
    const reading = readings[index] ?? character
    groups.set(reading, [...(groups.get(reading) ?? []), character])
  }
  const others = new Map(
    [...groups.values()].flatMap((group) =>
      group.map((character) => [character, group.filter((item) => item !== character)] as const),
    ),
  )
  return (character) => others.get(character) ?? []
}
