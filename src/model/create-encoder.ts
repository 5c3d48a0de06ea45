import { existsSync } from 'node:fs'
import type { Encoder } from './encoder.ts'
import { isStaticEncoder, loadStaticEncoder } from './load-static-encoder.ts'

export interface CreateEncoderOptions {
  /** A folder (ours, or any in the transformers.js layout), a model id of the hub, or `openai:MODEL`. */
  spec: string
  /** Only for `openai:`. */
  baseUrl?: string
  apiKey?: string
  /** Where models of the hub are kept. */
  cacheDir?: string
}

const ENDPOINT = 'openai:'

/** The encoder that a setting names. Throws `artefact_missing`, `artefact_mismatch` or `unavailable`, saying which. */
export async function createEncoder({ spec, baseUrl, apiKey, cacheDir }: CreateEncoderOptions): Promise<Encoder> {
  if (spec.startsWith(ENDPOINT)) {
    const { createEndpointEncoder } = await import('./endpoint-encoder.ts')
    return createEndpointEncoder({
      model: spec.slice(ENDPOINT.length),
      ...(baseUrl !== undefined && { baseUrl }),
      ...(apiKey !== undefined && { apiKey }),
    })
  }
  const looksLikePath = /^[./]|^[A-Za-z]:\\|^models\//.test(spec)
  if (isStaticEncoder(spec) || (looksLikePath && !existsSync(spec))) return loadStaticEncoder(spec)
  const { createTransformersEncoder } = await import('./transformers-encoder.ts')
  return createTransformersEncoder({ model: spec, remote: true, ...(cacheDir !== undefined && { cacheDir }) })
}
