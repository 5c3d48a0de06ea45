/** Reading of every character that the training text held; sorted by character. */
export interface SyllableTableParts {
  characters: Uint16Array
  syllables: Uint16Array
}

/** Syllables are written as private-use units, so that n-grams of them are n-grams of a string. */
const FIRST_UNIT = 0xe000

/** Text by its sound: what a recogniser writes with another character of the same sound stays the same. */
export class SyllableTable {
  /** Unit of every character; 0 where it has none. */
  readonly #units = new Uint16Array(2 ** 16)

  constructor(readonly parts: SyllableTableParts) {
    parts.characters.forEach((character, index) => {
      this.#units[character] = FIRST_UNIT + parts.syllables[index]!
    })
  }

  /** One unit a known character; everything else, punctuation too, is left out. */
  fold(text: string): string {
    let folded = ''
    for (let index = 0; index < text.length; index++) {
      const unit = this.#units[text.charCodeAt(index)]!
      if (unit !== 0) folded += String.fromCharCode(unit)
    }
    return folded
  }
}
