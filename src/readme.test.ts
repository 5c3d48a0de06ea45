import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { settings } from './config.ts'
import { root } from './root.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
    .map((name) => read(join(folder, name)))

const commands = sources('src/cli').flatMap((text) =>
  [...text.matchAll(/\.command\('([\w-]+)'\)/g)].map((match) => match[1] as string),
)
const routes = sources('src/server/routes')
  .concat(sources('src/server/console'))
  .flatMap((text) =>
    [...text.matchAll(/path: '(\/(?:api|healthz|readyz|metrics)[^']*)'/g)].map((match) => match[1] as string),
  )

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  const text = read(file)

  it('names every command', () => {
    expect(commands.length).toBeGreaterThan(10)
    expect(commands.filter((name) => !new RegExp(`(jiesu|eval) ${name}\\b`).test(text))).toEqual([])
  })

  it('names every route', () => {
    expect(routes.length).toBeGreaterThan(15)
    expect(routes.filter((path) => !text.includes(path))).toEqual([])
  })

  it('names every setting with its flag', () => {
    for (const { variable, flag } of Object.values(settings)) {
      expect(text).toContain(`\`${variable}\``)
      expect(text).toContain(`\`--${flag}\``)
    }
  })
})
