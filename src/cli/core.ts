import { type Core, composeCore, type LlmSetup, located } from '../compose.ts'
import type { Config } from '../config.ts'
import { loadCity } from '../load-city.ts'
import type { Store } from '../store/store.ts'
import { loadFieldChoices, loadFieldCurves, loadModels, loadUnitRanker } from './models.ts'

/** City, models and pipeline as the configuration names them. */
export async function loadCore(
  config: Config,
  openStore?: (dimensions: number) => Promise<Store>,
  llm: LlmSetup | null = null,
): Promise<Core & { store: Store | undefined }> {
  const city = loadCity(located(config.city))
  const classifier = await loadModels(config, city)
  const store = await openStore?.(classifier.dimensions)
  return {
    ...composeCore({
      city,
      classifier,
      llm,
      fieldCurves: loadFieldCurves(config),
      fieldChoices: loadFieldChoices(config),
      unitRanker: loadUnitRanker(config),
      ...(store && { store }),
    }),
    store,
  }
}
