import type { Call } from '../contract/calls.ts'
import type { CampaignStatus } from '../contract/campaigns.ts'
import type { MockEvent } from '../contract/events.ts'
import type { OrderStatus } from '../contract/order-statuses.ts'
import type { Order } from '../contract/orders.ts'
import type { World } from '../world/world.ts'

/** Keeps what is to be told until rows and queues are whole again: a listener may use the API. */
export class Outbox {
  readonly #world: World
  #waiting: MockEvent[] = []
  #told = 0
  #depth = 0

  constructor(world: World) {
    this.#world = world
  }

  /** Whether a listener is being told something right now. */
  get telling(): boolean {
    return this.#depth > 0
  }

  orderStatus({ uuid: orderUuid, campaignUuid, recordUuid, status: from }: Order, to: OrderStatus): void {
    if (!this.#world.events.heard('order.status')) return
    this.#waiting.push({ type: 'order.status', ...this.#here(), orderUuid, campaignUuid, recordUuid, from, to })
  }

  callStarted({ uuid: callUuid, orderUuid, campaignUuid, recordUuid, attempt }: Call): void {
    if (!this.#world.events.heard('call.started')) return
    this.#waiting.push({
      type: 'call.started',
      ...this.#here(),
      callUuid,
      orderUuid,
      campaignUuid,
      recordUuid,
      attempt,
    })
  }

  callEnded(call: Call): void {
    if (!this.#world.events.heard('call.ended')) return
    const { uuid: callUuid, orderUuid, campaignUuid, recordUuid, attempt, startedAt, endedAt, outcome } = call
    const durationSeconds = (Date.parse(endedAt ?? startedAt) - Date.parse(startedAt)) / 1_000
    this.#waiting.push({
      type: 'call.ended',
      ...this.#here(),
      callUuid,
      orderUuid,
      campaignUuid,
      recordUuid,
      attempt,
      outcome: outcome ?? 'canceled',
      durationSeconds,
    })
  }

  campaignStatus(campaignUuid: string, from: CampaignStatus, to: CampaignStatus): void {
    if (!this.#world.events.heard('campaign.status')) return
    this.#waiting.push({ type: 'campaign.status', ...this.#here(), campaignUuid, from, to })
  }

  /** Forgets what waits: it is about a world that is no more. */
  clear(): void {
    this.#waiting = []
    this.#told = 0
  }

  /**
   * Tells all that waits. A listener that writes through the API comes here again, before its own change is
   * told: so a change is always told after what led to it.
   */
  flush(): void {
    if (this.#told === this.#waiting.length) return
    this.#depth += 1
    try {
      for (let event = this.#waiting[this.#told]; event; event = this.#waiting[this.#told]) {
        this.#told += 1
        this.#world.events.emit(event)
      }
    } finally {
      this.#depth -= 1
      if (this.#depth === 0) {
        this.#waiting = []
        this.#told = 0
      }
    }
  }

  #here() {
    return { at: this.#world.clock.timestamp, sandbox: this.#world.settings.sandbox }
  }
}
