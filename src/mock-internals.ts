import type { Cause } from './contract/history.ts'
import { isSameError, messageOf, type Problem, show } from './contract/problems.ts'
import type { FaultedRequest } from './contract/faults.ts'
import type { Origin, Snapshot, StateDocument } from './contract/scenarios.ts'
import { Engine, type EngineSettings } from './engine/engine.ts'
import { ExchangeLog } from './engine/exchange-log.ts'
import type { MockAnswer, MockRequest } from './engine/exchange.ts'
import { FaultRegistry, type Strike } from './engine/fault-registry.ts'
import { RateLimit, type RateLimitSettings } from './engine/limits.ts'
import { Simulator } from './simulator/simulator.ts'
import { createStart, type Start, type StartSettings } from './start.ts'
import type { MockParts } from './transports/persistence/mock-parts.ts'
import { type debugNamespaces, writeDebugLines } from './transports/debug.ts'
import { createTurns } from './transports/pauses.ts'
import type { MockedApi } from './transports/policy.ts'
import type { ClockSettings } from './contract/clock-settings.ts'
import { prepareIndexes, prepareRows } from './world/base.ts'
import { finish, type Pause, Prepared, runInPauses } from './world/slices.ts'
import type { WorldBase, WorldSettings } from './world/state.ts'
import { mapTables } from './world/tables.ts'
import { World } from './world/world.ts'

/** What a mock shares with its sandboxes. */
export interface SharedSettings extends StartSettings {
  readonly api: MockedApi
  readonly baseUrl: string
  readonly clock: ClockSettings
  readonly history: WorldSettings['history']
  readonly engine: EngineSettings
  readonly rateLimit: RateLimitSettings | undefined
  readonly journal: number
  readonly now: number | undefined
  readonly report: (error: unknown) => void
  readonly debug: ReturnType<typeof debugNamespaces>
  /** The documents of bases that were not made from the options. */
  readonly origins: WeakMap<WorldBase, Origin>
}

/** The scenario that `reset` goes back to, and the base that is made of it. */
export interface StartPoint {
  readonly scenario: Start
  readonly base: Prepared<WorldBase>
}

/**
 * Disturbs requests in addition to the faults of the mock: for `explore`, which searches for worlds in which a client
 * fails.
 */
export interface Disturber {
  /** Called before a request is answered. It may change the data, and let time pass. */
  before(request: MockRequest): void
  /** Returns what strikes a request that no fault of the mock strikes. */
  strike(request: FaultedRequest): Strike | undefined
}

interface Parts {
  readonly world: World
  readonly simulator: Simulator
  readonly engine: Engine
}

const maxFailures = 10

/** What a mock is made of: one world, its simulator, and the engine that answers requests over it. */
export class MockInternals {
  readonly shared: SharedSettings
  readonly takeTurn = createTurns()
  /** The start that the options name. */
  readonly #own: Prepared<WorldBase>
  readonly #start: StartPoint
  #disturber: Disturber | undefined
  readonly #open: () => Parts
  #parts: Parts | undefined
  readonly #failures: unknown[] = []

