import type { NormalisedTurn } from '../../text/normalise.ts'
import type { PlaceHit } from '../../text/place-index.ts'

/** 「朝阳跟通州交界处」「一头在常营，一头在通州」. */
const border =
  /交界|一头[^。！？]{0,14}一(?:头|边)|跨(?:着)?(?:了)?(?:两|俩|2)个?区|两(?:个)?区(?:之间|中间|都|互相|接)/

/** Whether a caller says that the matter lies in two districts at once; `hits` are the places of a turn. */
export function liesOnBorder(turns: readonly NormalisedTurn[], hits: (turn: number) => readonly PlaceHit[]): boolean {
  return turns.some(({ role, text }, turn) => {
    const match = role === 'caller' ? border.exec(text) : null
    if (!match) return false
    const sentence = {
      from: text.lastIndexOf('。', match.index) + 1,
      to: text.indexOf('。', match.index) + 1 || text.length,
    }
    const named = hits(turn).filter(({ start, end }) => start >= sentence.from && end <= sentence.to)
    const districts = named.map(({ readings }) => {
      // 朝阳 is the district before it is a village of that name.
      const own = readings.filter(({ place }) => place.type === 'district')
      return new Set((own.length > 0 ? own : readings).flatMap(({ place }) => place.district ?? []))
    })
    const single = districts.flatMap((codes) => (codes.size === 1 ? [...codes] : []))
    return new Set(single).size > 1
  })
}
