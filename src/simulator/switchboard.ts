import { latest } from '../contract/formats.ts'
import { finalStatuses, orderStatuses } from '../contract/order-statuses.ts'
import type { CampaignRow } from '../contract/models.ts'
import type { Order } from '../contract/orders.ts'
import type { CallOutcome, PendingEvent, SimulatorSettings } from '../contract/simulator.ts'
import type { Stored } from '../world/database.ts'
import { hash } from '../world/random.ts'
import { statusKey } from '../world/tables.ts'
import type { World } from '../world/world.ts'
import { Agenda, Flight } from './agenda.ts'
import { attemptsOf, closeCall, completeCampaign, isLive, openCallOf, setOrderStatus } from './calls.ts'
import { Dialer, type Waiting } from './dialer.ts'
import { byTime, type Heap } from './heap.ts'
import { chanceOf, drawOutcome, drawSeconds, fateOf } from './outcomes.ts'
import type { Outbox } from './outbox.ts'
import { Origin, toPrecise } from './origin.ts'
import { toRules } from './rules.ts'
import type { Scripts } from './scripts.ts'

/** Where nothing is known but the rows as they are. */
const rowsAlone = new Origin()

/** The time of what is due whenever its turn comes: among itself, what was made first goes first. */
const atOnce = 0

const open = orderStatuses.filter((status) => status !== 'registered' && !finalStatuses.has(status))

/**
 * Every live campaign with its queues, and what happens next. Built from the rows when time first moves;
 * after that told of every change. The rows decide: what a queue holds is checked against them when its time comes.
 */
export class Switchboard {
  /** What happens by itself as time moves. */
  readonly timed = new Agenda<Dialer>()
  /** What waits to be stepped. */
  readonly manual = new Agenda<Dialer>()
  readonly dialers = new Map<string, Dialer>()
  readonly #world: World
  readonly #outbox: Outbox
  readonly #scripts: Scripts
  readonly #seed: number
  #settings: SimulatorSettings

  constructor(world: World, outbox: Outbox, scripts: Scripts, settings: SimulatorSettings, origin: Origin) {
    this.#world = world
    this.#outbox = outbox
    this.#scripts = scripts
    this.#settings = settings
    this.#seed = hash(String(world.base.seed))
    const { campaign } = world.tables
    for (const listed of campaign.list('status', 'active') ?? []) {
      const stored = campaign.current(listed)
      if (stored) this.#open(stored, origin)
    }
  }

  /** The agenda whose turn is next. */
  get next(): Agenda<Dialer> {
    return this.manual.nextAt < this.timed.nextAt ? this.manual : this.timed
  }

  /** Does the next thing on an agenda. The clock stands at its time already. */
  run(agenda: Agenda<Dialer>): void {
    const end = agenda.ends.peek()
    const wake = agenda.wakes.peek()
    if (end && !(wake && wake.at < end.at)) {
      this.#end(end)
    } else if (wake) this.#dial(wake)
  }

  configure(settings: SimulatorSettings): void {
    this.#settings = settings
    for (const dialer of this.dialers.values()) this.#refresh(dialer, dialer.row)
  }

  /** The clock was set back: what campaigns waited for may have come closer. */
  wakeAll(): void {
    for (const dialer of this.dialers.values()) this.#wake(dialer)
  }

  /** The clock has moved past what waits to be stepped: a campaign that was due then may have nothing to do by now. */
  wakeLate(): void {
    const { wakes } = this.manual
    const { now } = this.#world.clock
    for (let late = wakes.peek(); late && late.at < now; late = wakes.peek()) this.#wake(late)
  }

  /** A campaign was written: reads it anew. Its calls in progress have been cut off already, should it have stopped. */
  campaignChanged(uuid: string): void {
    const stored = this.#world.tables.campaign.stored(uuid)
    const dialer = this.dialers.get(uuid)
    if (dialer && isLive(stored?.row)) this.#refresh(dialer, stored.row)
    else if (dialer) this.#close(dialer)
    else if (stored) this.#open(stored)
  }

