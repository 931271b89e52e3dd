import { dayMs, minuteMs, secondMs } from '../contract/durations.ts'
import type { Call, CallEnding } from '../contract/calls.ts'
import { forbiddenStatus } from '../contract/do-not-call.ts'
import { toTimestamp } from '../contract/timestamps.ts'
import type { CampaignRow } from '../contract/models.ts'
import type { OrderStatus } from '../contract/order-statuses.ts'
import type { Order } from '../contract/orders.ts'
import type { CallRecord } from '../contract/records.ts'
import type { SimulatorSettings } from '../contract/simulator.ts'
import { isOutcome, isRetried, outcomes } from '../contract/statuses.ts'
import { drawCallEnd, retryDelay } from '../simulator/future.ts'
import { chanceSeed, outcomeOfNumber } from '../simulator/outcomes.ts'
import { type CampaignSettings, toCampaignSettings } from '../simulator/campaign-settings.ts'
import { CallingWindows, type Span } from '../simulator/windows.ts'
import type { Factories } from './factories.ts'
import { OpenTime } from './open-time.ts'

/** What past calls depend on in addition to their campaign. */
export interface PastSettings {
  readonly seed: number
  /** The settings of the call simulator that the scenario has. */
  readonly simulator: SimulatorSettings
}

/** The longest time until a free line calls a due order. */
const maxWaitMs = 20 * minuteMs
/** Calls in progress began within this time. No other call ends in it, as there would be more calls than lines. */
const inProgressMs = 20 * secondMs
const maxDraws = 10

/** The calls that a campaign has made so far, made up by the rules of the call simulator. */
export class CampaignPast {
  readonly #campaign: CampaignRow
  readonly #until: number
  readonly #factories: Factories
  readonly #seed: number
  readonly #rules: CampaignSettings
  readonly #windows: CallingWindows
  #openTime: OpenTime | undefined
  #joinBy: number | undefined
  /** The calls that were made up, by the minute in which they began. */
  readonly #busyLines = new Map<number, Span[]>()

  /** `until` is the time at which the campaign stopped calling; now if it still calls. */
  constructor(campaign: CampaignRow, until: number, factories: Factories, { seed, simulator }: PastSettings) {
    this.#campaign = campaign
    this.#until = until
    this.#factories = factories
    this.#seed = chanceSeed(seed)
    this.#rules = toCampaignSettings(campaign.simulator, simulator)
    this.#windows = new CallingWindows(campaign.schedule, campaign.timezone)
  }

  /** How many calls may go on right now. */
  get freeLines(): number {
    return this.#windows.next(this.#until) === this.#until ? this.#rules.concurrency : 0
  }

