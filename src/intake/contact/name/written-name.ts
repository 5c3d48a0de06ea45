import type { Candidates } from './candidate.ts'
import { isWordLikeSurname, wholeName } from './given-name.ts'
import type { HeardTurn } from './heard-turn.ts'

const besideNumber =
  /(?:^|[，。！、\s0-9])([\u4e00-\u9fff]{2,4})(?:[，。、：\s]|电话|手机)*(?=1[3-9][0-9]{9})|(?<=1[3-9][0-9]{9})[，。、\s]*([\u4e00-\u9fff]{2,4})(?=[，。！\s]|$)/g
const signature = /[，。！\s]([\u4e00-\u9fff]{2,4})[。]?$/

/** 「王芳 138…」, 「138…，王芳」: a name beside the number, as people type it. */
export function readBesideNumber({ text, index, spelled }: HeardTurn, names: Candidates): void {
  if (!/1[3-9][0-9]{9}/.test(text)) return
  for (const match of text.matchAll(besideNumber)) {
    const name = match[1] ?? match[2] ?? ''
    if (!wholeName(name)) continue
    const start = match.index + match[0].lastIndexOf(name)
    if (spelled.some((other) => other.start < start + name.length && start < other.end)) continue
    const mention = { turn: index, start, end: start + name.length }
    names.offer({ name, mention, full: true, spelled: false, strength: 0.8, ownTitle: null })
    return
  }
}

/** A written appeal that ends with its writer's name. */
export function readSignature({ text, index }: HeardTurn, names: Candidates): void {
  const match = text.length > 30 ? signature.exec(text) : null
  const parts = match && wholeName(match[1]!)
  if (!match || !parts || isWordLikeSurname(parts.surname)) return
  const start = match.index + 1
  const mention = { turn: index, start, end: start + match[1]!.length }
  names.offer({ name: match[1]!, mention, full: true, spelled: false, strength: 0.6, ownTitle: null })
}
