import type { CampaignRow } from '../contract/models.ts'
import { finalStatuses } from '../contract/order-statuses.ts'
import type { Order } from '../contract/orders.ts'
import {
  type CallOutcome,
  type PendingEvent,
  simulatorDefaults,
  type SimulatorSettings,
} from '../contract/simulator.ts'
import { latest } from '../contract/formats.ts'
import { statusKey } from '../world/tables.ts'
import type { Change, World } from '../world/world.ts'
import type { Agenda } from './agenda.ts'
import { closeCall, isLive, openCallOf, setOrderStatus, tellLostCall } from './calls.ts'
import type { Dialer } from './dialer.ts'
import { Origin } from './origin.ts'
import { Outbox } from './outbox.ts'
import { parseSettings, progressionOf } from './rules.ts'
import { Scripts } from './scripts.ts'
import { type Stats, statsOf } from './stats.ts'
import { Switchboard } from './switchboard.ts'

export type { Stats }

/**
 * What happens by itself: active outbound campaigns call their orders as the clock moves, in exact order.
 *
 * It costs nothing until the clock moves for the first time: then the queues are built from the rows, and kept
 * up with every change that `changed` tells of.
 */
export class Simulator {
  readonly #world: World
  #enabled: boolean
  /** The settings that `reset` comes back to. */
  #initial: SimulatorSettings
  readonly #outbox: Outbox
  readonly #scripts = new Scripts()
  #settings: SimulatorSettings
  #board: Switchboard | undefined
  /** What the world started with, beside its rows. */
  #base: readonly PendingEvent[] = []
  /** The same, for as long as no queue is built of it. */
  #pending: readonly PendingEvent[] = []
  /** Orders, and campaigns with all of theirs, to be finished at once. */
  #hasty = new Set<string>()
  #running = false

  constructor(world: World, settings: SimulatorSettings | false) {
    this.#world = world
    this.#outbox = new Outbox(world)
    this.#enabled = settings !== false
    this.#initial = settings === false ? {} : parseSettings(settings)
    this.#settings = this.#initial
  }

  /** False while nothing happens by itself, whatever the rows say. */
  get enabled(): boolean {
    return this.#enabled
  }

  /** The settings of the mock; a campaign's own go before them. */
  get settings(): SimulatorSettings {
    return this.#settings
  }

  /** Whether the simulation is at work: true inside a listener that it tells something. */
  get running(): boolean {
    return this.#running || this.#outbox.telling
  }

  /** Lays settings over those in force. Calls in progress end as they were drawn. */
  configure(settings: SimulatorSettings): void {
    this.#assertEnabled()
    const changes = parseSettings(settings)
    const board = this.#ready()
    this.#settings = { ...this.#settings, ...changes }
    board.configure(this.#settings)
  }

  /** Lays down how the next calls to an order or a phone number end; an empty list takes that back. */
  outcome(target: string, outcomes: readonly CallOutcome[]): void {
    this.#assertEnabled()
    this.#scripts.lay(target, outcomes, (uuid) => this.#world.tables.order.get(uuid) !== undefined)
  }

  /** Moves the clock, doing all that happens until then. Moved back, it undoes nothing, and calls end when they were to end. */
  advanceTo(ms: number): void {
    const { clock } = this.#world
    this.#assertStill()
    if (!this.enabled || ms < clock.now) {
      clock.moveTo(ms)
      this.#board?.wakeAll()
      return
    }
    this.#run((board, count) => {
      while (board.timed.nextAt <= ms && this.#isCurrent(board)) {
        count()
        this.#do(board, board.timed, board.timed.nextAt)
      }
      if (!this.#isCurrent(board)) return
      clock.moveTo(ms)
      board.wakeLate()
    })
    this.settle()
  }

  /** Does the next thing, whenever it is to happen; false when there is none. */
  step(): boolean {
    if (!this.enabled) return false
    const stepped = this.#run((board) => this.#step(board))
    this.settle()
    return stepped
  }

