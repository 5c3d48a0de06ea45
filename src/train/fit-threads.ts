import { Worker } from 'node:worker_threads'
import type { BinaryFit, CreateFitter } from './binary-fitter.ts'
import type { BinaryProblem, SparseRows } from './dual-coordinate-descent.ts'

export interface FitRequest {
  id: number
  problem: Omit<BinaryProblem, 'rows'>
}

export interface FitAnswer {
  id: number
  fit: BinaryFit
}

/** So that a thread that has ended one fit finds the next one waiting. */
const WAITING = 2

/** Does the work in so many threads, which share the rows. `script` is the bundle of `fit-thread.ts`. */
export function fitInThreads({ threads, script }: { threads: number; script: URL }): CreateFitter {
  return (rows) => {
    const shared = shareRows(rows)
    const pending = new Map<number, { resolve: (fit: BinaryFit) => void; reject: (error: Error) => void }>()
    const workers = Array.from({ length: threads }, () => {
      const worker = new Worker(script, { workerData: shared })
      worker.on('message', ({ id, fit }: FitAnswer) => {
        pending.get(id)?.resolve(fit)
        pending.delete(id)
      })
      worker.on('error', (error) => {
        for (const { reject } of pending.values()) reject(error as Error)
        pending.clear()
      })
      return worker
    })
    let asked = 0
    return {
      width: threads * WAITING,
      fit: (problem) =>
        new Promise((resolve, reject) => {
          const id = asked++
          pending.set(id, { resolve, reject })
          workers[id % threads]!.postMessage({ id, problem } satisfies FitRequest)
        }),
      async close() {
        await Promise.all(workers.map((worker) => worker.terminate()))
      },
    }
  }
}

function shareRows({ starts, indices, values, squares, ...rest }: SparseRows): SparseRows {
  const room = (bytes: number) => new SharedArrayBuffer(bytes)
  const shared = {
    starts: new Uint32Array(room(starts.byteLength)),
    indices: new Uint32Array(room(indices.byteLength)),
    values: new Float32Array(room(values.byteLength)),
    squares: new Float64Array(room(squares.byteLength)),
  }
  shared.starts.set(starts)
  shared.indices.set(indices)
  shared.values.set(values)
  shared.squares.set(squares)
  return { ...rest, ...shared }
}
