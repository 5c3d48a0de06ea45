import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { root } from './root.ts'
import type { Asset, Assets } from './server/services.ts'

const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
}

/** Files for the browser: the console's bundle from dist/client and the API pages from swagger-ui-dist. Nothing else. */
export function createNodeAssets(): Assets {
  const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const files: Record<string, string> = {
    'docs/swagger-ui.css': join(swagger, 'swagger-ui.css'),
    'docs/swagger-ui-bundle.js': join(swagger, 'swagger-ui-bundle.js'),
  }
  const cache = new Map<string, Asset>()
  return (name) => {
    const known = cache.get(name)
    if (known) return known
    const file = files[name] ?? (/^client\/[\w.-]+$/.test(name) ? join(root, 'dist', name) : null)
    if (file === null || !existsSync(file)) return null
    const asset = {
      body: new Uint8Array(readFileSync(file)),
      type: TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    }
    cache.set(name, asset)
    return asset
  }
}
