/** Reading of every character that the training text held; sorted by character. */
export interface SyllableTableParts {
  characters: Uint16Array
  syllables: Uint16Array
}

/** Syllables are written as private-use units, so that n-grams of them are n-grams of a string. */
const FIRST_UNIT = 0xe000

/** Text by its sound: what a recogniser writes with another character of the same sound stays the same. */
export class SyllableTable {
  readonly #units = new Map<number, string>()

  constructor(readonly parts: SyllableTableParts) {
    parts.characters.forEach((character, index) => {
      this.#units.set(character, String.fromCharCode(FIRST_UNIT + parts.syllables[index]!))
    })
  }

  /** One unit a known character; everything else, punctuation too, is left out. */
  fold(text: string): string {
    let folded = ''
    for (let index = 0; index < text.length; index++) folded += this.#units.get(text.charCodeAt(index)) ?? ''
    return folded
  }
}
