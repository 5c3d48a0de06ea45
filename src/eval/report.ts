import { html, raw } from 'hono/html'
import type { City } from '../domain/city.ts'
import type { Form } from '../domain/form.ts'
import type { Evidence } from '../domain/suggestion.ts'
import { type Confusion, confusionChart, coverageChart, reliabilityChart } from './charts.ts'
import type { Baseline, SuiteVerdict } from './gate.ts'
import type { LlmReport } from './llm-report.ts'
import { llmSection } from './llm-section.ts'
import { createMatcher, type Matcher } from './match.ts'
import type { Outcome, SuiteScore } from './score.ts'
import { type Judged, reliability } from './statistics.ts'
import type { EvalCase, Suite } from './suite.ts'

type Html = ReturnType<typeof html>

export interface SuiteRun {
  suite: Suite
  score: SuiteScore
  verdict: SuiteVerdict
  outcomes: readonly Outcome[]
  llm?: LlmReport
}

export interface ReportOptions {
  at: string
  model: Baseline['model']
  suites: readonly SuiteRun[]
  baseline: Baseline | null
  city: City
}

/** Errors of the surest answers come first; beyond this many the rest is only counted. */
const ERRORS = 400
const CHARTED = ['category', 'appealType', 'tier', 'unit', 'district', 'street', 'phone', 'callerName']

const STYLE = `
:root{color-scheme:light dark;font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif}
body{max-width:1180px;margin:0 auto;padding:24px}
h1{font-size:24px}h2{margin-top:40px;border-bottom:1px solid #8884;padding-bottom:6px}
table{border-collapse:collapse;margin:12px 0}td,th{padding:3px 12px 3px 0;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}
.ok{color:#1a7f4b}.bad{color:#b3261e;font-weight:600}.muted{opacity:.65}
.row{display:flex;flex-wrap:wrap;gap:8px}.row svg{background:#fff;border-radius:6px}
details{border:1px solid #8883;border-radius:6px;padding:6px 12px;margin:6px 0}summary{cursor:pointer}
.turn{margin:2px 0}.role{display:inline-block;width:3em;opacity:.6}mark{background:#ffd76e;color:#222;padding:0 1px}
`