  /** An order, or its calls, were written: puts it where it belongs by now. */
  orderChanged(uuid: string, campaignUuid: string): void {
    const dialer = this.dialers.get(campaignUuid)
    if (!dialer) return
    dialer.forget(uuid)
    dialer.replan()
    const order = this.#world.tables.order.stored(uuid)
    const here = order?.row.campaignUuid === campaignUuid ? order : undefined
    const flight = dialer.flights.get(uuid)
    if (flight) {
      const call = openCallOf(this.#world, uuid)
      if (here?.row.status === 'calling' && call?.uuid === flight.call.uuid) {
        flight.call = call
        flight.order = here
        flight.attempts = undefined
      } else this.#land(dialer, flight)
    }
    if (here) this.#queue(dialer, here)
    this.#wake(dialer)
  }

  /** The call of an order was cut off. */
  cut(orderUuid: string, campaignUuid: string): void {
    const dialer = this.dialers.get(campaignUuid)
    const flight = dialer?.flights.get(orderUuid)
    if (!dialer || !flight) return
    this.#land(dialer, flight)
    this.#giveBack(flight)
  }

  /** Brings an order one call further, at the present and whatever else would hold it back. False when there is nothing left to do. */
  hurry(orderUuid: string): boolean {
    const order = this.#world.tables.order.stored(orderUuid)
    const dialer = order && this.dialers.get(order.row.campaignUuid)
    if (!dialer || !open.includes(order.row.status)) return false
    const flight = dialer.flights.get(orderUuid)
    if (flight) this.#end(flight)
    else {
      dialer.forget(orderUuid)
      this.#call(dialer, order)
      this.#wake(dialer)
    }
    return true
  }

  pending(): PendingEvent[] {
    const events: PendingEvent[] = []
    for (const { ends } of [this.timed, this.manual]) {
      for (const { at, call, outcome, scriptedBy } of ends.sorted()) {
        events.push({
          type: 'call.end',
          at: toPrecise(at),
          callUuid: call.uuid,
          outcome,
          ...(scriptedBy !== undefined && { scriptedBy }),
        })
      }
    }
    const retries = Array.from(this.dialers.values(), (dialer) => dialer.retries.sorted()).flat()
    // What lies behind the end of time never comes, and no document can name it.
    for (const { at, orderUuid } of retries.toSorted(byTime))
      if (at <= latest) events.push({ type: 'retry', at: toPrecise(at), orderUuid })
    return events
  }

  /** Whether a campaign has orders, none of them to be called any more. Those that nobody planned do not matter. */
  isDone(campaignUuid: string): boolean {
    const count = (status: string) =>
      this.#world.tables.order.list('status', statusKey(campaignUuid, status))?.size ?? 0
    return open.every((status) => count(status) === 0) && [...finalStatuses].some((status) => count(status) > 0)
  }

  #open(campaign: Stored<CampaignRow>, origin: Origin = rowsAlone): void {
    if (!isLive(campaign.row)) return
    const { tables } = this.#world
    const rules = toRules(origin.campaign(campaign.row).simulator, this.#settings)
    const dialer = new Dialer(tables, campaign, rules, this.#agendaOf(rules))
    this.dialers.set(campaign.uuid, dialer)
    for (const status of ['scheduled', 'busy', 'no-answer', 'calling']) {
      for (const { uuid } of tables.order.list('status', statusKey(campaign.uuid, status)) ?? []) {
        const order = tables.order.stored(uuid)
        if (order) this.#queue(dialer, order, origin)
      }
    }
    this.#wake(dialer)
  }

  #close(dialer: Dialer): void {
    for (const flight of dialer.flights.values()) dialer.agenda.ends.remove(flight)
    dialer.agenda.wakes.remove(dialer)
    this.dialers.delete(dialer.row.uuid)
  }

  #refresh(dialer: Dialer, row: CampaignRow): void {
    dialer.refresh(row, toRules(row.simulator, this.#settings))
    const agenda = this.#agendaOf(dialer.rules)
    if (agenda !== dialer.agenda) {
      for (const flight of dialer.flights.values()) {
        dialer.agenda.ends.remove(flight)
        agenda.ends.push(flight)
      }
      dialer.agenda.wakes.remove(dialer)
      dialer.agenda = agenda
    }
    this.#wake(dialer)
  }

  #agendaOf({ progression }: { readonly progression: string }): Agenda<Dialer> {
    return progression === 'manual' ? this.manual : this.timed
  }

  /** Puts an order that waits for a moment of its own, or is being called, into its queue. */
  #queue(dialer: Dialer, order: Stored<Order>, origin: Origin = rowsAlone): void {
    const { uuid, status, scheduledTime } = order.row
    if (status === 'scheduled')
      dialer.wait(scheduledTime === null ? atOnce : Date.parse(scheduledTime), order, dialer.scheduled)
    else if (status === 'busy' || status === 'no-answer')
      dialer.wait(origin.retries.get(uuid) ?? this.#retryTime(dialer, origin.order(order.row)), order, dialer.retries)
    else if (status === 'calling' && !dialer.flights.has(uuid) && !this.#adopt(dialer, order, origin))
      dialer.wait(atOnce, order, dialer.starts)
  }

  /** Goes on with a call that the rows tell of. */
  #adopt(dialer: Dialer, order: Stored<Order>, origin: Origin): boolean {
    const call = openCallOf(this.#world, order.uuid)
    if (!call) return false
    const known = origin.ends.get(call.uuid)
    const { attempt, startedAt } = origin.call(call.row)
    const contact = this.#world.joins.contactOf(order)?.row
    const drawn =
      known ?? this.#draw(dialer, origin.order(order.row), attempt, contact && origin.record(contact).phoneNumber)
    const at = known?.at ?? Date.parse(startedAt) + drawn.seconds * 1_000
    this.#takeOff(dialer, new Flight(at, call, order, drawn.outcome, known?.scriptedBy))
    return true
  }

  /** When an order may be called again that the rows show as not reached. */
  #retryTime({ rules }: Dialer, order: Order): number {
    const calls = this.#world.tables.call
      .lookup('order', order.uuid)
      .filter(({ outcome }) => outcome !== null && outcome !== 'canceled')
    const last = calls.at(-1)
    // A status that no call has left was set by hand: the delay counts from then.
    const since = last?.endedAt && last.outcome === order.status ? last.endedAt : order.updatedAt
    return Date.parse(since) + delayAfter(rules.retryDelays, calls.length)
  }

  /** Looks up when a campaign next has something to do. */
  #wake(dialer: Dialer): void {
    if (this.dialers.get(dialer.row.uuid) !== dialer) return
    const { now } = this.#world.clock
    const { wakes } = dialer.agenda
    let at = dialer.nextAt(now)
    if (at === Infinity && dialer.flights.size === 0 && this.isDone(dialer.row.uuid)) at = now
    dialer.at = at
    if (at === Infinity) wakes.remove(dialer)
    else if (dialer.slot < 0) wakes.push(dialer)
    else wakes.moved(dialer)
  }

