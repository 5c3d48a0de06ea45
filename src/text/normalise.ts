import { isTraditional, simplifiedOf } from './traditional.ts'

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

const invisible = /[\p{Cc}\p{Cf}\p{Mn}\p{Extended_Pictographic}\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}\uFFFD]/u
const keepAsText = /[\d#*]/
const blank = /\s/u
const han = /[\u3400-\u9fff\u{20000}-\u{323af}]/u
const asciiDigit = /[0-9]/
const alphanumeric = /[0-9A-Za-z]/
const compatibility = /[\u2e80-\u2fdf\u2460-\u2473\u3380-\u33df\uf900-\ufaff\uff00-\uffef]/
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63]/
const dots = /[\u2022\u2027\u30fb\u22c5]/
const chinesePunctuation: Readonly<Record<string, string>> = {
  ',': '，',
  '?': '？',
  '!': '！',
  ';': '；',
  ':': '：',
  '(': '（',
  ')': '）',
  '｡': '。',
  '､': '、',
  // A voice that trails off is a pause.
  '…': '，',
}

/** Nothing to change but perhaps traditional characters. */
const plain = /^[\u4e00-\u9fff，。！？、；：“”《》（）0-9A-Za-z]*$/

function hasTraditional(source: string): boolean {
  for (let index = 0; index < source.length; index++) if (isTraditional[source.charCodeAt(index)] === 1) return true
  return false
}

interface Piece {
  text: string
  at: number
}

/**
 * Full-width and compatibility forms, traditional characters, dashes and blanks in one shape; control, zero-width and
 * pictographic characters gone. Punctuation becomes Chinese except inside numbers (`10:30`, `1,200`, `3.5`).
 */
export function normalise(source: string): Normalised {
  if (plain.test(source) && !hasTraditional(source)) {
    const origin = new Uint32Array(source.length + 1)
    for (let index = 0; index <= source.length; index++) origin[index] = index
    return { text: source, origin }
  }
  return join(dropBlanks(canonicalPieces(source)), source.length)
}

/** The part of the source that `[start, end)` of the normalised text was read from. */
export function sourceSpan(normalised: Normalised, start: number, end: number): { start: number; end: number } {
  const { origin } = normalised
  const from = origin[start] ?? 0
  const last = origin[end - 1] ?? from
  let next = origin[end] ?? last + 1
  for (let index = end; next <= last && index < origin.length; index++) next = origin[index] ?? next
  return { start: from, end: Math.max(next, from + 1) }
}

function canonicalPieces(source: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const character of source) {
    const text = canonical(character, source, at)
    if (text !== '') pieces.push({ text, at })
    at += character.length
  }
  return pieces
}

function canonical(character: string, source: string, at: number): string {
  if (character.length === 1 && character >= '\u4e00' && character <= '\u9fff')
    return simplifiedOf.get(character) ?? character
  if (character <= '~' && alphanumeric.test(character)) return character
  if (character === '，' || character === '。' || character === '？' || character === '！' || character === '、')
    return character
  if (blank.test(character)) return ' '
  if (invisible.test(character) && !keepAsText.test(character)) return ''
  const compatible = compatibility.test(character) ? character.normalize('NFKC') : character
  if (dashes.test(compatible)) return '-'
  if (dots.test(compatible)) return '·'
  const punctuation = chinesePunctuation[compatible]
  if (punctuation !== undefined)
    return isInsideNumber(character, source, at) ? compatible.normalize('NFKC') : punctuation
  return simplifiedOf.get(compatible) ?? compatible
}

/** Between digits a Chinese comma is a pause, an ASCII one groups thousands; a colon of either kind is a clock's. */
function isInsideNumber(character: string, source: string, at: number): boolean {
  if (character !== ',' && character !== ':' && character !== '：') return false
  return isDigit(source.charAt(at - 1)) && isDigit(source.charAt(at + 1))
}

function isDigit(character: string): boolean {
  return asciiDigit.test(character.normalize('NFKC'))
}

/**
 * Recognisers and people put blanks anywhere. Between two Chinese characters a blank is a pause and stays, unless the
 * text is spaced throughout; beside a Chinese character and a digit it says nothing.
 */
function dropBlanks(pieces: readonly Piece[]): Piece[] {
  const kept: Piece[] = []
  const spacedOut = isSpacedOut(pieces)
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index]!
    if (piece.text !== ' ') {
      kept.push(piece)
      continue
    }
    const before = kept.at(-1)?.text ?? ''
    const after = pieces[index + 1]?.text ?? ''
    if (before !== '' && after !== '' && after !== ' ' && isPause(before, after, spacedOut)) kept.push(piece)
  }
  return kept
}

function isPause(before: string, after: string, spacedOut: boolean): boolean {
  const hanBefore = han.test(before)
  const hanAfter = han.test(after)
  if (hanBefore && hanAfter) return !spacedOut
  return alphanumeric.test(before) && alphanumeric.test(after)
}

function isSpacedOut(pieces: readonly Piece[]): boolean {
  let pauses = 0
  let characters = 0
  for (let index = 0; index < pieces.length; index++) {
    const { text } = pieces[index]!
    if (han.test(text)) characters++
    else if (text === ' ' && han.test(pieces[index - 1]?.text ?? '') && han.test(pieces[index + 1]?.text ?? ''))
      pauses++
  }
  return pauses > 3 && pauses > characters * 0.4
}

function join(pieces: readonly Piece[], sourceLength: number): Normalised {
  const text = pieces.map((piece) => piece.text).join('')
  const origin = new Uint32Array(text.length + 1)
  let offset = 0
  for (const piece of pieces) {
    for (let index = 0; index < piece.text.length; index++) {
      // Both halves of a surrogate pair keep their own place; a longer form (㎡ → m2) points at its one source.
      origin[offset++] = piece.at + (piece.text.length === 2 && han.test(piece.text) ? index : 0)
    }
  }
  origin[offset] = sourceLength
  return { text, origin }
}