  /** The latest time at which a contact could join and still have had all calls by now. */
  get joinBy(): number {
    if (this.#joinBy !== undefined) return this.#joinBy
    const { maxAttempts, talkSeconds } = this.#rules
    let needed = 2 * maxWaitMs
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1)
      needed += retryDelay(this.#rules, attempt) + talkSeconds[1] * secondMs
    const created = Date.parse(this.#campaign.createdAt)
    let joinBy = this.#until
    while (joinBy > created && this.#open.within(joinBy, this.#until) < needed) joinBy -= dayMs / 2
    return (this.#joinBy = Math.max(created, joinBy))
  }

  /** Whether a contact can have this status by now. `busyUntil` is the end of the last call to the number. */
  suits(status: OrderStatus, { createdAt, phoneNumber }: CallRecord, busyUntil: number): boolean {
    if (status !== 'calling' && !isOutcome(status)) return true
    if (Date.parse(createdAt) > this.joinBy || outcomeOfNumber(phoneNumber, 1) !== undefined) return false
    return status !== forbiddenStatus || busyUntil <= this.joinBy
  }

  /** The calls that led to the status of an order, none before `from`. Empty if there was no time for them. */
  callsOf(order: Order, from: number): Call[] {
    for (let endings = this.#endings(order.status); endings.length > 0; endings = endings.slice(1)) {
      const spans = this.#spansOf(order, endings, from)
      if (!spans) continue
      const { uuid: orderUuid, campaignUuid, recordUuid } = order
      return spans.map(({ start, end }, index) => {
        const outcome = endings[index] ?? null
        if (outcome !== null) this.#occupy({ start, end })
        return this.#factories.call({
          orderUuid,
          campaignUuid,
          recordUuid,
          attempt: index + 1,
          startedAt: toTimestamp(start),
          endedAt: outcome === null ? null : toTimestamp(end),
          outcome,
        })
      })
    }
    return []
  }

  get #open(): OpenTime {
    const { createdAt } = this.#campaign
    return (this.#openTime ??= new OpenTime(this.#windows, Date.parse(createdAt), this.#until))
  }

  /** How the calls of an order ended, first to last; `null` goes on. */
  #endings(status: OrderStatus): (CallEnding | null)[] {
    const { maxAttempts } = this.#rules
    const factories = this.#factories
    const missed = (count: number, most: number) =>
      Array.from({ length: Math.min(count, most) }, (): CallEnding => (factories.chance(0.6) ? 'no-answer' : 'busy'))
    const before = () => missed(factories.pick([0, 0, 0, 0, 0, 1, 1, 2]), maxAttempts - 1)
    if (status !== 'calling' && status !== 'canceled' && !isOutcome(status)) return []
    // An inbound call succeeds at the first attempt.
    if (this.#campaign.type === 'inbound') return status === 'canceled' ? [] : [status === 'calling' ? null : status]
    if (status === 'calling') return [...before(), null]
    if (status === 'canceled') return missed(factories.pick([0, 0, 1]), maxAttempts - 1)
    if (isRetried(status)) return maxAttempts < 2 ? [] : [...missed(factories.pick([0, 0, 1]), maxAttempts - 2), status]
    if (status === 'failed' && factories.chance(0.5)) return missed(maxAttempts, maxAttempts)
    return [...before(), status]
  }

  /** The times of the calls, last to first, with retry delays between them; undefined if there was no time for them. */
  #spansOf(order: Order, endings: readonly (CallEnding | null)[], from: number): Span[] | undefined {
    const isGivenUp = order.status === 'failed' && endings.at(-1) !== 'failed'
    if (isGivenUp && endings.length < this.#rules.maxAttempts) return undefined
    const spans: Span[] = []
    for (const [index, ending] of [...endings.entries()].toReversed()) {
      const attempt = index + 1
      const length = this.#length(ending)
      const next = spans[0]
      const start = next
        ? this.#near(next.start - retryDelay(this.#rules, attempt) - length, maxWaitMs, length, from)
        : ending === null
          ? this.#inProgress(order, attempt, from)
          : this.#lastStart(order.status, attempt, length, from)
      if (start === undefined) return undefined
      spans.unshift({ start, end: start + length })
    }
    return spans
  }

  #length(ending: CallEnding | null): number {
    if (ending === null || ending === 'canceled') return 0
    const { seconds } = outcomes[ending]
    const [least, most] =
      seconds === 'talkSeconds' ? this.#rules.talkSeconds : [this.#rules[seconds], this.#rules[seconds]]
    // A voicemail is shorter than a conversation.
    return this.#factories.between(least, ending === 'completed' ? Math.min(most, least + 30) : most) * secondMs
  }

  /** The start of a call in progress whose drawn duration is not over yet. */
  #inProgress(order: Order, attempt: number, from: number): number | undefined {
    const { seconds } = drawCallEnd(this.#seed, order, attempt, undefined, this.#rules)
    const most = Math.min(seconds - 1, Math.floor(Math.min(inProgressMs, this.#until - from) / secondMs))
    if (most < 0 || this.freeLines === 0) return undefined
    return this.#windows.next(this.#until - this.#factories.between(Math.min(2, most), most) * secondMs)
  }

  /**
   * The start of the last call: after a missed call, so recent that the retry is not due yet; otherwise at any time.
   */
  #lastStart(status: OrderStatus, attempt: number, length: number, from: number): number | undefined {
    const latest = this.#until - inProgressMs - length
    if (isRetried(status)) return this.#near(latest, retryDelay(this.#rules, attempt) - inProgressMs, length, from)
    return this.#pick(from, latest, length)
  }

  /** A start at most `within` before `latest`, or else at most `within` before the last end of calling hours. */
  #near(latest: number, within: number, length: number, from: number): number | undefined {
    const found = this.#pick(Math.max(from, latest - within), latest, length)
    if (found !== undefined) return found
    const closed = this.#open.before(latest)
    return closed === undefined ? undefined : this.#pick(Math.max(from, closed - within), closed, length)
  }

  /** A start within the calling hours at which a line is free. */
  #pick(from: number, to: number, length: number): number | undefined {
    const open = this.#open.within(from, to)
    if (open <= 0) return undefined
    for (let pick = 0; pick < maxDraws; pick += 1) {
      const start = this.#open.at(from, to, this.#factories.between(0, open - 1))
      if (start === undefined) return undefined
      // Rounded down, because calling hours begin at a whole second and end before one.
      const inSeconds = Math.floor(start / secondMs) * secondMs
      if (this.#isFree({ start: inSeconds, end: inSeconds + length })) return inSeconds
    }
    return undefined
  }

  /** Whether fewer calls go on at any time of a span than there are lines. */
  #isFree({ start, end }: Span): boolean {
    const longest = Math.max(...this.#rules.talkSeconds, this.#rules.ringSeconds, this.#rules.busySeconds) * secondMs
    let busy = 0
    for (let index = Math.floor((start - longest) / minuteMs); index <= Math.floor(end / minuteMs); index += 1) {
      for (const other of this.#busyLines.get(index) ?? []) if (other.start <= end && other.end >= start) busy += 1
    }
    return busy < this.#rules.concurrency
  }

  #occupy(span: Span): void {
    const index = Math.floor(span.start / minuteMs)
    const known = this.#busyLines.get(index)
    if (known) known.push(span)
    else this.#busyLines.set(index, [span])
  }
}
