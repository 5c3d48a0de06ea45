/**
 * A text in the form that rules and models read, with the way back to the text as it was received.
 * `origin[i]` is the UTF-16 offset in the source of `text[i]`; `origin[text.length]` is the source's length.
 */
export interface Normalised {
  readonly text: string
  readonly origin: Uint32Array
}

export interface NormalisedTurn extends Normalised {
  readonly role: 'agent' | 'caller'
}
