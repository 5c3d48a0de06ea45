import type { Area, Lexicon } from '../domain/lexicon.ts'
import type { Place } from '../domain/place.ts'
import { AhoCorasick } from './aho-corasick.ts'
import { SyllableIndex } from './pinyin.ts'

/** What a name may stand for. */
export interface Reading {
  place: Place
  /** The name as the gazetteer writes it or an alias of it; false for spellings that we derived. */
  listed: boolean
}

export interface PlaceHit {
  start: number
  end: number
  /** The name that was found, as the gazetteer spells it (the text may differ in digits, case or sound). */
  name: string
  readings: readonly Reading[]
  area: Area | null
  /** Outside the city. */
  outside: boolean
  /** Everyday word as well: needs something beside it that makes it a place. */
  everyday: boolean
  /** Found by sound, not by its characters. */
  bySound: boolean
}

interface Surface {
  name: string
  readings: Reading[]
  area: Area | null
  outside: boolean
}

const unheard = -2
const chineseDigits = '零一二三四五六七八九'
const streetSuffixes = /(街道|地区|镇|乡|满族乡|回族乡)$/
const fuzzyTypes = new Set([
  'community',
  'village',
  'compound',
  'road',
  'subway_station',
  'street',
  'mall',
  'bridge',
  'landmark',
])
/** Shorter names sound like too many other words. */
const shortestBySound = 3

/**
 * Finds the places of a gazetteer in running text, by characters and by sound, in one pass each.
 * Built once a process; a search is linear in the text.
 */
export class PlaceIndex {
  readonly syllables: SyllableIndex
  readonly #surfaces: Surface[]
  readonly #exact: AhoCorasick
  readonly #sound: AhoCorasick
  readonly #soundSurfaces: number[] = []
  /** Syllables by UTF-16 unit, as far as they were needed. */
  readonly #sounds = new Int16Array(0x10000).fill(unheard)
  readonly #compactor = new Compactor()
  readonly #everyday: ReadonlySet<string>
  readonly #byName: ReadonlyMap<string, Surface>

  constructor(options: { gazetteer: readonly Place[]; lexicon: Lexicon; syllables?: SyllableIndex }) {
    this.syllables = options.syllables ?? new SyllableIndex()
    this.#everyday = new Set(options.lexicon.everydayNames)
    const byName = collectSurfaces(options.gazetteer, options.lexicon)
    this.#byName = byName
    this.#surfaces = [...byName.values()]
    this.#exact = new AhoCorasick([...byName.keys()])
    this.#sound = this.#buildSound()
  }

  /** What a name stands for when it is the whole of `name`; null when the gazetteer has no such name. */
  lookup(name: string): PlaceHit | null {
    const surface = this.#byName.get(name.toUpperCase())
    return surface ? this.#hit(surface, 0, name.length, false) : null
  }

  /** Places in the text, left to right, the longest where names overlap. Blanks inside a name do not matter. */
  find(text: string): PlaceHit[] {
    const { symbols, offsets } = this.#compactor.compact(text)
    const exact = bestCover(
      this.#exact
        .find(symbols)
        .map((hit) => ({ surface: this.#surfaces[hit.pattern]!, start: hit.start, end: hit.end })),
    ).map((hit) => this.#hit(hit.surface, offsets[hit.start]!, offsets[hit.end - 1]! + 1, false))
    return exact
  }

  /** Names that sound like parts of the text, where `taken` (the exact hits) leaves room or is much shorter. */
  findBySound(text: string, taken: readonly PlaceHit[]): PlaceHit[] {
    const { symbols, offsets } = this.#compactor.compact(text)
    const sounds = new Int16Array(symbols.length)
    for (let index = 0; index < sounds.length; index++) sounds[index] = this.#soundOf(symbols[index]!)
    const hits = bestCover(
      this.#sound.find(sounds).map((hit) => ({
        surface: this.#surfaces[this.#soundSurfaces[hit.pattern]!]!,
        start: hit.start,
        end: hit.end,
      })),
    ).map((hit) => this.#hit(hit.surface, offsets[hit.start]!, offsets[hit.end - 1]! + 1, true))
    return hits.filter((hit) => isPlausible(hit, text) && !overlapsLonger(hit, taken))
  }

  /** The syllable of a UTF-16 unit; 4 sounds like 四. */
  #soundOf(unit: number): number {
    let sound = this.#sounds[unit]!
    if (sound === unheard) {
      const character = String.fromCharCode(unit)
      sound = this.syllables.of(/[0-9]/.test(character) ? chineseDigits[Number(character)]! : character)
      this.#sounds[unit] = sound
    }
    return sound
  }

  #hit(surface: Surface, start: number, end: number, bySound: boolean): PlaceHit {
    const { name, readings, area, outside } = surface
    const guessed =
      readings.length > 0 && !area && readings.every((reading) => !reading.listed && reading.place.type === 'village')
    return { start, end, name, readings, area, outside, everyday: guessed || this.#everyday.has(name), bySound }
  }

  #buildSound(): AhoCorasick {
    this.syllables.learn(this.#surfaces.map((surface) => surface.name).join(''))
    const patterns: Int16Array[] = []
    this.#surfaces.forEach((surface, index) => {
      if (surface.name.length < shortestBySound || surface.area || surface.outside) return
      if (!surface.readings.some((reading) => reading.listed && fuzzyTypes.has(reading.place.type))) return
      const pattern = new Int16Array(surface.name.length)
      for (let at = 0; at < pattern.length; at++) pattern[at] = this.syllables.of(surface.name[at]!)
      if (pattern.includes(-1)) return
      patterns.push(pattern)
      this.#soundSurfaces.push(index)
    })
    return new AhoCorasick(patterns, this.syllables.size + 1)
  }
}

