import { html, raw } from 'hono/html'
import { tradeChart } from './charts.ts'
import type { LlmReport } from './llm-report.ts'

type Html = ReturnType<typeof html>

/** What asking the language model brought and cost: prompts, fields, and accuracy gained against calls asked. */
export function llmSection({ model, prompts, fields, cost }: LlmReport): Html {
  const changed = Object.entries(fields).filter(([, { curve }]) => (curve.at(-1)?.asked ?? 0) > 0)
  return html`<h3>大模型 ${model} <small class="muted">花费 ${cost.toFixed(4)}</small></h3>
<table><tr><th>提示词</th><th>问</th><th>答</th><th>未答</th><th>请求</th><th>输入 token</th><th>输出 token</th><th>花费</th><th>p50 秒</th><th>p95 秒</th></tr>
${Object.entries(prompts).map(([name, item]) => html`<tr><td>${name}</td><td class="n">${item.questions}</td><td class="n">${item.answered}</td><td>${reasons(item.unanswered)}</td><td class="n">${item.requests}</td><td class="n">${item.tokens.input}</td><td class="n">${item.tokens.output}</td><td class="n">${item.cost.toFixed(4)}</td><td class="n">${item.p50.toFixed(2)}</td><td class="n">${item.p95.toFixed(2)}</td></tr>`)}</table>
<table><tr><th>字段</th><th>不问</th><th>问</th><th>变对</th><th>变错</th><th>p</th></tr>
${changed.map(([field, item]) => html`<tr><td>${field}</td><td class="n">${item.without.toFixed(4)}</td><td class="n">${item.with.toFixed(4)}</td><td class="n">${item.gained.length}</td><td class="n">${item.lost.length}</td><td class="n">${item.p.toFixed(3)}</td></tr>`)}</table>
<div class="row">${changed.map(([field, { curve }]) => raw(tradeChart(curve, `${field} 准确率–问的比例`)))}</div>`
}

const reasons = (unanswered: Record<string, number>) =>
  Object.entries(unanswered)
    .map(([reason, count]) => `${reason} ${count}`)
    .join('、')
