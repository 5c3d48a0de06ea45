import { serve } from '@hono/node-server'
import type { Command } from 'commander'
import { pino } from 'pino'
import { composeServices, located, openStore, reloadable } from '../compose.ts'
import { composeLlm } from '../compose-llm.ts'
import { resumeBudget } from '../compose-llm-budget.ts'
import type { Config } from '../config.ts'
import { JiesuError } from '../domain/errors.ts'
import { loadDemoCalls } from '../load-demo-calls.ts'
import { loadMaintenance } from '../load-maintenance.ts'
import { createApp } from '../server/app.ts'
import { loadCore } from './core.ts'
import { configOf, llmSettings, withSettings } from './options.ts'

/** How long requests in flight may take after SIGTERM. */
const GRACE_MS = 10_000

export interface Running {
  url: string
  /** Reads the dispatch rules anew; bad ones are logged and refused. */
  reload(): Promise<void>
  stop(): Promise<void>
}

/** Starts the server and answers once it listens. */
export async function startServer(config: Config): Promise<Running> {
  const logger = pino(
    { level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(2),
  )
  const llm = await composeLlm({ config })
  const { store, ...loaded } = await loadCore(config, (dimensions) => openStore(config, dimensions), llm)
  if (!store) throw new JiesuError('unavailable', '没有打开数据库')
  if (llm) await resumeBudget({ client: llm.client, store })
  const { reload, ...core } = reloadable(loaded, { folder: located(config.city), store })
  const closing = new AbortController()
  const app = createApp(
    composeServices({
      config,
      core,
      store,
      logger,
      demoCalls: loadDemoCalls(config),
      maintenance: loadMaintenance({ core, config }),
      reload,
      closing: closing.signal,
    }),
  )
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const listening = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, () => resolve(listening))
    listening.once('error', (cause: NodeJS.ErrnoException) => reject(listenError(cause, config)))
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  return {
    url: `http://${config.host === '0.0.0.0' || config.host === '127.0.0.1' ? 'localhost' : config.host}:${port}`,
    async reload() {
      try {
        await reload()
        logger.info({}, 'dispatch rules reloaded')
      } catch (error) {
        logger.error({ err: error }, 'dispatch rules refused, the old ones stay in force')
      }
    },
    async stop() {
      closing.abort()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      const late = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), GRACE_MS)
      await closed
      clearTimeout(late)
      await store.close()
      logger.info({}, 'stopped')
    },
  }
}

function listenError(cause: NodeJS.ErrnoException, { host, port }: Config): JiesuError {
  const why = cause.code === 'EADDRINUSE' ? '端口已被占用' : cause.code === 'EACCES' ? '没有权限' : cause.message
  return new JiesuError('unavailable', `不能监听 ${host}:${port}：${why}。换一个端口：--port 或 JIESU_PORT`, { cause })
}

export function registerServe(program: Command): void {
  const command = program.command('serve').description('启动服务：控制台和 API')
  withSettings(command, [
    'host',
    'port',
    'db',
    'city',
    'model',
    'encoder',
    'logLevel',
    'maxBody',
    'maxTurns',
    'maxCharacters',
    'demo',
    ...llmSettings,
  ])
  command.action(async () => {
    const running = await startServer(configOf(command))
    process.stdout.write(`接诉已就绪：${running.url}\n`)
    const stop = () => {
      process.removeAllListeners('SIGTERM').removeAllListeners('SIGINT')
      void running.stop().then(() => process.exit(0))
    }
    process.on('SIGTERM', stop).on('SIGINT', stop)
    process.on('SIGHUP', () => void running.reload())
  })
}