  /** Goes on until nothing is left to do. */
  runToEnd(): void {
    if (!this.enabled) return
    this.#run((board, count) => {
      while (this.#step(board)) count()
    })
    this.settle()
  }

  /** Finishes what was planned since the last time, in campaigns with `progression: 'immediate'`. */
  settle(): void {
    if (this.#hasty.size === 0 || this.running) return
    this.#run((board, count) => {
      for (const uuid of this.#hasty) {
        this.#hasty.delete(uuid)
        for (const order of this.#ordersOf(uuid)) {
          while (this.#isCurrent(board) && board.hurry(order)) {
            count()
            this.#outbox.flush()
          }
        }
      }
    })
  }

  /** To be told of every row that someone else wrote. */
  changed(changes: readonly Change[]): void {
    if (!this.enabled) return
    if (!this.#board && changes.some((change) => this.#unsettles(change))) this.#ready(changes)
    for (const change of changes) {
      if (change.model === 'campaign') this.#campaignChanged(change.before, change.after)
      if (change.model === 'order') this.#orderChanged(change.before, change.after)
      if (change.model === 'call') {
        const { before, after } = change
        if (before?.endedAt === null && !after) tellLostCall(this.#world, this.#outbox, before)
        const { orderUuid, campaignUuid } = after ?? before ?? {}
        if (orderUuid !== undefined && campaignUuid !== undefined) {
          this.#forgetRetries((uuid) => uuid === orderUuid)
          this.#board?.orderChanged(orderUuid, campaignUuid)
        }
      }
    }
    this.#outbox.flush()
  }

  /** What a snapshot must keep beside the rows. */
  pending(): readonly PendingEvent[] {
    const queued = this.enabled ? this.#ready().pending() : this.#pending.filter(({ type }) => type !== 'script')
    return [...queued, ...this.#scripts.pending()]
  }

  /** Takes over what a snapshot kept, for a world that was just made of it; `reset` comes back to it. */
  restore(pending: readonly PendingEvent[]): void {
    this.#base = pending
    this.#restart()
  }

  /** To be called when the world went back to its base, or to another start with settings of its own. */
  reset(settings?: SimulatorSettings | false): void {
    if (settings !== undefined) {
      this.#enabled = settings !== false
      this.#initial = settings === false ? {} : parseSettings(settings)
    }
    this.#settings = this.#initial
    this.#restart()
  }

  /** Where a campaign stands, or all of them together. */
  stats(campaignUuid?: string): Stats {
    return statsOf(this.#world, this.enabled ? this.#ready() : undefined, campaignUuid)
  }

  /** The next thing that happens as time moves, or is due to be stepped: when, and whether it is the end of a call. */
  next(): { readonly at: number; readonly type: 'call.end' | 'campaign' } | undefined {
    if (!this.enabled) return undefined
    const { nextAt, nextType } = this.#ready().next
    return nextAt > latest ? undefined : { at: Math.max(nextAt, this.#world.clock.now), type: nextType }
  }

  #step(board: Switchboard): boolean {
    const agenda = board.next
    const at = agenda.nextAt
    if (at > latest || !this.#isCurrent(board)) return false
    this.#do(board, agenda, at)
    return true
  }

  #do(board: Switchboard, agenda: Agenda<Dialer>, at: number): void {
    const { clock } = this.#world
    if (at > clock.now) clock.moveTo(at)
    board.run(agenda)
    this.#outbox.flush()
  }

  /** Whether the world is still the one that the queues are of: a listener may have reset it. */
  #isCurrent(board: Switchboard): boolean {
    return this.#board === board
  }

  #run<Result>(work: (board: Switchboard, count: () => void) => Result): Result {
    this.#assertStill()
    const board = this.#ready()
    const limit = this.#settings.loopLimit ?? simulatorDefaults.loopLimit
    let done = 0
    this.#running = true
    try {
      return work(board, () => {
        done += 1
        if (done > limit) throw new Error(loopMessage(limit, this.#world.clock.timestamp))
      })
    } finally {
      this.#running = false
      this.#world.clock.anchor()
    }
  }

  /** The queues; built of the rows as they were before `changes` where they are not there yet. */
  #ready(changes?: readonly Change[]): Switchboard {
    this.#board ??= new Switchboard(
      this.#world,
      this.#outbox,
      this.#scripts,
      this.#settings,
      new Origin(this.#pending, changes),
    )
    return this.#board
  }

  /**
   * Whether a change touches what the queues would have been built from: when somebody is called again, how a call ends.
   * That is settled when it begins, and no later change moves it.
   */
  #unsettles(change: Change): boolean {
    const { before, after } = change
    if (!before || !after) return false
    if (change.model === 'campaign')
      return isLive(change.before) && isLive(change.after) && change.before.simulator !== change.after.simulator
    if (change.model === 'order')
      return (
        change.before?.status === change.after?.status &&
        ['calling', 'busy', 'no-answer'].includes(change.after?.status ?? '')
      )
    if (change.model === 'call') return change.before?.endedAt === null && change.after?.endedAt === null
    if (change.model !== 'record' || change.before?.phoneNumber === change.after?.phoneNumber) return false
    return this.#world.tables.order.lookup('record', before.uuid).some(({ status }) => status === 'calling')
  }

  #restart(): void {
    this.#board = undefined
    this.#pending = this.#base
    this.#hasty.clear()
    this.#scripts.clear()
    this.#outbox.clear()
    for (const event of this.#base) if (event.type === 'script') this.#scripts.set(event.target, event.outcomes)
  }

  #campaignChanged(before: CampaignRow | undefined, after: CampaignRow | undefined): void {
    const uuid = (after ?? before)?.uuid ?? ''
    const campaign = this.#world.tables.campaign.get(uuid)
    const wasLive = isLive(before)
    if (wasLive && !isLive(campaign))
      this.#forgetRetries((orderUuid) => this.#world.tables.order.get(orderUuid)?.campaignUuid === uuid)
    if (wasLive && campaign && !isLive(campaign)) this.#stop(campaign)
    if (!wasLive && isLive(campaign)) this.#hasten(uuid, campaign)
    this.#board?.campaignChanged(uuid)
  }

  #orderChanged(before: Order | undefined, after: Order | undefined): void {
    const uuid = (after ?? before)?.uuid ?? ''
    const order = this.#world.tables.order.get(uuid)
    const moved = before?.status !== after?.status || before?.campaignUuid !== after?.campaignUuid
    if (
      before?.status === 'calling' &&
      moved &&
      (order?.status !== 'calling' || order.campaignUuid !== before.campaignUuid)
    )
      this.#cut(uuid, before.campaignUuid)
    if (moved) this.#forgetRetries((orderUuid) => orderUuid === uuid)
    // Of an order that is being called, every change matters: the board keeps its row.
    if (
      moved ||
      after?.status === 'calling' ||
      before?.scheduledTime !== after?.scheduledTime ||
      before?.createdAt !== after?.createdAt
    ) {
      if (before) this.#board?.orderChanged(uuid, before.campaignUuid)
      if (after && after.campaignUuid !== before?.campaignUuid) this.#board?.orderChanged(uuid, after.campaignUuid)
    }
    // After the call that it may have been cut off from, which gave back what was laid down for it.
    if (!order) this.#scripts.set(uuid, [])
    if (order && moved && order.status !== 'registered' && !finalStatuses.has(order.status))
      this.#hasten(uuid, this.#world.tables.campaign.get(order.campaignUuid))
  }

  /** A campaign stops: its calls end, and whom they were with waits to be called again, should it go on. */
  #stop(campaign: CampaignRow): void {
    const { order } = this.#world.tables
    // The iterator keeps to what was in the list when it began.
    for (const { uuid } of order.list('status', statusKey(campaign.uuid, 'calling')) ?? []) {
      this.#cut(uuid, campaign.uuid)
      const stored = order.stored(uuid)
      if (stored) setOrderStatus(this.#world, this.#outbox, stored, 'planned')
    }
  }

  /** What a snapshot kept no longer holds, as queues that are there would have heard. */
  #forgetRetries(isOver: (orderUuid: string) => boolean): void {
    if (this.#board || this.#pending.length === 0) return
    this.#pending = this.#pending.filter((event) => event.type !== 'retry' || !isOver(event.orderUuid))
  }

  #cut(orderUuid: string, campaignUuid: string): void {
    const call = openCallOf(this.#world, orderUuid)
    if (this.#board) this.#board.cut(orderUuid, campaignUuid)
    else
      for (const event of this.#pending)
        if (event.type === 'call.end' && event.callUuid === call?.uuid && event.scriptedBy !== undefined)
          this.#scripts.giveBack(event.scriptedBy, event.outcome)
    if (call) closeCall(this.#world, this.#outbox, call, 'canceled')
  }

  #hasten(uuid: string, campaign: CampaignRow | undefined): void {
    if (isLive(campaign) && progressionOf(campaign.simulator, this.#settings) === 'immediate') this.#hasty.add(uuid)
  }

  #ordersOf(uuid: string): string[] {
    const { order } = this.#world.tables
    if (order.get(uuid)) return [uuid]
    return Array.from(order.list('campaign', uuid) ?? [], (one) => one.uuid)
  }

  #assertStill(): void {
    if (this.running)
      throw new Error(
        'The clock is moving: a listener cannot move it again. Note what happened, and move the clock when the call that moves it now has returned',
      )
  }

  #assertEnabled(): void {
    if (!this.enabled) throw new Error('The call simulator is off: the mock was made with simulator: false')
  }
}

function loopMessage(limit: number, at: string): string {
  return (
    `The call simulator did ${limit} things in one move of the clock and stopped at ${at}: it would perhaps never end. ` +
    'Usually a listener plans orders again as soon as they are finished; look at what listens to order.status and call.ended. ' +
    'For a world that is really this large, raise simulator.loopLimit, or move the clock in smaller steps'
  )
}
