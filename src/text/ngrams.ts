export interface NgramRange {
  shortest: number
  longest: number
}

/**
 * The form that n-grams are read from, unit for unit as long as the text, so that an offset in it is an offset in the
 * text: full-width forms halved, lower case, every digit a zero, every space the same.
 */
export function foldForNgrams(text: string): string {
  const folded = text
    .replace(/[\uff01-\uff5e]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) - 0xfee0))
    .replace(/[A-Z]/g, (unit) => unit.toLowerCase())
  return folded.replace(/[0-9]/g, '0').replace(/\s/g, ' ')
}

/**
 * Calls `visit` with the 32-bit hash (FNV-1a over UTF-16 units, then mixed), start and end of every character n-gram.
 * An n-gram of one length never shares a hash with its own prefix, since the hash runs over all of its units.
 */
export function visitNgrams(
  text: string,
  { shortest, longest }: NgramRange,
  visit: (hash: number, start: number, end: number) => void,
) {
  for (let start = 0; start < text.length; start++) {
    let hash = 0x811c9dc5
    const last = Math.min(text.length, start + longest)
    for (let end = start; end < last; end++) {
      hash = Math.imul(hash ^ text.charCodeAt(end), 0x01000193)
      if (end - start + 1 >= shortest) visit(mix(hash), start, end + 1)
    }
  }
}

/** Hash of one whole feature name, in the same space as the n-grams. */
export function hashFeature(name: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193)
  return mix(hash)
}

function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x7feb352d)
  mixed ^= mixed >>> 15
  mixed = Math.imul(mixed, 0x846ca68b)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
