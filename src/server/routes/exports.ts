import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { CaseRecord } from '../../domain/case.ts'
import type { City } from '../../domain/city.ts'
import type { CaseQuery } from '../../store/store.ts'
import { readFilters, toCaseQuery } from '../case-filters.ts'
import { csvLine } from '../csv.ts'
import { casesQuery, problems } from '../schemas.ts'
import type { Services } from '../services.ts'

const PAGE = 200
const query = casesQuery.omit({ cursor: true, limit: true, order: true }).extend({
  from: z.string().optional().openapi({ description: '从哪一天起，2026-01-05' }),
  to: z.string().optional().openapi({ description: '到哪一天止，含当天' }),
})

const csv = createRoute({
  method: 'get',
  path: '/api/cases.csv',
  tags: ['案件'],
  summary: '导出案件表格（UTF-8，带 BOM），条件同案件页',
  request: { query },
  responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }, ...problems },
})
const jsonl = createRoute({
  method: 'get',
  path: '/api/cases.jsonl',
  tags: ['案件'],
  summary: '导出案件，一行一件，条件同案件页',
  request: { query },
  responses: {
    200: { description: 'JSON Lines', content: { 'application/jsonl': { schema: z.string() } } },
    ...problems,
  },
})

const HEAD = [
  '案件号',
  '状态',
  '立案时间',
  '办理期限',
  '标题',
  '诉求类型',
  '分类编码',
  '分类',
  '来电人',
  '联系电话',
  '区',
  '街道乡镇',
  '社区村',
  '地址',
  '发生时间',
  '被反映单位',
  '时限',
  '承办单位',
  '协办单位',
  '派单方式',
  '重复来电',
  '摘要',
]

/** Whole result sets, page by page, so that neither side holds them in memory. */
export function exportRoutes(app: OpenAPIHono, { store, city }: Services): void {
  const asked = (url: string) =>
    toCaseQuery(readFilters(new URL(url).searchParams), { utcOffset: city.calendar.utcOffset, limit: PAGE })
  const all = (filter: CaseQuery, { first, line }: { first: string; line: (record: CaseRecord) => string }) => {
    const encoder = new TextEncoder()
    let cursor: string | undefined
    let started = false
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        const page = await store.cases({ ...filter, cursor })
        const text = (started ? '' : first) + page.items.map(line).join('')
        started = true
        if (text) controller.enqueue(encoder.encode(text))
        cursor = page.next ?? undefined
        if (!cursor) controller.close()
      },
    })
  }
  app.openapi(csv, (c) => {
    const stream = all(asked(c.req.url), {
      first: `\ufeff${csvLine(HEAD)}`,
      line: (record) => csvLine(cells(record, city)),
    })
    return c.body(stream, 200, attachment('text/csv', 'cases.csv')) as never
  })
  app.openapi(jsonl, (c) => {
    const stream = all(asked(c.req.url), { first: '', line: (record) => `${JSON.stringify(record)}\n` })
    return c.body(stream, 200, attachment('application/jsonl', 'cases.jsonl')) as never
  })
}

const attachment = (type: string, name: string) => ({
  'content-type': `${type}; charset=utf-8`,
  'content-disposition': `attachment; filename="${name}"`,
})

function cells({ id, state, openedAt, deadline, values }: CaseRecord, { taxonomy, units }: City) {
  const unit = (name: string | null) => (name === null ? null : (units.get(name)?.name ?? name))
  return [
    id,
    state,
    openedAt,
    deadline,
    values.title,
    values.appealType,
    values.category,
    values.category && taxonomy.path(values.category).join('/'),
    values.callerName,
    values.phone,
    values.district && (units.district(values.district)?.name ?? values.district),
    values.street && (units.street(values.street)?.name ?? values.street),
    values.community,
    values.address,
    values.occurred,
    values.target,
    values.tier,
    unit(values.unit),
    values.cooperating.map(unit).join('；'),
    values.mode,
    values.repeat,
    values.summary,
  ]
}
