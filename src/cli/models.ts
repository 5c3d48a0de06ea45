import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { located } from '../compose.ts'
import type { Config } from '../config.ts'
import type { City } from '../domain/city.ts'
import { type FieldCurves, fieldCurvesSchema } from '../intake/calibrate-fields.ts'
import { type FieldChoices, fieldChoicesSchema } from '../intake/field-choices.ts'
import { type UnitRankerFile, unitRankerSchema } from '../intake/unit-ranker.ts'
import type { CallClassifier } from '../model/call-classifier.ts'
import { hashTaxonomy } from '../model/hash-taxonomy.ts'
import { loadCallClassifier } from '../model/load-call-classifier.ts'
import { readJson } from '../read-jsonl.ts'
import { openEncoder } from './open-encoder.ts'
import { encoderSpec, FIELD_CHOICES, FIELD_CURVES, UNIT_RANKER } from './train.ts'

/** The heads that the configuration names, on their encoder. */
export async function loadModels(config: Config, city: City): Promise<CallClassifier> {
  const encoder = await openEncoder(encoderSpec(config.encoder), config)
  return loadCallClassifier({ dir: located(config.model), encoder, taxonomyHash: hashTaxonomy(city.taxonomy) })
}

/** What the rules' confidence is worth, as `jiesu train` measured it; null when it was not. */
export function loadFieldCurves(config: Config): FieldCurves | null {
  const file = join(located(config.model), FIELD_CURVES)
  return existsSync(file) ? readJson(file, fieldCurvesSchema) : null
}

/** How time and target are chosen, as `jiesu train` learned it; undefined when it was not. */
export function loadFieldChoices(config: Config): FieldChoices | undefined {
  const file = join(located(config.model), FIELD_CHOICES)
  return existsSync(file) ? readJson(file, fieldChoicesSchema) : undefined
}

/** How units are put in order, as `jiesu train` learned it; undefined when it was not. */
export function loadUnitRanker(config: Config): UnitRankerFile | undefined {
  const file = join(located(config.model), UNIT_RANKER)
  return existsSync(file) ? readJson(file, unitRankerSchema) : undefined
}
