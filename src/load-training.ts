import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type LabelledCall, labelledCallSchema } from './domain/call.ts'
import type { City } from './domain/city.ts'
import { readJson, readJsonl } from './read-jsonl.ts'
import { homophonesIn } from './text/homophones.ts'
import { generateCalls } from './train/generate.ts'
import { type Narrative, narrativeSchema } from './train/narrative.ts'
import { phrasesSchema } from './train/phrases.ts'

const jsonlIn = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .map((name) => join(folder, name))
    : []

/** The hand-written narratives of `data/<city>/calls/narratives/`. */
export const loadNarratives = (folder: string): Narrative[] =>
  jsonlIn(join(folder, 'calls', 'narratives')).flatMap((file) => readJsonl(file, narrativeSchema))

/** The whole calls, written and labelled by hand, of `data/<city>/calls/whole/`. */
export const loadWholeCalls = (folder: string): LabelledCall[] =>
  jsonlIn(join(folder, 'calls', 'whole')).flatMap((file) => readJsonl(file, labelledCallSchema))

/** Generated calls around the city's narratives. */
export function loadTrainingCalls({
  folder,
  city,
  seed,
  count,
}: {
  folder: string
  city: City
  seed: number
  count: number
}): Generator<LabelledCall> {
  const narratives = loadNarratives(folder)
  const phrases = readJson(join(folder, 'calls', 'phrases.json'), phrasesSchema)
  return generateCalls({
    city,
    narratives,
    phrases,
    seed,
    count,
    homophones: homophonesIn(narratives.map((item) => item.text).join('')),
  })
}