/** The whole run as one HTML file that needs nothing else. */
export function renderReport({ at, model, suites, baseline, city }: ReportOptions): string {
  const matcher = createMatcher(city)
  const page = html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>接诉评测 ${at}</title><style>${raw(STYLE)}</style></head>
<body><h1>评测报告</h1>
<p class="muted">${at} · 编码器 ${model.encoder} · 分类头 ${model.heads}${model.prompts ? ` · 提示词 ${model.prompts}` : ''}</p>
${suites.map((run) => suiteSection(run, { baseline, city, matcher }))}
</body></html>`
  return String(page)
}

interface Context {
  baseline: Baseline | null
  city: City
  matcher: Matcher
}

function suiteSection(run: SuiteRun, context: Context): Html {
  const { suite, score } = run
  const rows = pair(run)
  return html`<h2 id="${suite.name}">${suite.name} <small class="muted">${score.cases.length} 例 · ${suite.title}</small></h2>
<p>${suite.measures}</p>
${gates(run)}${metrics(run, context.baseline)}${run.llm ? llmSection(run.llm) : ''}${curves(run, rows, context)}
${suite.fields.includes('category') ? confusions(rows, context.city) : ''}
${slices(run)}${errors(run, rows, context)}`
}

interface Row {
  testCase: EvalCase
  outcome: Outcome
}

function pair({ suite, outcomes }: SuiteRun): Row[] {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]))
  return suite.cases.flatMap((testCase) => {
    const outcome = byId.get(testCase.id)
    return outcome ? [{ testCase, outcome }] : []
  })
}

function gates({ verdict }: SuiteRun): Html | string {
  if (verdict.gates.length === 0) return ''
  return html`<table><tr><th>门槛</th><th>结果</th><th>要求</th><th>理由</th></tr>${verdict.gates.map(
    ({ gate, value, passed }) =>
      html`<tr><td>${gate.metric}</td><td class="n ${passed ? 'ok' : 'bad'}">${format(value)}</td><td>${gate.min !== undefined ? `≥ ${gate.min}` : ''} ${gate.max !== undefined ? `≤ ${gate.max}` : ''}</td><td>${gate.why}</td></tr>`,
  )}</table>`
}

const format = (value: number | null | undefined) => (value === null || value === undefined ? '—' : value.toFixed(4))

const BY_FIELD = ['accuracy', 'ece', 'certainWrong', 'coverage90', 'coverage95', 'coverage98'] as const
const HEADS: Record<(typeof BY_FIELD)[number], string> = {
  accuracy: '正确率',
  ece: '校准误差',
  certainWrong: '高把握却错',
  coverage90: '精度 90% 覆盖',
  coverage95: '精度 95% 覆盖',
  coverage98: '精度 98% 覆盖',
}

/** One line a field; what is measured for some fields only stands below. */
function metrics({ suite, score, verdict }: SuiteRun, baseline: Baseline | null): Html {
  const before = baseline?.suites[suite.name]?.metrics
  const changes = new Map(verdict.comparisons.map((item) => [item.field, item]))
  const fields = suite.fields.filter((field) => `${field}.accuracy` in score.metrics)
  const shown = new Set(fields.flatMap((field) => BY_FIELD.map((name) => `${field}.${name}`)))
  const others = Object.entries(score.metrics).filter(([name]) => !shown.has(name))
  const rows = fields.map((field) => {
    const accuracy = score.metrics[`${field}.accuracy`]
    const change = changes.get(field)
    const text =
      change && change.verdict !== 'no difference'
        ? `${change.verdict === 'better' ? '变好' : '变差'} p=${change.p.toFixed(3)}`
        : ''
    return html`<tr><td>${field}</td>${BY_FIELD.map((name) => html`<td class="n">${format(score.metrics[`${field}.${name}`]?.value)}</td>`)}<td class="n muted">${format(accuracy?.low)}–${format(accuracy?.high)}</td><td class="n">${format(before?.[`${field}.accuracy`])}</td><td class="${change?.verdict === 'worse' ? 'bad' : 'ok'}">${text}</td></tr>`
  })
  return html`<table><tr><th>字段</th>${BY_FIELD.map((name) => html`<th>${HEADS[name]}</th>`)}<th>95% 区间</th><th>基线</th><th>配对检验</th></tr>${rows}</table>
<table><tr><th>其他指标</th><th>本次</th><th>95% 区间</th><th>基线</th></tr>${others.map(([name, { value, low, high }]) => html`<tr><td>${name}</td><td class="n">${format(value)}</td><td class="n muted">${low === undefined ? '' : `${format(low)}–${format(high)}`}</td><td class="n">${format(before?.[name])}</td></tr>`)}</table>`
}

function judged(field: string, rows: readonly Row[], matcher: Matcher): Judged[] {
  return rows.flatMap(({ testCase, outcome }) => {
    const right = matcher.isRight(field, outcome.form, testCase)
    const suggestion = outcome.form[field as 'category']
    return right === null || suggestion === null ? [] : [{ confidence: suggestion.confidence, right }]
  })
}

function curves({ suite }: SuiteRun, rows: readonly Row[], { matcher }: Context): Html {
  const fields = CHARTED.filter((field) => suite.fields.includes(field))
  const charts = fields.flatMap((field) => {
    const answers = judged(field, rows, matcher)
    return answers.length < 20
      ? []
      : [
          reliabilityChart(reliability(answers), `${field} 校准`),
          coverageChart(coveragePoints(answers, rows.length), `${field} 覆盖–精度`),
        ]
  })
  return html`<div class="row">${charts.map((chart) => raw(chart))}</div>`
}

function coveragePoints(answers: readonly Judged[], total: number): [number, number][] {
  let right = 0
  return answers
    .toSorted((a, b) => b.confidence - a.confidence)
    .map(({ right: isRight }, index): [number, number] => {
      right += Number(isRight)
      return [(index + 1) / total, right / (index + 1)]
    })
}

/** Level 1 whole; below it, each level-1 class that has errors, by its level-3 classes. */
function confusions(rows: readonly Row[], city: City): Html {
  const pairs = rows.flatMap(({ testCase, outcome }) => {
    const expected = testCase.gold.category
    const predicted = outcome.form.category?.value
    if (!expected || !predicted) return []
    return [{ expected: (testCase.gold.alsoAccept ?? []).includes(predicted) ? predicted : expected, predicted }]
  })
  const groups = [...new Set(pairs.map(({ expected }) => expected.slice(0, 2)))].sort()
  const inside = groups.flatMap((group) => {
    const own = pairs.filter(({ expected, predicted }) => expected.startsWith(group) && expected !== predicted)
    const codes = new Set(own.flatMap(({ expected, predicted }) => [expected, predicted]))
    const shown = pairs.filter(({ expected, predicted }) => codes.has(expected) && codes.has(predicted))
    return own.length === 0
      ? []
      : [
          html`<details><summary>${city.taxonomy.get(group)?.name} 混淆 ${own.length} 例</summary>${raw(confusionChart(matrix(shown, 6, city)))}</details>`,
        ]
  })
  return html`<details open><summary>一级类混淆矩阵（竖为标注，横为预测）</summary>${raw(confusionChart(matrix(pairs, 2, city)))}</details>${inside}`
}

function matrix(pairs: readonly { expected: string; predicted: string }[], length: number, city: City): Confusion {
  const codes = [
    ...new Set(pairs.flatMap(({ expected, predicted }) => [expected.slice(0, length), predicted.slice(0, length)])),
  ].sort()
  const index = new Map(codes.map((code, at) => [code, at]))
  const counts = new Map<string, [number, number, number]>()
  for (const { expected, predicted } of pairs) {
    const [row, column] = [index.get(expected.slice(0, length)) ?? 0, index.get(predicted.slice(0, length)) ?? 0]
    const cell = counts.get(`${row}/${column}`) ?? [row, column, 0]
    counts.set(`${row}/${column}`, [row, column, cell[2] + 1])
  }
  return { labels: codes.map((code) => city.taxonomy.get(code)?.name ?? code), cells: [...counts.values()] }
}

/** Each tag's value with the share of right answers by field. */
function slices({ suite, score }: SuiteRun): Html | string {
  const right = new Map(score.cases.map((item) => [item.id, item.right]))
  const tags = new Map<string, string[]>()
  for (const testCase of suite.cases)
    for (const [key, value] of Object.entries({ 渠道: testCase.channel, ...testCase.tags }))
      tags.set(`${key}=${value}`, [...(tags.get(`${key}=${value}`) ?? []), testCase.id])
  const shown = [...tags].filter(([, ids]) => ids.length >= 10).sort()
  const fields = suite.fields.filter((field) => score.cases.some((item) => field in item.right))
  if (shown.length === 0) return ''
  return html`<details><summary>切片</summary><table><tr><th>标签</th><th>例</th>${fields.map((field) => html`<th>${field}</th>`)}</tr>${shown.map(
    ([tag, ids]) => {
      const rate = (field: string) => {
        const known = ids.flatMap((id) => right.get(id)?.[field] ?? [])
        return known.length === 0 ? '' : (known.filter(Boolean).length / known.length).toFixed(2)
      }
      return html`<tr><td>${tag}</td><td class="n">${ids.length}</td>${fields.map((field) => html`<td class="n">${rate(field)}</td>`)}</tr>`
    },
  )}</table></details>`
}

interface Mistake {
  field: string
  confidence: number
  row: Row
}

function errors({ suite, score }: SuiteRun, rows: readonly Row[], { city }: Context): Html {
  const right = new Map(score.cases.map((item) => [item.id, item.right]))
  const mistakes: Mistake[] = rows.flatMap((row) =>
    suite.fields.flatMap((field) => {
      if (right.get(row.testCase.id)?.[field] !== false) return []
      const suggestion = row.outcome.form[field as 'category']
      return [{ field, confidence: Array.isArray(suggestion) ? 0 : (suggestion?.confidence ?? 0), row }]
    }),
  )
  const sorted = mistakes.sort((a, b) => b.confidence - a.confidence)
  return html`<h3>错误 ${mistakes.length} 处${mistakes.length > ERRORS ? `，列出最有把握的 ${ERRORS} 处` : ''}</h3>${sorted.slice(0, ERRORS).map((mistake) => errorDetails(mistake, city))}`
}

function errorDetails({ field, confidence, row: { testCase, outcome } }: Mistake, city: City): Html {
  const suggestion = outcome.form[field as 'category'] ?? null
  const predicted = Array.isArray(suggestion)
    ? (suggestion as Form['secondary']).map((item) => name(item.value, city)).join('、') || '无'
    : name(suggestion?.value ?? null, city)
  const gold = testCase.gold[field as 'category'] as unknown
  const expected = Array.isArray(gold)
    ? gold.map((item) => name(String(item), city)).join('、') || '无'
    : testCase.unsure.includes(field)
      ? '存疑'
      : name(gold, city)
  return html`<details><summary><b>${field}</b> ${confidence.toFixed(2)} · ${predicted} <span class="muted">应为</span> ${expected} <span class="muted">${testCase.id} ${testCase.why}</span></summary>${transcript(testCase, Array.isArray(suggestion) ? [] : (suggestion?.evidence ?? []))}</details>`
}

function name(value: unknown, { taxonomy, units }: City): string {
  if (value === null || value === undefined) return '空'
  const text = String(value)
  return (
    taxonomy.get(text)?.name ?? units.get(text)?.name ?? units.street(text)?.name ?? units.district(text)?.name ?? text
  )
}

function transcript({ turns }: EvalCase, evidence: readonly Evidence[]): Html[] {
  return turns.map((turn, index) => {
    const spans = evidence.filter((span) => span.turn === index).sort((a, b) => a.start - b.start)
    const parts: (string | Html)[] = []
    let at = 0
    for (const { start, end } of spans) {
      if (start < at) continue
      parts.push(turn.text.slice(at, start), html`<mark>${turn.text.slice(start, end)}</mark>`)
      at = end
    }
    parts.push(turn.text.slice(at))
    return html`<p class="turn"><span class="role">${turn.role === 'agent' ? '座席' : '来电'}</span>${parts}</p>`
  })
}
