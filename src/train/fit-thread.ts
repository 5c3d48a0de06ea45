import { parentPort, workerData } from 'node:worker_threads'
import { fitHere } from './binary-fitter.ts'
import type { SparseRows } from './dual-coordinate-descent.ts'
import type { FitAnswer, FitRequest } from './fit-threads.ts'

// The thread's own file: it is bundled by itself and started by `fitInThreads`.
const port = parentPort
const fitter = fitHere(workerData as SparseRows)

port?.on('message', async ({ id, problem }: FitRequest) => {
  const fit = await fitter.fit(problem)
  const answer: FitAnswer = { id, fit }
  port.postMessage(answer, [fit.weights.buffer as ArrayBuffer, fit.alphas.buffer as ArrayBuffer])
})
