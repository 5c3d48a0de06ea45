import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JiesuError } from './domain/errors.ts'
import { loadCity, reloadDispatching } from './load-city.ts'
import { root } from './root.ts'

const shipped = join(root, 'data/beijing')
const city = loadCity(shipped)
const FILES = ['taxonomy.jsonl', 'units.jsonl', 'dispatch-rules.jsonl', 'dispatch.json', 'calendar.json']

describe('files edited while the server runs', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jiesu-city-'))
    for (const file of FILES) cpSync(join(shipped, file), join(folder, file))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const edit = (file: string, change: (text: string) => string) =>
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')))
  const faults = () => {
    try {
      reloadDispatching(city, folder)
      return []
    } catch (error) {
      return error instanceof JiesuError ? (error.faults ?? []).map(({ path }) => path) : [String(error)]
    }
  }

  it('take effect when rules, who answers for a category and holidays are in order', () => {
    edit('taxonomy.jsonl', (text) => text.replace(/("code": "050101".*?"districtBody": )"区城管委"/, '$1"区水务局"'))
    edit('dispatch-rules.jsonl', (text) => text.split('\n').slice(1).join('\n'))
    const renewed = reloadDispatching(city, folder)
    expect(renewed.taxonomy.leaf('050101')?.responsible.districtBody).toBe('区水务局')
    expect(renewed.dispatching.rules).toHaveLength(city.dispatching.rules.length - 1)
    expect(city.taxonomy.leaf('050101')?.responsible.districtBody).toBe('区城管委')
  })

  it('are refused as a whole when a rule names nobody', () => {
    edit('dispatch-rules.jsonl', (text) => text.replace('"ent-jingneng"', '"nobody"'))
    expect(faults()).toEqual(['dispatch-rules.jsonl heat-jingneng'])
  })

  it('are refused when a category or a unit comes, goes or is renamed', () => {
    edit('taxonomy.jsonl', (text) => text.replace('供暖不热", "parent"', '屋里不热", "parent"'))
    edit('units.jsonl', (text) => text.replace('"id": "plt-etcp"', '"id": "plt-other"'))
    expect(faults()).toEqual(expect.arrayContaining(['taxonomy.jsonl', 'units.jsonl']))
  })
})
