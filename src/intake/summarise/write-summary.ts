import type { AppealType } from '../../domain/call.ts'
import type { Mention } from '../evidence.ts'
import type { Clause } from './matter-clauses.ts'
import { toDemand, toThirdPerson } from './third-person.ts'

const openings: Readonly<Record<AppealType, string>> = {
  咨询: '来电人咨询：',
  建议: '来电人建议：',
  表扬: '来电人表扬：',
  举报: '来电人举报：',
  投诉: '来电人投诉：',
  求助: '来电人求助：',
}

const LONGEST = 200
const DEMANDS = '诉求：'
const REPEATED = '此前已反映过。'

export interface SummaryParts {
  clauses: readonly Clause[]
  type: AppealType | null
  address: string | null
  repeated: boolean
}

/** What is so, then what is wanted, within 200 characters; the clauses that say most come in first. */
export function writeSummary({ clauses, type, address, repeated }: SummaryParts): { text: string; used: Mention[] } {
  const opening = (type && openings[type]) ?? '来电人反映：'
  const where = address === null ? '' : `${address}，`
  const ending = repeated ? REPEATED : ''
  const asking = type === '咨询' || type === '建议'
  let room = LONGEST - opening.length - where.length - ending.length - DEMANDS.length - 2
  const kept = new Map<Clause, string>()
  for (const clause of clauses.toSorted((a, b) => b.score - a.score)) {
    const text = clause.demand && !asking ? toDemand(clause.text) : toThirdPerson(clause.text)
    if (clause.score < 0 || text.length + 1 > room) continue
    kept.set(clause, text)
    room -= text.length + 1
  }
  const inOrder = clauses.filter((clause) => kept.has(clause))
  const facts = inOrder.filter(({ demand }) => !demand || asking)
  const demands = inOrder.filter(({ demand }) => demand && !asking)
  const demanded = demands.length > 0 ? `${DEMANDS}${demands.map((clause) => kept.get(clause)).join('，')}。` : ''
  const told = joinSentences(facts, kept)
  return {
    text: `${opening}${told === '' ? where.replace(/，$/, '。') : where}${told}${demanded}${ending}`,
    used: inOrder.map(({ turn, start, end }) => ({ turn, start, end })),
  }
}

/** Sentences stay apart where the caller ended them. */
function joinSentences(clauses: readonly Clause[], texts: ReadonlyMap<Clause, string>): string {
  return clauses
    .map((clause, index) => {
      const next = clauses[index + 1]
      const mark = !next || clause.closes || next.turn !== clause.turn ? '。' : '，'
      return `${texts.get(clause)}${mark}`
    })
    .join('')
}
