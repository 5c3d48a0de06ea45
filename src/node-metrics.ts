import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Metrics } from './server/services.ts'

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

export function createNodeMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'jiesu_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  })
  const intakes = new Histogram({
    name: 'jiesu_intake_seconds',
    help: 'Time to read one call',
    buckets: SECONDS,
    registers: [registry],
  })
  const asked = llmMetrics(registry)
  return {
    asked,
    request: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    intake: (seconds) => intakes.observe(seconds),
    text: () => registry.metrics(),
  }
}

const LLM_SECONDS = [0.1, 0.25, 0.5, 1, 2, 3, 4, 6, 10]

function llmMetrics(registry: Registry): Metrics['asked'] {
  const common = { registers: [registry] }
  const questions = new Counter({
    ...common,
    name: 'jiesu_llm_questions_total',
    help: 'Questions to the language model by outcome (answered, rejected, failed, refused, withheld) and reason',
    labelNames: ['prompt', 'outcome', 'reason'],
  })
  const requests = new Counter({
    ...common,
    name: 'jiesu_llm_requests_total',
    help: 'Requests sent, second tries included',
  })
  const tokens = new Counter({
    ...common,
    name: 'jiesu_llm_tokens_total',
    help: 'Tokens paid for',
    labelNames: ['kind'],
  })
  const cost = new Counter({ ...common, name: 'jiesu_llm_cost_total', help: 'Cost by the configured prices' })
  const taken = new Counter({
    ...common,
    name: 'jiesu_llm_taken_total',
    help: 'Answers that now stand in a form',
    labelNames: ['field', 'relation'],
  })
  const seconds = new Histogram({
    ...common,
    name: 'jiesu_llm_seconds',
    help: 'Time that a question took',
    labelNames: ['prompt'],
    buckets: LLM_SECONDS,
  })
  const out = new Gauge({
    ...common,
    name: 'jiesu_llm_out',
    help: '1 after a question that the open breaker refused or that failed',
  })
  return (asked) => {
    questions.inc({ prompt: asked.prompt, outcome: asked.outcome, reason: asked.reason ?? '' })
    if (asked.outcome === 'failed' || asked.reason === 'out') out.set(1)
    else if (asked.outcome === 'answered' && !asked.cached) out.set(0)
    if (asked.attempts > 0 && !asked.cached) {
      requests.inc(asked.attempts)
      tokens.inc({ kind: 'input' }, asked.tokens.input)
      tokens.inc({ kind: 'output' }, asked.tokens.output)
      cost.inc(asked.cost)
      seconds.observe({ prompt: asked.prompt }, asked.seconds)
    }
    for (const { field, relation, taken: stands } of asked.merged) if (stands) taken.inc({ field, relation })
  }
}
