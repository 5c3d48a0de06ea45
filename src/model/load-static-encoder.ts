import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { JiesuError } from '../domain/errors.ts'
import type { UnigramVocabulary } from '../text/tokenise.ts'
import { StaticEncoder } from './static-encoder.ts'
import { readStaticOnnx } from './static-onnx.ts'

interface StaticConfig {
  jiesu?: { encoder?: string; id?: string }
}

interface TokeniserFile {
  model: { unk_id: number; vocab: [string, number][] }
}

/** Whether a folder holds an encoder that `jiesu train-encoder` wrote. */
export function isStaticEncoder(folder: string): boolean {
  const config = join(folder, 'config.json')
  return existsSync(config) && (JSON.parse(readFileSync(config, 'utf8')) as StaticConfig).jiesu?.encoder === 'static'
}

/** Loads a folder in the layout of transformers.js. Throws `artefact_missing` or `artefact_mismatch`. */
export function loadStaticEncoder(folder: string): StaticEncoder {
  if (!existsSync(join(folder, 'config.json'))) {
    throw new JiesuError(
      'artefact_missing',
      `没有编码器 ${folder}：运行 jiesu train-encoder --texts DIR --out ${folder}`,
    )
  }
  if (!isStaticEncoder(folder))
    throw new JiesuError('artefact_mismatch', `${folder} 不是 jiesu train-encoder 写的编码器`)
  const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as StaticConfig
  const { model } = JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8')) as TokeniserFile
  const vocabulary: UnigramVocabulary = {
    pieces: model.vocab.map(([piece]) => piece),
    scores: model.vocab.map(([, score]) => score),
    unknown: model.unk_id,
  }
  const table = readStaticOnnx(readFileSync(join(folder, 'onnx', 'model_quantized.onnx')))
  if (table.rows !== vocabulary.pieces.length) {
    throw new JiesuError(
      'artefact_mismatch',
      `${folder}：词表有 ${vocabulary.pieces.length} 项，权重有 ${table.rows} 行`,
    )
  }
  return new StaticEncoder({ id: config.jiesu?.id ?? 'static', vocabulary, table })
}
