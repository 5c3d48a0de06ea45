import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { located } from './compose.ts'
import type { Config } from './config.ts'
import { type Call, callSchema } from './domain/call.ts'
import { readJsonl } from './read-jsonl.ts'

/** The city's demonstration calls; none when they are switched off or the city brings none. */
export function loadDemoCalls({ city, demo }: Pick<Config, 'city' | 'demo'>): Call[] {
  const file = join(located(city), 'demo-calls.jsonl')
  return demo && existsSync(file) ? readJsonl(file, callSchema) : []
}
