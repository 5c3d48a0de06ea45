import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { type CreateFitter, fitHere } from '../train/binary-fitter.ts'
import { fitInThreads } from '../train/fit-threads.ts'

/** One training thread a core; in the calling thread where the sources run without their bundle, as under the tests. */
export function createFitter(threads = availableParallelism()): CreateFitter {
  const script = new URL('./fit-thread.js', import.meta.url)
  return existsSync(script) && threads > 1 ? fitInThreads({ threads, script }) : fitHere
}
