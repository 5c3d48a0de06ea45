import { existsSync } from 'node:fs'
import { JiesuError } from '../domain/errors.ts'
import type { Encoder } from './encoder.ts'
import type { EndpointOptions } from './endpoint-encoder.ts'
import { isStaticEncoder, loadStaticEncoder } from './load-static-encoder.ts'

export interface CreateEncoderOptions {
  /** A folder (ours, or any in the transformers.js layout), a model id of the hub, or `openai:MODEL`. */
  spec: string
  /** For `openai:`, and needed there. */
  endpoint?: Omit<EndpointOptions, 'model'>
  /** Where models of the hub are kept. */
  cacheDir?: string
}

const ENDPOINT = 'openai:'

/** The encoder that a setting names. Throws `artefact_missing`, `artefact_mismatch` or `unavailable`, saying which. */
export async function createEncoder({ spec, endpoint, cacheDir }: CreateEncoderOptions): Promise<Encoder> {
  if (spec.startsWith(ENDPOINT)) {
    if (!endpoint) throw new JiesuError('unavailable', `编码器 ${spec} 要有接口地址`)
    const { createEndpointEncoder } = await import('./endpoint-encoder.ts')
    return createEndpointEncoder({ ...endpoint, model: spec.slice(ENDPOINT.length) })
  }
  const looksLikePath = /^[./]|^[A-Za-z]:\\|^models\//.test(spec)
  if (isStaticEncoder(spec) || (looksLikePath && !existsSync(spec))) return loadStaticEncoder(spec)
  const { createTransformersEncoder } = await import('./transformers-encoder.ts')
  return createTransformersEncoder({ model: spec, remote: true, ...(cacheDir !== undefined && { cacheDir }) })
}
