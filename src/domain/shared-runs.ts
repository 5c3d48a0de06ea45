/** A run of characters that stands in both an evaluation text and a training text. */
export interface SharedRun {
  run: string
  evaluation: string
  training: string
}

export interface SharedRunsOptions {
  training: Iterable<{ id: string; text: string }>
  evaluation: Iterable<{ id: string; text: string }>
  /** Names of places and units: a run that lies within one, or is mostly one, proves no copying. */
  names: Iterable<string>
  length?: number
}

const plain = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')

/** Finds evaluation text that also stands in the training text: letters and digits only, names of places and units aside. */
export function sharedRuns({ training, evaluation, names, length = 12 }: SharedRunsOptions): SharedRun[] {
  const known = new Map<string, string>()
  for (const { id, text } of training)
    for (const run of runsOf(plain(text), length)) known.set(run, known.get(run) ?? id)
  const nameList = [...new Set([...names].map(plain))]
    .filter((name) => name.length >= 3)
    .sort((a, b) => b.length - a.length)
  const found: SharedRun[] = []
  for (const { id, text } of evaluation) {
    for (const run of runsOf(plain(text), length)) {
      const trained = known.get(run)
      if (trained !== undefined && !isMostlyNames(run, nameList)) found.push({ run, evaluation: id, training: trained })
    }
  }
  return found
}

function* runsOf(text: string, length: number): Generator<string> {
  for (let start = 0; start + length <= text.length; start++) yield text.slice(start, start + length)
}

/** Without the names in it, too little is left to be a shared sentence. */
function isMostlyNames(run: string, names: readonly string[]): boolean {
  let rest = run
  for (const name of names) if (rest.includes(name)) rest = rest.replaceAll(name, '')
  return rest.length <= run.length / 2
}
