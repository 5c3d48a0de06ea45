import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { type Unit, unitKinds } from '../../domain/unit.ts'
import { json, problems } from '../schemas.ts'
import type { Services } from '../services.ts'

const query = z.object({
  q: z.string().max(100).default('').openapi({ description: '字词、全拼、首字母或编码' }),
  limit: z.coerce.number().int().min(1).max(500).default(20),
})
const unitQuery = query.extend({ kind: z.enum(unitKinds).optional().openapi({ description: '只要这一类单位' }) })
const category = z
  .object({
    code: z.string(),
    level: z.number(),
    name: z.string(),
    parent: z.string().nullable(),
    path: z.array(z.string()),
    definition: z.string(),
    tier: z.string().nullable(),
    matched: z.string().nullable(),
  })
  .openapi('Category')
const unit = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    code: z.string().nullable().openapi({ description: '街道、乡镇的地名码' }),
    district: z.string().nullable(),
    duties: z.array(z.string()),
    matched: z.string().nullable(),
  })
  .openapi('Unit')

const taxonomy = createRoute({
  method: 'get',
  path: '/api/taxonomy',
  tags: ['查询'],
  summary: '查诉求分类；没有 q 时给出整棵树',
  request: { query },
  responses: { 200: { description: '分类', ...json(z.object({ items: z.array(category) })) }, ...problems },
})
const units = createRoute({
  method: 'get',
  path: '/api/units',
  tags: ['查询'],
  summary: '查承办单位',
  request: { query: unitQuery },
  responses: { 200: { description: '单位', ...json(z.object({ items: z.array(unit) })) }, ...problems },
})

export function lookupRoutes(app: OpenAPIHono, { city, categories, units: findUnits }: Services): void {
  app.openapi(taxonomy, (c) => {
    const { q, limit } = c.req.valid('query')
    const hits = q.trim()
      ? categories(q, limit).map((hit) => ({ ...hit, matched: hit.matched as string | null }))
      : city.taxonomy.categories.map((item) => ({ category: item, path: city.taxonomy.path(item.code), matched: null }))
    const items = hits.map(({ category: item, path, matched }) => ({
      code: item.code,
      level: item.level,
      name: item.name,
      parent: item.parent,
      path,
      definition: item.definition,
      tier: item.level === 3 ? item.tier : null,
      matched,
    }))
    return c.json({ items }, 200)
  })
  app.openapi(units, (c) => {
    const { q, limit, kind } = c.req.valid('query')
    const asked = (item: Unit) => kind === undefined || item.kind === kind
    const hits = q.trim()
      ? findUnits(q, kind === undefined ? limit : city.units.units.length)
          .filter((hit) => asked(hit.unit))
          .slice(0, limit)
          .map((hit) => ({ ...hit, matched: hit.matched as string | null }))
      : city.units.units
          .filter(asked)
          .slice(0, limit)
          .map((item) => ({ unit: item, matched: null }))
    return c.json(
      {
        items: hits.map(({ unit: item, matched }) => ({
          id: item.id,
          name: item.name,
          kind: item.kind,
          code: item.code ?? null,
          district: item.district,
          duties: item.duties,
          matched,
        })),
      },
      200,
    )
  })
}
