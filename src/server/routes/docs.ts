import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Services } from '../services.ts'

const PAGE = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>接诉 API</title>
<link rel="stylesheet" href="/assets/docs/swagger-ui.css"></head>
<body><div id="docs"></div><script src="/assets/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>`

const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null })`

const script = { 'content-type': 'text/javascript; charset=utf-8' }

/** The API described by Swagger UI, served from here: it works without a network. */
export function docsRoutes(app: OpenAPIHono, { assets }: Services): void {
  app.get('/docs', (c) => c.html(PAGE))
  app.get('/docs/start.js', (c) => c.body(START, 200, script))
  app.get('/assets/*', (c) => {
    const asset = assets(c.req.path.slice('/assets/'.length))
    if (!asset) return c.notFound()
    return c.body(asset.body as Uint8Array<ArrayBuffer>, 200, {
      'content-type': asset.type,
      'cache-control': 'no-cache',
    })
  })
}