function collectSurfaces(gazetteer: readonly Place[], lexicon: Lexicon): Map<string, Surface> {
  const byName = new Map<string, Surface>()
  const at = (name: string): Surface => {
    const key = name.toUpperCase()
    let surface = byName.get(key)
    if (!surface) {
      surface = { name, readings: [], area: null, outside: false }
      byName.set(key, surface)
    }
    return surface
  }
  const add = (name: string, place: Place, listed: boolean) => {
    const surface = at(name)
    if (!surface.readings.some((reading) => reading.place === place)) surface.readings.push({ place, listed })
  }
  for (const place of gazetteer) {
    for (const name of [place.name, ...place.aliases]) add(name, place, true)
  }
  for (const place of gazetteer) {
    for (const name of derivedNames(place)) add(name, place, false)
  }
  for (const area of lexicon.areas) {
    for (const name of [area.name, ...area.aliases]) at(name).area = area
  }
  for (const name of lexicon.outside) {
    // 河北 is a province before it is a town's short name; 河北镇 is another name.
    const surface = at(name)
    surface.outside = true
    surface.readings = []
  }
  return byName
}

/** Spellings that people and recognisers use beside those listed: 四季青镇 for the 地区, 龙锦苑4区, 甲社区 said as 甲小区. */
function derivedNames(place: Place): string[] {
  const names: string[] = []
  if (place.type === 'street') {
    const base = place.name.replace(streetSuffixes, '').replace(/(满族|回族)$/, '')
    if (base.length > 1)
      names.push(
        base,
        ...['街道', '地区', '镇', '乡', '街道办', '街道办事处', '地区办事处', '镇政府', '乡政府'].map(
          (suffix) => base + suffix,
        ),
      )
  }
  if (place.type === 'community') {
    const base = place.name.replace(/社区$/, '')
    if (base !== place.name && base.length > 2) names.push(base)
    if (base !== place.name && base.length > 1 && !base.endsWith('小区')) names.push(`${base}小区`)
  }
  if (place.type === 'village') {
    const base = place.name.replace(/村$/, '')
    if (base !== place.name && base.length > 1) names.push(base)
  }
  if (place.type === 'compound' && !/(小区|社区)$/.test(place.name)) names.push(`${place.name}小区`)
  for (const name of [place.name, ...place.aliases, ...names]) {
    const arabic = withArabicDigits(name)
    if (arabic !== name) names.push(arabic)
  }
  return names
}

/** 龙锦苑四区 → 龙锦苑4区. Only single digits before a counter: 五道口 and 三里屯 stay words. */
function withArabicDigits(name: string): string {
  return name.replace(/([一二三四五六七八九])(?=区|里|期|号院|社区|村|队|组|$)/g, (digit) =>
    String(chineseDigits.indexOf(digit)),
  )
}

/** Text without its blanks and in capitals, as UTF-16 units, and where each stood. The arrays serve one search at a time. */
class Compactor {
  #units = new Uint16Array(1024)
  #offsets = new Uint32Array(1024)

  compact(text: string): { symbols: Uint16Array; offsets: Uint32Array } {
    if (text.length > this.#units.length) {
      this.#units = new Uint16Array(text.length * 2)
      this.#offsets = new Uint32Array(text.length * 2)
    }
    let length = 0
    for (let index = 0; index < text.length; index++) {
      let unit = text.charCodeAt(index)
      if (unit === 0x20) continue
      if (unit >= 0x61 && unit <= 0x7a) unit -= 0x20
      this.#units[length] = unit
      this.#offsets[length++] = index
    }
    return { symbols: this.#units.subarray(0, length), offsets: this.#offsets }
  }
}

interface Span {
  start: number
  end: number
}

/**
 * The hits without overlaps that cover most of the text, long names counting more than as many short ones, the earlier one
 * of equals: 望京 and 南湖东园 rather than 望京南, 苹果园 rather than 果园西.
 */
function bestCover<T extends Span>(hits: T[]): T[] {
  if (hits.length < 2) return hits
  const sorted = hits.toSorted((a, b) => a.end - b.end || a.start - b.start)
  const best: { weight: number; hit: T; before: number }[] = []
  const lastEndingBy = (position: number) => {
    let low = 0
    let high = best.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]!.end <= position) low = middle + 1
      else high = middle
    }
    return low - 1
  }
  const upTo: { weight: number; at: number }[] = []
  for (const [index, hit] of sorted.entries()) {
    const before = lastEndingBy(hit.start)
    const length = hit.end - hit.start
    best.push({ weight: length * length + (before >= 0 ? upTo[before]!.weight : 0), hit, before })
    const previous = upTo[index - 1]
    const own = best[index]!.weight
    upTo.push(previous && previous.weight >= own ? previous : { weight: own, at: index })
  }
  const kept: T[] = []
  for (let at = upTo.at(-1)!.at; at >= 0; ) {
    const { hit, before } = best[at]!
    kept.unshift(hit)
    at = before >= 0 ? upTo[before]!.at : -1
  }
  return kept
}

/** By sound only with some characters in common, and not what the characters say already. */
function isPlausible(hit: PlaceHit, text: string): boolean {
  const said = text.slice(hit.start, hit.end).replaceAll(' ', '')
  let same = 0
  for (let index = 0; index < hit.name.length; index++) if (hit.name[index] === said[index]) same++
  return same < hit.name.length && same >= (hit.name.length <= 4 ? 1 : 2)
}

function overlapsLonger(hit: PlaceHit, taken: readonly PlaceHit[]): boolean {
  return taken.some(
    (other) => other.start < hit.end && hit.start < other.end && other.end - other.start >= hit.end - hit.start - 1,
  )
}
