// Bundles the sources into dist/, so that the commands start fast on every supported Node. Packages stay where npm put them.
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export async function buildAll() {
  const out = join(root, 'dist')
  rmSync(out, { recursive: true, force: true })
  const common = { bundle: true, format: 'esm', logLevel: 'warning', absWorkingDir: root, sourcemap: true }
  await build({
    ...common,
    entryPoints: { jiesu: 'src/cli/main.ts' },
    outdir: out,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    splitting: true,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll()
