import { latest } from '../contract/formats.ts'
import type { Cause } from '../contract/history.ts'
import { type CallOutcome, simulatorDefaults, type SimulatorSettings } from '../contract/simulator.ts'
import type { Stats } from '../contract/stats.ts'
import type { World } from '../world/world.ts'
import { Agenda } from './agenda.ts'
import { beginCall, endCall } from './calls.ts'
import { Consequences } from './consequences.ts'
import { type Dialer, isDone } from './dialer.ts'
import { parseSettings } from './rules.ts'
import { checkScript, withScript } from './scripts.ts'
import { statsOf } from './stats.ts'

/**
 * What happens by itself: active outbound campaigns call their orders as the clock moves, in exact order.
 * All that is decided about the future stands in the rows; the agenda is an index over them.
 */
export class Simulator {
  readonly #world: World
  /** False while nothing happens by itself, whatever the rows say. */
  readonly enabled: boolean
  #agenda: Agenda | undefined

  constructor(world: World, enabled: boolean) {
    this.#world = world
    this.enabled = enabled
    if (!enabled) return
    const consequences = new Consequences(world, () => this.#ready())
    world.onWrite((write) => this.#agenda?.written(write))
    world.onCommit((writes) => consequences.of(writes))
  }

  /** The settings of the mock; a campaign's own go before them. */
  get settings(): SimulatorSettings {
    return this.enabled ? this.#world.simulator : {}
  }

  /** Lays settings over those in force. Calls in progress end as they were drawn. */
  configure(settings: SimulatorSettings): void {
    this.#assertEnabled()
    const changes = parseSettings(settings)
    this.#world.change({ type: 'simulator', call: 'simulator.configure' }, () => {
      this.#world.simulator = Object.freeze({ ...this.#world.simulator, ...changes })
    })
  }

  /** Lays down how the next calls to an order or a phone number end; an empty list takes that back. */
  outcome(target: string, outcomes: readonly CallOutcome[]): void {
    this.#assertEnabled()
    const checked = checkScript(target, outcomes, (uuid) => this.#world.tables.order.get(uuid) !== undefined)
    const laidDown = [...outcomes]
    this.#world.change({ type: 'simulator', call: 'simulator.outcome' }, () => {
      this.#world.scripts = withScript(this.#world.scripts, checked, laidDown)
    })
  }

  /** Moves the clock, and does all that happens until then. Moved back, it undoes nothing, and calls end when they were to end. */
  advanceTo(ms: number, call = 'clock.advance'): void {
    const { clock } = this.#world
    this.#run({ type: 'clock', call }, (happen, isCurrent) => {
      while (this.enabled && ms >= clock.now && isCurrent()) {
        const next = this.#ready().nextTimed
        if (!next || next.at > ms) break
        happen(next)
      }
      if (!isCurrent()) return
      // What a campaign was to do at a later time may come closer.
      if (ms < clock.now) this.#agenda = undefined
      clock.moveTo(ms)
    })
  }

  /** Does the next thing, whenever it is to happen; false when there is none. */
  step(): boolean {
    return this.#run({ type: 'simulator', call: 'simulator.step' }, (happen) => this.#step(happen))
  }

  /** Goes on until nothing is left to do. */
  runToEnd(): void {
    this.#run({ type: 'simulator', call: 'simulator.runToEnd' }, (happen, isCurrent) => {
      while (isCurrent() && this.#step(happen)) {}
    })
  }

  /** Where a campaign stands, or all of them together. */
  stats(campaignUuid?: string): Stats {
    return statsOf(this.#world, this.enabled ? this.#ready() : undefined, campaignUuid)
  }

  /** The next thing that happens as time moves, or is due to be stepped: when, and whether it is the end of a call. */
  next(): { readonly at: number; readonly type: 'call.end' | 'campaign' } | undefined {
    const next = this.enabled ? this.#ready().next : undefined
    if (!next || next.at > latest) return undefined
    return { at: Math.max(next.at, this.#world.clock.now), type: next.endsCall ? 'call.end' : 'campaign' }
  }

  #step(happen: (dialer: Dialer) => void): boolean {
    const next = this.enabled ? this.#ready().next : undefined
    if (!next || next.at > latest) return false
    happen(next)
    return true
  }

  #run<Result>(cause: Cause, work: (happen: (dialer: Dialer) => void, isCurrent: () => boolean) => Result): Result {
    const world = this.#world
    return world.run(cause, (publish) => {
      const limit = world.simulator.loopLimit ?? simulatorDefaults.loopLimit
      const { epoch } = world
      let done = 0
      const happen = (dialer: Dialer) => {
        done += 1
        if (done > limit) throw new Error(loopMessage(limit, world.clock.timestamp))
        if (dialer.at > world.clock.now) world.clock.moveTo(dialer.at)
        happenTo(world, dialer)
        publish()
      }
      try {
        // A listener may have started the world anew.
        return work(happen, () => world.epoch === epoch)
      } finally {
        world.clock.anchor()
      }
    })
  }

  /** The agenda of the rows as they are. */
  #ready(): Agenda {
    const { epoch, simulator } = this.#world
    if (this.#agenda?.epoch !== epoch || this.#agenda.settings !== simulator) this.#agenda = new Agenda(this.#world)
    return this.#agenda
  }

  #assertEnabled(): void {
    if (!this.enabled) throw new Error('The call simulator is off: the mock was made with simulator: false')
  }
}

/** Does the one thing that happens to a campaign now: a call ends, a call begins, or the campaign is done. */
function happenTo(world: World, dialer: Dialer): void {
  const { tables, clock } = world
  const { order, call } = tables
  if (dialer.endsCall) {
    const ending = call.list('inProgress', dialer.uuid)?.first()
    const stored = ending && call.current(ending)
    if (stored) endCall(world, dialer, stored)
    return
  }
  const next = nextOrder(world, dialer)
  const stored = next && order.current(next)
  if (stored) beginCall(world, dialer, stored)
  else if (isDone(tables, dialer.uuid)) {
    const campaign = tables.campaign.stored(dialer.uuid)
    if (campaign) tables.campaign.update(campaign, { ...campaign.row, status: 'completed', updatedAt: clock.timestamp })
  }
}

/** The order that is called next: first those set to `calling`, then those whose time has come, then those to be called again, then the oldest planned. */
function nextOrder({ tables, clock }: World, dialer: Dialer) {
  const { order } = tables
  const { now } = clock
  if (dialer.hasUncalled(tables)) return dialer.uncalled(tables).next().value ?? undefined
  if (!dialer.hasFreeLine(tables)) return undefined
  const scheduled = order.list('scheduled', dialer.uuid)?.first()
  if (scheduled && (scheduled.row.dueAt ?? 0) <= now) return scheduled
  if (dialer.windows.next(now) > now) return undefined
  const retry = order.list('retry', dialer.uuid)?.first()
  if (retry && (retry.row.dueAt ?? 0) <= now) return retry
  return order.list('status', dialer.plannedKey)?.first()
}

function loopMessage(limit: number, at: string): string {
  return (
    `The call simulator did ${limit} things in one move of the clock and stopped at ${at}: it would perhaps never end. ` +
    'Usually a listener plans orders again as soon as they are finished; look at what listens to order.status and call.ended. ' +
    'For a world that is really this large, raise simulator.loopLimit, or move the clock in smaller steps'
  )
}
