// Bundles the sources into dist/, so that the commands start fast on every supported Node. Packages stay where npm put them.
import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export async function buildAll() {
  // Built aside and moved into place, so that a command that starts meanwhile finds a whole bundle.
  const final = join(root, 'dist')
  const out = `${final}.${process.pid}`
  const common = { bundle: true, format: 'esm', logLevel: 'warning', absWorkingDir: root, sourcemap: true }
  await build({
    ...common,
    // Training threads are started from a file of their own.
    entryPoints: { jiesu: 'src/cli/main.ts', 'fit-thread': 'src/train/fit-thread.ts' },
    outdir: out,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    splitting: true,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
  })
  await build({
    ...common,
    entryPoints: ['agent', 'dispatch', 'cases', 'quality']
      .map((page) => `src/server/console/client/${page}.ts`)
      .concat('src/server/console/client/console.css'),
    outdir: join(out, 'client'),
    platform: 'browser',
    target: ['chrome108', 'firefox115', 'safari16'],
    minify: true,
    sourcemap: false,
  })
  const old = `${out}.old`
  if (existsSync(final)) renameSync(final, old)
  renameSync(out, final)
  rmSync(old, { recursive: true, force: true })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll()
