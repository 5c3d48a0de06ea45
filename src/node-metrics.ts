import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
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
  return {
    request: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    intake: (seconds) => intakes.observe(seconds),
    text: () => registry.metrics(),
  }
}
