import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { serve } from '@hono/node-server'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { composeCore, composeServices } from './compose.ts'
import { loadConfig } from './config.ts'
import { callSchema } from './domain/call.ts'
import type { CaseRecord } from './domain/case.ts'
import { keywordClassifier } from './intake/keyword-classifier.fixture.ts'
import { loadCity } from './load-city.ts'
import { readJsonl } from './read-jsonl.ts'
import { root } from './root.ts'
import { createApp } from './server/app.ts'
import { createMemoryStore } from './store/memory.ts'
import type { Store } from './store/store.ts'

const city = loadCity(join(root, 'data/beijing'))
const demoCalls = readJsonl(join(root, 'src/server/console/fixtures/demo-calls.jsonl'), callSchema)
const silent = { info() {}, warn() {}, error() {} }

/** A server with its own store behind a real browser. */
export interface Harness {
  url: string
  store: Store
  /** A new window; another `context` is another person. Errors of the page fail the test that asks {@link faults}. */
  open(path: string, context?: BrowserContextOptions): Promise<Page>
  faults: string[]
  /** Takes the server off the line and brings it back at the same address. */
  stopServer(): Promise<void>
  startServer(): Promise<void>
  post<T>(path: string, body: unknown): Promise<T>
  openCase(options: { said: string; edits: Record<string, unknown> }): Promise<CaseRecord>
  close(): Promise<void>
}

const run = promisify(execFile)
let built: Promise<unknown> | null = null

export async function startHarness(): Promise<Harness> {
  built ??= run(process.execPath, [join(root, 'src/cli/build.js')])
  await built
  const store = createMemoryStore()
  const core = composeCore({ city, classifier: keywordClassifier(city.taxonomy), store })
  const app = createApp(composeServices({ config: loadConfig({ env: {} }), core, store, logger: silent, demoCalls }))
  const listen = (port: number) =>
    new Promise<ReturnType<typeof serve>>((resolve) => {
      const started = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => resolve(started))
    })
  let server = await listen(0)
  const port = (server.address() as { port: number }).port
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const faults: string[] = []
  const url = `http://127.0.0.1:${port}`
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return (await response.json()) as T
  }
  const stopServer = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
  return {
    url,
    store,
    faults,
    post,
    stopServer,
    async startServer() {
      server = await listen(port)
    },
    async open(path, context = {}) {
      const page = await (
        await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN', ...context })
      ).newPage()
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('net::ERR_')) faults.push(message.text())
      })
      page.setDefaultTimeout(15_000)
      await page.goto(url + path)
      return page
    },
    async openCase({ said, edits }) {
      const { id } = await post<{ id: string }>('/api/calls', { turns: [{ role: 'caller', text: said }] })
      return post<CaseRecord>(`/api/calls/${id}/confirm`, { edits })
    },
    async close() {
      await browser.close()
      await stopServer()
      await store.close()
    },
  }
}