  /** One thing that a campaign has to do now: one call, or its completion. */
  #dial(dialer: Dialer): void {
    const { tables, clock } = this.#world
    const { uuid } = dialer.row
    if (tables.campaign.get(uuid) !== dialer.row) {
      this.campaignChanged(uuid)
      return
    }
    const { now } = clock
    const start = dialer.starts.peek()
    if (start) {
      dialer.forget(start.orderUuid)
      this.#callIf(dialer, start, 'calling')
    } else if (dialer.flights.size < dialer.rules.concurrency) this.#dialNext(dialer, now)
    this.#wake(dialer)
  }

  /** First whose time has come, then who may be called again, then who waits longest. */
  #dialNext(dialer: Dialer, now: number): void {
    const scheduled = due(dialer.scheduled, now)
    if (scheduled) {
      dialer.forget(scheduled.orderUuid)
      this.#callIf(dialer, scheduled, 'scheduled')
      return
    }
    if (dialer.windows.next(now) <= now) {
      const retry = due(dialer.retries, now)
      if (retry) {
        dialer.forget(retry.orderUuid)
        this.#callIf(dialer, retry, 'busy', 'no-answer')
        return
      }
      const planned = dialer.oldestPlanned()
      if (planned) {
        this.#call(dialer, planned)
        return
      }
    }
    if (dialer.flights.size === 0 && this.isDone(dialer.row.uuid)) {
      completeCampaign(this.#world, this.#outbox, dialer.row)
      this.#close(dialer)
    }
  }

  #callIf(dialer: Dialer, { orderUuid, attempts }: Waiting, ...statuses: readonly Order['status'][]): void {
    const order = this.#world.tables.order.stored(orderUuid)
    if (order?.row.campaignUuid === dialer.row.uuid && statuses.includes(order.row.status))
      this.#call(dialer, order, attempts)
  }

  /** Starts a call; unless it may not be made. */
  #call(dialer: Dialer, order: Stored<Order>, made = attemptsOf(this.#world, order.uuid)): void {
    const world = this.#world
    const { tables, clock } = world
    const { uuid: orderUuid, campaignUuid, recordUuid, status } = order.row
    const phoneNumber = world.joins.contactOf(order)?.row.phoneNumber
    if (phoneNumber !== undefined && world.joins.isDoNotCall(phoneNumber)) {
      setOrderStatus(world, this.#outbox, order, 'do-not-call')
      return
    }
    if ((status === 'busy' || status === 'no-answer') && made >= dialer.rules.maxAttempts) {
      setOrderStatus(world, this.#outbox, order, 'failed')
      return
    }
    const attempt = made + 1
    const scriptedBy = this.#scripts.of(orderUuid, phoneNumber)
    const { outcome, seconds } = this.#draw(dialer, order.row, attempt, phoneNumber, scriptedBy)
    const call = tables.call.create({
      uuid: world.random.id('call_'),
      orderUuid,
      campaignUuid,
      recordUuid,
      attempt,
      startedAt: clock.timestamp,
      endedAt: null,
      outcome: null,
    })
    this.#outbox.callStarted(call.row)
    const called = status === 'calling' ? order : setOrderStatus(world, this.#outbox, order, 'calling')
    this.#takeOff(
      dialer,
      new Flight(Math.min(clock.now + seconds * 1_000, latest), call, called, outcome, scriptedBy, attempt),
    )
  }

  #draw(
    dialer: Dialer,
    order: Order,
    attempt: number,
    phoneNumber: string | undefined,
    scriptedBy?: string,
  ): { outcome: CallOutcome; seconds: number } {
    const chance = chanceOf(this.#seed, order.uuid, attempt)
    const laidDown = scriptedBy === undefined ? undefined : this.#scripts.take(scriptedBy)
    const outcome =
      laidDown ??
      (phoneNumber === undefined ? undefined : fateOf(phoneNumber, attempt)) ??
      drawOutcome(chance, dialer.rules)
    return { outcome, seconds: drawSeconds(chance, outcome, order.scheduledDurationSeconds, dialer.rules) }
  }

  /** A call is over, as it was drawn. */
  #end(flight: Flight): void {
    const world = this.#world
    const { campaignUuid, call, order, outcome } = flight
    const dialer = this.dialers.get(campaignUuid)
    if (!dialer) return
    this.#land(dialer, flight)
    const { attempt } = call.row
    const { maxAttempts, retryDelays } = dialer.rules
    const notReached = outcome === 'busy' || outcome === 'no-answer'
    closeCall(world, this.#outbox, call, outcome)
    setOrderStatus(world, this.#outbox, order, notReached && attempt >= maxAttempts ? 'failed' : outcome)
    if (notReached && attempt < maxAttempts)
      dialer.wait(world.clock.now + delayAfter(retryDelays, attempt), order, dialer.retries, flight.attempts)
    this.#wake(dialer)
  }

  #takeOff(dialer: Dialer, flight: Flight): void {
    dialer.flights.set(flight.orderUuid, flight)
    dialer.agenda.ends.push(flight)
  }

  #land(dialer: Dialer, flight: Flight): void {
    dialer.flights.delete(flight.orderUuid)
    dialer.agenda.ends.remove(flight)
  }

  #giveBack({ scriptedBy, outcome }: Flight): void {
    if (scriptedBy !== undefined) this.#scripts.giveBack(scriptedBy, outcome)
  }
}

/** Who waits in a queue and whose time has come. */
function due(queue: Heap<Waiting>, now: number): Waiting | undefined {
  const head = queue.peek()
  return head && head.at <= now ? head : undefined
}

function delayAfter(delays: readonly number[], attempts: number): number {
  return delays[Math.min(Math.max(attempts, 1), delays.length) - 1] ?? 0
}
