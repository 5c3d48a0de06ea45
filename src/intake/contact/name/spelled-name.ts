import { surnameOf } from '../../../text/surnames.ts'
import { denies } from '../../assent.ts'
import type { Mention } from '../../evidence.ts'
import type { Candidate, Candidates } from './candidate.ts'
import type { HeardTurn, Hearing } from './heard-turn.ts'
import { manTitles, womanTitles } from './titles.ts'

const calledByName = new RegExp(`([\\u4e00-\\u9fff])(?:${womanTitles}|${manTitles})`)
const asksGivenName = /名|全称|哪(?:个|几个|俩)?字|哪个[，。？]|怎么写|什么字/

/** A name known by its spelling only: 「弓长张」 to 您贵姓, 「不是，立早章」 to 张女士. */
export function readSpelledName(heard: HeardTurn, names: Candidates, hearing: Hearing): void {
  const { text, index, question, asked, spelled } = heard
  const [first] = spelled
  if (!first) return
  const atHead = first.start <= 2 && surnameOf(first.character) !== null && names.size === 0
  const called = names.size === 0 ? calledByName.exec(question)?.[1] : undefined
  const calledWrongly = called !== undefined && (denies(text) || hearing.soundsAlike(first.character, called))
  if (!asked && !calledWrongly && !atHead) return
  const name = spelled
    .map(({ character }) => character)
    .join('')
    .slice(0, 4)
  const surname = surnameOf(name)
  if (!surname) return
  const mention = { turn: index, start: first.start, end: spelled.at(-1)!.end }
  names.add({ name, mention, full: name.length > surname.length, spelled: true, strength: 0.85, ownTitle: null })
}

/** The characters that the caller explained in turns about his name. */
export interface Explained {
  turn: number
  spelled: HeardTurn['spelled']
}

/**
 * Each explained character takes the place in the name where its sound is; a surname alone grows into the name.
 * `givenTold`: the name was said whole and a character of the given name explained.
 */
export function applySpelling(
  chosen: Candidate,
  explained: readonly Explained[],
  hearing: Hearing,
): { name: string; spelled: boolean; givenTold: boolean; evidence: Mention[] } {
  const characters = [...chosen.name]
  const evidence: Mention[] = []
  const sounds = (character: string) => (other: string, index: number) =>
    index >= from && hearing.syllables.sameSound(other, character)
  const surname = surnameOf(chosen.name)?.length ?? 1
  let givenTold = false
  let from = 0
  for (const { turn, spelled } of explained) {
    if (turn < chosen.mention.turn - 2) continue
    from = 0
    for (const { character, start, end } of spelled) {
      let place = characters.findIndex(sounds(character))
      if (place < 0) {
        from = 0
        place = characters.findIndex(sounds(character))
      }
      if (place >= 0) {
        characters[place] = character
        from = place + 1
        givenTold ||= place >= surname && chosen.full && !chosen.spelled
      } else if (growsBy(turn)) characters.push(character)
      else if (spelled.length === 1 && correctsSurname(turn, character)) characters[0] = character
      else continue
      evidence.push({ turn, start, end })
    }
  }
  return { name: characters.join(''), spelled: chosen.spelled || evidence.length > 0, givenTold, evidence }

  function growsBy(turn: number): boolean {
    const before = hearing.turns[turn - 1]
    const asksGiven = before?.role === 'agent' && asksGivenName.test(before.text)
    return !chosen.full && turn >= chosen.mention.turn && characters.length < 3 && asksGiven
  }

  function correctsSurname(turn: number, character: string): boolean {
    return turn > chosen.mention.turn && surnameOf(character) !== null && denies(hearing.turns[turn]!.text)
  }
}
