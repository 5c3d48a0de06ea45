import { seededRandom } from '../domain/random.ts'
import type { EvalCase } from './suite.ts'

export interface PerturbOptions {
  /** Share of characters that are changed. */
  rate: number
  seed: number
  /** For a character, others that sound the same. */
  homophones: (character: string) => readonly string[]
}

const FILLERS = ['嗯', '啊', '那个', '就是', '这个', '呃']
const HAN = /\p{Script=Han}/u
const PUNCTUATION = /[，。！？、；：]/u

/**
 * What a poor recogniser makes of a call: homophones, dropped characters, lost punctuation, fillers. Digits stay, since
 * no listener could put them right. The same case, rate and seed give the same text.
 */
export function perturb(testCase: EvalCase, options: PerturbOptions): EvalCase {
  const random = seededRandom(hash(testCase.id) ^ options.seed)
  const turns = testCase.turns.map((turn) => ({
    ...turn,
    text: [...turn.text].map((character) => garble(character, random, options)).join(''),
  }))
  return { ...testCase, id: `${testCase.id}~${options.rate}`, turns }
}

function garble(character: string, random: () => number, { rate, homophones }: PerturbOptions): string {
  if (PUNCTUATION.test(character)) return random() < Math.min(1, rate * 5) ? '' : character
  if (!HAN.test(character) || random() >= rate) return character
  const kind = random()
  if (kind < 0.6) {
    const others = homophones(character)
    return others[Math.floor(random() * others.length)] ?? character
  }
  if (kind < 0.8) return ''
  return `${FILLERS[Math.floor(random() * FILLERS.length)]}${character}`
}

function hash(text: string): number {
  let value = 2166136261
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619)
  return value >>> 0
}
