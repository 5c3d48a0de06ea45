import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'

/** Answers with a whole HTML document: without its doctype a browser lays it out as in 1999. */
export async function document(c: Context, page: Child, status: 200 | 404 | 500 = 200): Promise<Response> {
  return c.html(await html`<!doctype html>${page}`, status)
}
