/** Metrics in the text format of Prometheus. */

const prefix = 'callcamp_mock'
/** The upper bounds of the latency histogram, in seconds. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

interface Histogram {
  readonly counts: number[]
  sum: number
  count: number
}

/** A current value. */
export interface Gauge {
  readonly name: string
  readonly help: string
  readonly type: 'gauge' | 'counter'
  readonly value: number
}

export class Metrics {
  /** Counts by operation and status. */
  readonly #requests = new Map<string, Map<number | 'none', number>>()
  readonly #latencies = new Map<string, Histogram>()

  /** Counts a request. The status is `none` if a fault left it unanswered. */
  observe(operation: string, status: number | 'none', ms: number): void {
    const counts = this.#requests.get(operation) ?? new Map<number | 'none', number>()
    this.#requests.set(operation, counts.set(status, (counts.get(status) ?? 0) + 1))
    const histogram = this.#latencies.get(operation) ?? { counts: bounds.map(() => 0), sum: 0, count: 0 }
    this.#latencies.set(operation, histogram)
    const seconds = ms / 1_000
    const index = bounds.findIndex((bound) => seconds <= bound)
    if (index !== -1) histogram.counts[index] = (histogram.counts[index] ?? 0) + 1
    histogram.sum += seconds
    histogram.count += 1
  }

  render(gauges: readonly Gauge[]): string {
    const lines = [
      ...head('requests_total', 'counter', 'Requests of the API, by operation and status.'),
      ...Array.from(this.#requests, ([operation, counts]) =>
        Array.from(
          counts,
          ([status, count]) => `${prefix}_requests_total{operation="${operation}",status="${status}"} ${count}`,
        ),
      ).flat(),
      ...head(
        'request_duration_seconds',
        'histogram',
        'How long answers took, with the time that they were made to wait.',
      ),
    ]
    for (const [operation, histogram] of this.#latencies) lines.push(...histogramLines(operation, histogram))
    for (const { name, help, type, value } of gauges)
      lines.push(...head(name, type, help), `${prefix}_${name} ${value}`)
    return `${lines.join('\n')}\n`
  }
}

function head(name: string, type: string, help: string): string[] {
  return [`# HELP ${prefix}_${name} ${help}`, `# TYPE ${prefix}_${name} ${type}`]
}

function histogramLines(operation: string, { counts, sum, count }: Histogram): string[] {
  const name = `${prefix}_request_duration_seconds`
  let below = 0
  const buckets = bounds.map((bound, index) => {
    below += counts[index] ?? 0
    return `${name}_bucket{operation="${operation}",le="${bound}"} ${below}`
  })
  return [
    ...buckets,
    `${name}_bucket{operation="${operation}",le="+Inf"} ${count}`,
    `${name}_sum{operation="${operation}"} ${sum}`,
    `${name}_count{operation="${operation}"} ${count}`,
  ]
}