  constructor(
    shared: SharedSettings,
    start: StartPoint,
    sandbox: string | null,
    continueFrom?: (settings: WorldSettings) => World,
  ) {
    const { edition, clock, history } = shared
    const report = (error: unknown) => {
      // The same error at each event would fill the console.
      if (this.#failures.some((known) => isSameError(known, error))) return
      if (this.#failures.length < maxFailures) this.#failures.push(error)
      shared.report(error)
    }
    const settings = { edition, clock, sandbox, history, report }
    const continued = continueFrom?.(settings)
    this.shared = shared
    this.#own = start.base
    this.#start = start
    this.#open = () => this.#assemble(continued ?? new World(settings, start.base.value))
  }

  get world(): World {
    return this.#opened.world
  }

  /** Throws while a function of the user runs. Before the data are made, none can. */
  assertFree(): void {
    this.#parts?.world.guard.assertFree()
  }

  get simulator(): Simulator {
    return this.#opened.simulator
  }

  get engine(): Engine {
    return this.#opened.engine
  }

  /** Makes the data in slices. Whoever uses the mock before that gets the data at once. Rejects if the scenario is wrong. */
  async prepare(pause: Pause): Promise<void> {
    await runInPauses(this.#start.base.prepare(), pause)
  }

  /** Builds the indexes of the data in slices. Without it, the first request that needs one builds it at once. */
  async prepareIndexes(pause: Pause): Promise<void> {
    await runInPauses(prepareIndexes(this.world.base), pause)
  }

  /**
   * Gets ready in slices for a request that may search, names a row or writes. Without it, the first such request to
   * large data blocks the thread.
   * @example
   * await mock[internals].prepareFor(request, createPause())
   */
  async prepareFor(
    { method, match, query }: Pick<MockRequest, 'method' | 'match' | 'query'>,
    pause: Pause,
  ): Promise<void> {
    const { base, tables } = this.world
    const isList = method === 'GET' && Object.keys(match?.params ?? {}).length === 0
    if (!isList) await runInPauses(prepareRows(base.tables), pause)
    if (!new URLSearchParams(query).has('search')) return
    for (const preparing of mapTables(tables, (_, table) => table.prepareSearch())) await runInPauses(preparing, pause)
  }

  /** Lets the disturber change what happens to requests from now on. */
  disturb(disturber: Disturber): void {
    this.#disturber = disturber
  }

  /** The scenario that the mock was started with. */
  get scenario(): Start {
    return this.#current.scenario
  }

  /** Where the API is found, and its operations. */
  get api(): MockedApi {
    return this.shared.api
  }

  get log(): ExchangeLog {
    return this.engine.log
  }

  /** The first errors of listeners, `formatError` and `when` functions, for runners that fail a test because of them. */
  get failures(): readonly unknown[] {
    return this.#failures
  }

  /** Answers a request. A path that no operation has is refused with 404. */
  run(request: MockRequest): MockAnswer {
    return this.engine.run(request)
  }

  /** A refusal with the body that all refusals of this mock have. */
  refuse(problem: Problem): MockAnswer {
    return this.engine.refuse(problem)
  }

  /** Moves a ticking clock to the time that is due by now. If the simulator fails on the way, the clock is frozen. */
  tick(): void {
    const { clock } = this.world
    // During an event the clock stays at its time, and a function of the user's may not change anything.
    if (this.world.isBusy) return
    const { due } = clock
    if (due <= clock.now) return
    try {
      this.simulator.advanceTo(due, 'tick')
    } catch (error) {
      // Otherwise each request would start an endless simulation again.
      clock.settings = Object.freeze({ ...clock.settings, mode: 'frozen' })
      const { sandbox, report } = this.world.settings
      report(new Error(`${messageOf(error)}.\n${describeStop(sandbox)}`, { cause: error }))
    }
  }

  reset(): void {
    this.#restart(this.world.home, 'reset')
  }

  /** Starts from another scenario, which `reset` goes back to from now on. */
  load(scenario: Start, seed: number | undefined): void {
    this.#restart(this.#startOf({ document: scenario, seed }), 'load')
  }

  restore(snapshot: Snapshot | StateDocument): void {
    this.#restart(this.#startOf({ document: snapshot, restores: true }), 'restore')
  }

  /** The parts of the mock that persistence stores and restores. */
  get parts(): Omit<MockParts, 'back'> {
    const { world, simulator, engine, shared } = this
    return {
      world,
      simulator,
      faults: engine.faults,
      references: shared.engine.references,
      own: { base: this.#own.value, clock: shared.clock },
      originOf: (base) => shared.origins.get(base) ?? null,
      startOf: (origin) => (origin ? this.#startOf(origin) : this.#own.value),
      startAs: (call, base) => this.#restart(base, call),
    }
  }

  #startOf(origin: Origin): WorldBase {
    const { document, seed, restores } = origin
    const base = finish(createStart(this.shared, document, restores ? { restores } : { seed, now: this.shared.now }))
    this.shared.origins.set(base, origin)
    return base
  }

  /** Replaces the world's state, and clears journal, faults and scripted outcomes. */
  #restart(base: WorldBase, call: Extract<Cause, { type: 'start' }>['call']): void {
    const { events, clock, settings } = this.world
    this.world.start(base, { type: 'start', call })
    clock.settings = this.shared.clock
    this.engine.reset()
    const { scenario, seed } = base
    events.push({ type: 'reset', at: clock.timestamp, sandbox: settings.sandbox, scenario, seed })
    events.emit()
  }

  /** Sends the answers that faults hold back. A mock that is dropped needs this, as nobody can send them any more. */
  release(): void {
    this.#parts?.engine.faults.clear()
  }

  /** Another mock with the same settings, whose data are those of the start. */
  fresh(sandbox: string): MockInternals {
    return new MockInternals(this.shared, this.#current, sandbox)
  }

  /** Another mock with the same settings that continues from now, or from before a step of the history. */
  fork(sandbox: string, step: number | undefined): MockInternals {
    return new MockInternals(this.shared, this.#current, sandbox, (settings) => this.world.fork(settings, step))
  }

  /** The start that `reset` returns to: that of the options, or what was loaded since. */
  get #current(): StartPoint {
    const home = this.#parts?.world.home
    const loaded = home && this.shared.origins.get(home)
    return loaded ? { scenario: loaded.document, base: Prepared.done(home) } : this.#start
  }

  /** Made on first use: the data of the start may still be prepared. */
  get #opened(): Parts {
    return (this.#parts ??= this.#open())
  }

  #assemble(world: World): Parts {
    const { shared } = this
    const { sandbox } = world.settings
    const log = new ExchangeLog({
      sandbox,
      maxEntries: shared.journal,
      guard: (name, run) => world.guard.run(name, run),
    })
    log.observe((entry) => {
      if (world.events.hasListeners('request'))
        world.events.pushCause({ type: 'request', at: entry.at, sandbox, request: log.toExchange(entry) })
    })
    const simulator = new Simulator(world, shared.simulator !== false)
    const engine = new Engine(world, shared.engine, {
      faults: new FaultRegistry(() => world.random.faults, shared.engine.router.rows),
      log,
      limit: shared.rateLimit && new RateLimit(world.clock, shared.rateLimit),
      hooks: {
        before: (request) => {
          this.#disturber?.before(request)
          this.tick()
        },
        strike: (read) => this.#disturber?.strike(read()),
      },
    })
    writeDebugLines(world.events, shared.debug)
    return { world, simulator, engine }
  }
}

function describeStop(sandbox: string | null): string {
  const whose = sandbox === null ? 'The clock' : `The clock of the sandbox ${show(sandbox)}`
  return `${whose} stands still now. It ticks on from there with clock.configure({ mode: 'ticking' }), or over HTTP with {"frozen": false} to POST /__mock/clock`
}
