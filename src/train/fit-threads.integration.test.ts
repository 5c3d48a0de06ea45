import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../domain/random.ts'
import { type CreateFitter, fitHere } from './binary-fitter.ts'
import { fitOneVsRest } from './fit-one-vs-rest.ts'
import { fitInThreads } from './fit-threads.ts'
import { packRows } from './sparse-rows.ts'

const random = seededRandom(5)
const rows = packRows(
  Array.from({ length: 60 }, () => ({
    indices: Uint32Array.of(0, 1, 2),
    values: Float32Array.from({ length: 3 }, () => random() - 0.5),
  })),
  { columns: 3, bias: 0.3 },
)

async function weightsOf(create: CreateFitter): Promise<[number, Float32Array][]> {
  const fitter = create(rows)
  const told: [number, Float32Array][] = []
  await fitOneVsRest({
    fitter,
    labels: Int32Array.from({ length: 60 }, (_, row) => row % 7),
    labelCount: 7,
    weights: new Float32Array(60).fill(1),
    cost: 1,
    seed: 3,
    onLabel: (label, weights) => told.push([label, weights]),
  })
  await fitter.close()
  return told
}

describe('fitInThreads', () => {
  it('gives the same labels in the same order, bit for bit, as one thread does', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'jiesu-fit-')), 'fit-thread.mjs')
    await build({
      entryPoints: [join(import.meta.dirname, 'fit-thread.ts')],
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile: file,
    })
    expect(await weightsOf(fitInThreads({ threads: 2, script: pathToFileURL(file) }))).toEqual(await weightsOf(fitHere))
  })

  it('passes on why a thread could not start', async () => {
    const missing = pathToFileURL(join(tmpdir(), 'jiesu-no-such-thread.mjs'))
    await expect(weightsOf(fitInThreads({ threads: 1, script: missing }))).rejects.toThrow(/no-such-thread/)
  })
})
