import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { JiesuError } from '../domain/errors.ts'
import type { CallClassifier } from './call-classifier.ts'
import { callHeadsManifestSchema, unpackCallHeads } from './call-heads-file.ts'
import type { Encoder } from './encoder.ts'
import { createLinearCallClassifier } from './linear-call-classifier.ts'

export interface LoadCallClassifierOptions {
  dir: string
  encoder: Encoder
  /** Of the label space in use, see `hashTaxonomy`. */
  taxonomyHash: string
}

/**
 * The trained heads of a city. Throws `artefact_missing` when there are none, `artefact_mismatch` when they were trained
 * on another encoder or label space; both say what to run.
 */
export function loadCallClassifier({ dir, encoder, taxonomyHash }: LoadCallClassifierOptions): CallClassifier {
  const path = join(dir, 'manifest.json')
  const remedy = `请运行 jiesu train --city <城市数据目录> --out ${dir}`
  if (!existsSync(path)) throw new JiesuError('artefact_missing', `没有分类头 ${dir}：${remedy}`)
  const parsed = callHeadsManifestSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!parsed.success) throw new JiesuError('artefact_mismatch', `${path} 不是这一版的分类头：${remedy}`)
  const manifest = parsed.data
  if (manifest.encoder !== encoder.id) {
    throw new JiesuError(
      'artefact_mismatch',
      `分类头 ${dir} 是用编码器 ${manifest.encoder} 训练的，现在是 ${encoder.id}：${remedy}（带上同样的 --encoder）`,
    )
  }
  if (manifest.recipe.taxonomyHash !== taxonomyHash) {
    throw new JiesuError(
      'artefact_mismatch',
      `分类头 ${dir} 是按另一版分类目录训练的（${manifest.recipe.taxonomyHash}，现在是 ${taxonomyHash}）：${remedy}`,
    )
  }
  const heads = unpackCallHeads({ manifest, weights: readFileSync(join(dir, 'weights.bin')) })
  return createLinearCallClassifier(heads, encoder)
}
