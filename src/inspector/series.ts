import type { Call } from './answers.ts'
import type { LiveEvent } from './port.ts'
import { isRetried, type OrderStatus } from '../contract/statuses.ts'

/** How many orders were in each status, over virtual time: what the chart draws. */

export type Counts = Readonly<Record<OrderStatus, number>>

export interface Sample {
  readonly at: number
  readonly counts: Counts
}

const most = 400

export class Series {
  samples: readonly Sample[] = []

  /** The past as the calls tell it, backwards from how things are now. */
  begin(now: string, counts: Counts, calls: readonly Call[], maxAttempts: number): void {
    const samples: Sample[] = [{ at: Date.parse(now), counts }]
    let later = counts
    for (const { at, from, to } of movesOf(calls, maxAttempts)) {
      // Orders that were changed by hand left no calls: what does not add up is left out.
      if (!later[to]) continue
      samples.push({ at, counts: later })
      later = moved(later, to, from)
    }
    const first = samples.at(-1)
    if (samples.length > 1 && first) samples.push({ at: first.at - 1, counts: later })
    this.samples = thinned(samples.toReversed())
  }

  /** One order went from one status to another. */
  move(event: Extract<LiveEvent, { type: 'order.status' }>): void {
    const last = this.samples.at(-1)
    if (last) this.#add({ at: Date.parse(event.at), counts: moved(last.counts, event.from, event.to) })
  }

  /** How things are now; mends what was missed. */
  settle(now: string, counts: Counts): void {
    this.#add({ at: Date.parse(now), counts })
  }

  #add(sample: Sample): void {
    // Time that was set back starts the chart over from there.
    const kept = this.samples.filter(({ at }) => at < sample.at)
    const samples = [...kept, sample]
    this.samples = samples.length > most * 2 ? thinned(samples) : samples
  }
}

interface Move {
  readonly at: number
  readonly from: OrderStatus
  readonly to: OrderStatus
}

/** What calls did to their orders, latest first. */
function movesOf(calls: readonly Call[], maxAttempts: number): Move[] {
  const moves: Move[] = []
  const before = new Map<string, OrderStatus>()
  for (const call of calls.toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt))) {
    moves.push({ at: Date.parse(call.startedAt), from: before.get(call.orderUuid) ?? 'planned', to: 'calling' })
    const to = call.attempt >= maxAttempts && isRetried(call.outcome) ? 'failed' : (call.outcome ?? 'calling')
    if (call.endedAt) moves.push({ at: Date.parse(call.endedAt), from: 'calling', to })
    before.set(call.orderUuid, to)
  }
  return moves.toSorted((a, b) => b.at - a.at)
}

function moved(counts: Counts, from: OrderStatus | null, to: OrderStatus): Counts {
  const next = { ...counts, [to]: counts[to] + 1 }
  if (from !== null) next[from] = Math.max(0, next[from] - 1)
  return next
}

/** No more samples than a chart has room for, evenly over time; the first and the last stay. */
function thinned(samples: readonly Sample[]): Sample[] {
  const first = samples[0]
  const last = samples.at(-1)
  if (!first || !last || samples.length <= most) return [...samples]
  const step = (last.at - first.at) / most
  let next = first.at
  return samples.filter((sample, index) => {
    const kept = sample.at >= next || index === samples.length - 1
    if (kept) next = sample.at + step
    return kept
  })
}
