import type { Config } from '../config.ts'
import type { City } from '../domain/city.ts'
import { keywordClassifier } from '../intake/keyword-classifier.fixture.ts'
import type { CallClassifier } from '../model/call-classifier.ts'

export async function loadModels(_config: Config, city: City): Promise<CallClassifier> {
  return keywordClassifier(city.taxonomy)
}
