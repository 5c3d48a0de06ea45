import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { JiesuError } from '../domain/errors.ts'
import { consoleRoutes, problemPage } from './console/routes.tsx'
import { internalProblem, type Problem, problemOf } from './problem.ts'
import { attachmentRoutes } from './routes/attachments.ts'
import { callRoutes } from './routes/calls.ts'
import { caseRoutes } from './routes/cases.ts'
import { docsRoutes } from './routes/docs.ts'
import { exportRoutes } from './routes/exports.ts'
import { llmRoutes } from './routes/llm.ts'
import { lookupRoutes } from './routes/lookup.ts'
import { operationRoutes } from './routes/operations.ts'
import type { Services } from './services.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The HTTP face of jiesu: API, operations and console on one Hono app. */
export function createApp(services: Services): OpenAPIHono {
  const { limits, logger, metrics } = services
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return
      const faults = result.error.issues.map((issue) => ({ path: pathOf(issue.path), message: issue.message }))
      throw new JiesuError('invalid_input', '请求内容不符合格式，请按 errors 逐处修改', { faults })
    },
  })

  app.use(requestId({ headerName: 'X-Request-Id' }))
  app.use(async (c, next) => {
    const started = performance.now()
    await next()
    const seconds = (performance.now() - started) / 1000
    const route = routeOf(c)
    metrics.request({ method: c.req.method, route, status: c.res.status, seconds })
    logger.info(
      {
        requestId: c.get('requestId'),
        method: c.req.method,
        route,
        status: c.res.status,
        ms: Math.round(seconds * 1e4) / 10,
      },
      'request',
    )
  })
  app.use(secureHeaders({ contentSecurityPolicy: policy, crossOriginEmbedderPolicy: false }))
  app.use(sameOrigin)
  app.use(bodyLimit({ maxSize: limits.bodyBytes, onError: () => tooLarge(limits.bodyBytes) }))

  callRoutes(app, services)
  attachmentRoutes(app, services)
  caseRoutes(app, services)
  exportRoutes(app, services)
  lookupRoutes(app, services)
  llmRoutes(app, services)
  operationRoutes(app, services)
  docsRoutes(app, services)
  consoleRoutes(app, services)
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: '接诉 jiesu', version: '0.1.0', description: '来电转写进，受理单出，承办单位有理由。' },
  })

  const tell = (c: Context, problem: Problem) => problemPage(c, problem, services) ?? answer(c, problem)
  app.notFound((c) =>
    tell(
      c,
      problemOf(
        new JiesuError('not_found', `没有 ${c.req.method} ${c.req.path}，接口说明在 /docs`),
        c.get('requestId'),
      ),
    ),
  )
  app.onError((error, c) => {
    const id = c.get('requestId')
    const known = asJiesuError(error)
    if (known && problemOf(known, id).status < 500) return tell(c, problemOf(known, id))
    logger.error({ requestId: id, err: error }, 'request failed')
    return tell(c, known ? problemOf(known, id) : internalProblem(id))
  })
  return app
}

const policy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  formAction: ["'self'"],
}

/** A page of another site must not write here: browsers name the origin of every writing request. */
async function sameOrigin(c: Context, next: () => Promise<void>): Promise<void> {
  const origin = c.req.header('Origin')
  if (SAFE.has(c.req.method) || origin === undefined) return next()
  const host = c.req.header('Host') ?? new URL(c.req.url).host
  if (originHost(origin) !== host) throw new JiesuError('forbidden', '不接受来自其他网站的写入请求')
  return next()
}

function originHost(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}

function tooLarge(bytes: number): never {
  throw new JiesuError('too_large', `请求体最多 ${bytes} 字节（JIESU_MAX_BODY 可调）`)
}

function asJiesuError(error: Error): JiesuError | null {
  if (error instanceof JiesuError) return error
  if (!(error instanceof HTTPException)) return null
  if (error.status === 400)
    return new JiesuError('invalid_input', '请求体不是合法的 JSON', {
      faults: [{ path: '', message: '不是合法的 JSON' }],
      cause: error,
    })
  if (error.status === 413) return new JiesuError('too_large', '请求体太大', { cause: error })
  if (error.status === 415)
    return new JiesuError('unsupported_media_type', '请用 content-type: application/json', { cause: error })
  return null
}

const pathOf = (path: readonly PropertyKey[]) =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')

function routeOf(c: Context): string {
  const matched = c.req.matchedRoutes.findLast((route) => !route.path.endsWith('*'))
  return matched?.path ?? 'none'
}

function answer(c: Context, problem: Problem): Response {
  return c.body(JSON.stringify(problem), problem.status as 500, {
    'content-type': 'application/problem+json; charset=utf-8',
  })
}
