import { latest } from '../contract/timestamps.ts'
import type { Cause } from '../contract/history.ts'
import { type CallOutcome, loopLimitOf, type SimulatorSettings } from '../contract/simulator.ts'
import type { Stats } from '../contract/stats.ts'
import type { World } from '../world/world.ts'
import { Agenda } from './agenda.ts'
import { beginCall, endCall } from './calls.ts'
import { Consequences } from './consequences.ts'
import { type Dialer, isDone } from './dialer.ts'
import { parseSettings } from './campaign-settings.ts'
import { checkScript } from './scripts.ts'
import { statsOf } from './stats.ts'

/**
 * Calls the orders of active outbound campaigns as the clock moves, in the exact order of their times. All decisions
 * about the future are columns of rows; the agenda is an index over them.
 */
export class Simulator {
  readonly #world: World
  /** False for a mock with `simulator: false`: time passes, and nobody is called. */
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

  /** The settings of the mock. Those of a campaign take precedence. */
  get settings(): SimulatorSettings {
    return this.enabled ? this.#world.simulator : {}
  }

  /** Changes settings. Calls in progress keep their drawn ends. */
  configure(settings: SimulatorSettings): void {
    this.#assertEnabled()
    // The settings of the world again, so that their order is always that of the schema.
    const merged = parseSettings({ ...this.#world.simulator, ...parseSettings(settings) })
    this.#world.change({ type: 'simulator', call: 'simulator.configure' }, () => {
      this.#world.simulator = Object.freeze(merged)
    })
  }

  /** Scripts the outcomes of the next calls of an order or a phone number. An empty list removes the script. */
  outcome(target: string, outcomes: readonly CallOutcome[]): void {
    this.#assertEnabled()
    const checked = checkScript(target, outcomes, (uuid) => this.#world.tables.order.get(uuid) !== undefined)
    const copied = [...outcomes]
    this.#world.change({ type: 'simulator', call: 'simulator.outcome' }, () => {
      this.#world.scripts = this.#world.scripts.with(checked, copied)
    })
  }

  /** Moves the clock and runs all events until then. A move back undoes nothing, and calls keep their drawn ends. */
  advanceTo(ms: number, call = 'clock.advance'): void {
    const { clock } = this.#world
    this.#run({ type: 'clock', call }, (runEvent, isCurrent) => {
      while (this.enabled && ms >= clock.now && isCurrent()) {
        const next = this.#ready().nextTimed
        if (!next || next.at > ms) break
        runEvent(next)
      }
      if (!isCurrent()) return
      // Due times that had passed lie ahead again, so that the agenda is rebuilt.
      if (ms < clock.now) this.#agenda = undefined
      clock.moveTo(ms)
    })
  }

  /** Runs the next event, whenever it is due. Returns false if there is none. */
  step(): boolean {
    return this.#run({ type: 'simulator', call: 'simulator.step' }, (runEvent) => this.#step(runEvent))
  }

  /** Runs events until none is left. */
  runToEnd(): void {
    this.#run({ type: 'simulator', call: 'simulator.runToEnd' }, (runEvent, isCurrent) => {
      while (isCurrent() && this.#step(runEvent)) {}
    })
  }

  /** The progress of one campaign, or of all together. */
  stats(campaignUuid?: string): Stats {
    return statsOf(this.#world, this.enabled ? this.#ready() : undefined, campaignUuid)
  }

  /** The time and type of the next event, whether it waits for time or for a step. */
  next(): { readonly at: number; readonly type: 'call.end' | 'campaign' } | undefined {
    const next = this.#next
    return next && { at: Math.max(next.at, this.#world.clock.now), type: next.endsCall ? 'call.end' : 'campaign' }
  }

  /** The campaign with the next event; undefined if there is none until the end of time. */
  get #next(): Dialer | undefined {
    const next = this.enabled ? this.#ready().next : undefined
    return next && next.at <= latest ? next : undefined
  }

  #step(runEvent: (dialer: Dialer) => void): boolean {
    const next = this.#next
    if (next) runEvent(next)
    return next !== undefined
  }

  #run<Result>(cause: Cause, work: (runEvent: (dialer: Dialer) => void, isCurrent: () => boolean) => Result): Result {
    const world = this.#world
    return world.run(cause, (publish) => {
      const limit = loopLimitOf(world.simulator)
      const { epoch } = world
      let done = 0
      const runEvent = (dialer: Dialer) => {
        done += 1
        if (done > limit) throw new Error(loopMessage(limit, world.clock.timestamp))
        if (dialer.at > world.clock.now) world.clock.moveTo(dialer.at)
        runNextEvent(world, dialer)
        publish()
      }
      try {
        // A listener may have reset the world.
        return work(runEvent, () => world.epoch === epoch)
      } finally {
        world.clock.anchor()
      }
    })
  }

  /** The agenda, rebuilt if the world was replaced or the settings have changed. */
  #ready(): Agenda {
    const { epoch, simulator } = this.#world
    if (this.#agenda?.epoch !== epoch || this.#agenda.settings !== simulator) this.#agenda = new Agenda(this.#world)
    return this.#agenda
  }

  #assertEnabled(): void {
    if (!this.enabled) throw new Error('The call simulator is off: the mock was made with simulator: false')
  }
}

/** Runs the next event of a campaign: a call ends, a call begins, or the campaign completes. */
function runNextEvent(world: World, dialer: Dialer): void {
  const { tables, clock } = world
  const { order, call } = tables
  if (dialer.endsCall) {
    const ending = call.list('inProgress', dialer.uuid)?.first()
    const stored = ending && call.stored(ending.uuid)
    if (stored) endCall(world, dialer.rules, stored)
    return
  }
  const next = nextOrder(world, dialer)
  const stored = next && order.stored(next.uuid)
  if (stored) beginCall(world, dialer.rules, stored)
  else if (isDone(tables, dialer.uuid)) {
    const campaign = tables.campaign.stored(dialer.uuid)
    if (campaign) tables.campaign.update(campaign, { ...campaign.row, status: 'completed', updatedAt: clock.timestamp })
  }
}

/** The order that is called next: one set to `calling`, a scheduled one, a retry, or else the oldest planned one. */
function nextOrder({ tables, clock }: World, dialer: Dialer) {
  const { order } = tables
  const { now } = clock
  if (dialer.hasUncalled(tables)) return dialer.firstUncalled(tables)
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
