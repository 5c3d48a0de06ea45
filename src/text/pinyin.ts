import { pinyin } from 'pinyin-pro'

/** Syllables that recognisers and southern or northern ears confuse fall together: zh/z, ch/c, sh/s, -ng/-n. */
function tolerant(syllable: string): string {
  return syllable.replace(/^([zcs])h/, '$1').replace(/ng$/, 'n')
}

/**
 * Numbers the toneless, tolerant pinyin of characters, so that names can be compared by sound. A character with
 * several readings gets its commonest one: both sides of a comparison are read the same way.
 */
export class SyllableIndex {
  readonly #byCharacter = new Map<string, number>()
  readonly #bySyllable = new Map<string, number>()

  /** Readings of many characters at once, far cheaper than one at a time. */
  learn(text: string): void {
    const unknown = [...new Set(text)].filter((character) => isHan(character) && !this.#byCharacter.has(character))
    if (unknown.length === 0) return
    // A mark between the characters keeps the library from reading two of them as a word.
    const readings = pinyin(unknown.join('|'), { toneType: 'none', type: 'array' }).filter((reading) => reading !== '|')
    for (const [index, character] of unknown.entries()) {
      this.#byCharacter.set(character, this.#number(readings[index] ?? character))
    }
  }

  /** The syllable's number, or -1 for what is not a Chinese character. */
  of(character: string): number {
    if (!isHan(character)) return -1
    const known = this.#byCharacter.get(character)
    if (known !== undefined) return known
    const number = this.#number(pinyin(character, { toneType: 'none' }))
    this.#byCharacter.set(character, number)
    return number
  }

  sameSound(a: string, b: string): boolean {
    return a === b || (isHan(a) && this.of(a) === this.of(b))
  }

  get size(): number {
    return this.#bySyllable.size
  }

  #number(reading: string): number {
    const syllable = tolerant(reading)
    const known = this.#bySyllable.get(syllable)
    if (known !== undefined) return known
    const number = this.#bySyllable.size
    this.#bySyllable.set(syllable, number)
    return number
  }
}

function isHan(character: string): boolean {
  return character.length === 1 && character >= '\u3400' && character <= '\u9fff'
}
