import { wire, type Edition } from './contract/editions.ts'
import type { EventOf, MockEvent } from './contract/events.ts'
import { checkOptions, mockOptions, type MockOptions as Options } from './contract/options.ts'
import { messageOf, Problem, show } from './contract/problems.ts'
import type { Scenario, Snapshot } from './contract/scenarios.ts'
import type { SimulatorSettings } from './contract/simulator.ts'
import { Encoder } from './engine/encode.ts'
import { Engine, type EngineSettings } from './engine/engine.ts'
import type { MockAnswer, MockRequest } from './engine/exchange.ts'
import { Faults } from './engine/faults.ts'
import { Journal } from './engine/journal.ts'
import { RateLimit, type RateLimitSettings } from './engine/limits.ts'
import { Router } from './engine/route.ts'
import type { Operation } from './operations/operation.ts'
import { operationsOf } from './operations/table.ts'
import { findScenario, type ScenarioName } from './scenarios/catalog.ts'
import { type LoadedScenario, loadScenario } from './scenarios/load.ts'
import { createModels, type Db } from './scenarios/models.ts'
import { Places } from './scenarios/places.ts'
import { toSnapshot } from './scenarios/snapshot.ts'
import { createClock, type MockClock, type MockSimulator } from './simulator/controls.ts'
import { Simulator, type Stats } from './simulator/simulator.ts'
import { locate, toBaseAddress } from './transports/address.ts'
import { debugNamespaces, writeDebugLines } from './transports/debug.ts'
import { FetchRequest, readBody, toRequest, toResponse } from './transports/fetch.ts'
import { createHandlers } from './transports/msw.ts'
import type { MockedApi } from './transports/policy.ts'
import { waitAlive } from './transports/timers.ts'
import { type ClockSettings, type Duration, toInstant, toMilliseconds } from './world/clock.ts'
import { World } from './world/world.ts'

/** The only wiring: what a mock is made of, and how its parts hear of each other. */

/** What a mock can start with: the name of a shipped scenario, a scenario object, or a snapshot. The names are written out for editors to offer. */
type Start = ScenarioName | (string & {}) | Scenario | Snapshot

export type MockOptions = Options<Start>

const loadOptions = mockOptions.pick({ seed: true })

/** What all sandboxes of a mock share. */
interface Shared {
  readonly edition: Edition
  readonly api: MockedApi
  readonly baseUrl: string
  readonly clock: ClockSettings
  readonly engine: EngineSettings
  readonly rateLimit: RateLimitSettings | undefined
  readonly journal: number
  readonly simulator: false | SimulatorSettings
  readonly now: number | undefined
  readonly report: (error: unknown) => void
  readonly debug: ReturnType<typeof debugNamespaces>
  readonly sandboxes: Map<string, Mock>
  /** Snapshots of these mocks, the only documents that nobody can change; and what was made of those that were asked for again. */
  readonly snapshots: WeakSet<object>
  readonly loaded: WeakMap<object, LoadedScenario>
  readonly places: Places
}

/** So many errors of listeners are kept for those who ask. */
const mostFailures = 10

/** An in-memory Call Camp API: one set of data, one clock, and all ways to reach them. */
export class Mock {
  readonly #shared: Shared
  readonly #world: World
  readonly #engine: Engine
  readonly #simulator: Simulator
  /** What `reset` goes back to. */
  #start: LoadedScenario
  /** Settings of the call simulator in the scenario or snapshot of now: a snapshot carries them on where the simulator is off. */
  #rules: SimulatorSettings | undefined
  #scenario: string | Scenario | Snapshot
  #handlers: ReturnType<typeof createHandlers> | undefined
  #db: Db | undefined
  #clock: MockClock | undefined
  /** What was thrown beside requests, first come first kept. */
  #failures: unknown[] | undefined

  /** @internal Made by `createMock` and `sandbox`. */
  constructor(shared: Shared, scenario: string | Scenario | Snapshot, start: LoadedScenario, sandbox: string | null) {
    const { edition, clock } = shared
    const report = (error: unknown) => {
      this.#failures ??= []
      if (this.#failures.length < mostFailures) this.#failures.push(error)
      shared.report(error)
    }
    this.#shared = shared
    this.#scenario = scenario
    this.#start = start
    this.#rules = start.simulator
    const world = new World({ edition, clock, sandbox, report }, start.base)
    const simulator = new Simulator(world, simulatorSettings(shared, start))
    this.#world = world
    this.#simulator = simulator
    this.#engine = new Engine(world, shared.engine, {
      faults: new Faults(() => world.random.faults, shared.engine.router.rows),
      journal: new Journal(
        sandbox,
        shared.journal,
        waitAlive,
        (request) => world.events.emit({ type: 'request', at: request.at, sandbox, request }),
        () => world.events.heard('request'),
      ),
      limit: shared.rateLimit && new RateLimit(world.clock, shared.rateLimit),
      hooks: { before: () => this.tick() },
    })
    world.onCommit(
      (changes) => simulator.changed(changes),
      () => this.#orReport(() => simulator.settle()),
    )
    simulator.restore(start.events)
    writeDebugLines(world.events, shared.debug)
  }

  /**
   * Handlers for msw: `setupServer(...mock.handlers)` or `setupWorker(...mock.handlers)`.
   * They answer everything under the `/api` of the base URL, with 404 where there is nothing, unless `unknown` says otherwise.
   * Your own handlers go in front of them, with `server.use()`.
   * A tool that asks for instances of msw's own class takes them so: `http.all('http://callcamp.ai/api/*', ({ request }) => mock.fetch(request))`.
   */
  get handlers(): ReturnType<typeof createHandlers> {
    return (this.#handlers ??= createHandlers(() => this, this.api.base))
  }

  /** @internal Where the API is found and what it has: for transports. */
  get api(): MockedApi {
    return this.#shared.api
  }

  /**
   * Answers a request with no interception at all.
   * @example
   * const response = await mock.fetch('/api/campaigns?status=active')
   */
  fetch = async (input: Request | string | URL, init?: RequestInit): Promise<Response> => {
    const { api, baseUrl } = this.#shared
    const target = typeof input === 'string' && input.startsWith('/') ? toAbsolute(baseUrl, input) : input
    const request = asked(target, init)
    request.signal?.throwIfAborted()
    const location = locate(request.url, api.base)
    const reading = location && readBody(request)
    const answer = location
      ? this.run(new FetchRequest(request, location, reading && (await reading)))
      : this.#engine.refuse(
          new Problem(404, `Nothing is mocked at ${show(request.url)}: the API is found under ${baseUrl}`),
        )
    const response = await toResponse(answer, request.method, request.signal)
    if (!response) throw new TypeError('Failed to fetch: a fault broke the connection')
    return response
  }

  /** Answers plain values with plain values: for transports. An unknown path is refused with 404. */
  run(request: MockRequest): MockAnswer {
    return this.#engine.run(request)
  }

  /** A refusal in the form of every refusal: for transports. */
  refuse(problem: Problem): MockAnswer {
    return this.#engine.refuse(problem)
  }

  /** The rows, in the query language of the msw data library: what is not given is made up. */
  get db(): Db {
    this.tick()
    return (this.#db ??= createModels(this.#world, this.#shared.engine.references, this.#shared.places))
  }

  get clock(): MockClock {
    return (this.#clock ??= createClock(this.#world, this.#simulator, () => this.tick()))
  }

  /** Requests that go wrong on purpose. */
  get faults(): Faults {
    return this.#engine.faults
  }

  /** What was asked and answered. */
  get requests(): Journal {
    return this.#engine.journal
  }

  get simulator(): MockSimulator {
    return this.#simulator
  }

  /** How far campaigns have come: one, or all of them. */
  stats(campaignUuid?: string): Stats {
    this.tick()
    return this.#simulator.stats(campaignUuid)
  }

  /**
   * Listens until the function it answers is called. What a listener throws, at once or as a promise, stops nothing: it is
   * written to the console, and lets a test of `callcamp-mock/vitest` or `/playwright` fail, and what runs in `isolate`.
   * @example
   * mock.on('order.status', ({ orderUuid, from, to }) => console.log(orderUuid, from, to))
   */
  on<Type extends MockEvent['type']>(type: Type, listener: (event: EventOf<Type>) => unknown): () => void {
    return this.#world.events.on(type, listener)
  }

  /** @internal What a mock is made of, for those who keep its data elsewhere. */
  static parts(mock: Mock): { readonly world: World; readonly simulator: Simulator } {
    return { world: mock.#world, simulator: mock.#simulator }
  }

  /** Back to the start: rows, time and chance; journal, faults and scripted outcomes are cleared. Listeners stay. */
  reset(): void {
    this.#world.start(this.#start.base)
    this.#settleIn(this.#start, simulatorSettings(this.#shared, this.#start))
  }

  /** Starts from another scenario, or from the same one with another seed: what `reset` goes back to from then on. */
  load(scenario: Start = this.#scenario, options: { readonly seed?: number | undefined } = {}): void {
    const { seed } = checkOptions(loadOptions, options, 'load')
    const start = load(this.#shared, scenario, seed, this.#shared.now)
    this.#scenario = scenario
    this.#start = start
    this.reset()
  }

  /** All there is, as plain frozen JSON: rows, time, chance and what is still to happen. */
  snapshot(): Snapshot {
    this.tick()
    const snapshot = toSnapshot(
      this.#world,
      this.#simulator.pending(),
      this.#simulator.enabled ? this.#simulator.settings : this.#rules,
    )
    this.#shared.snapshots.add(snapshot)
    return snapshot
  }

  /** Back to a snapshot, settings of the call simulator included. `reset` still goes back to the start. */
  restore(snapshot: Snapshot): void {
    if (typeof snapshot !== 'object' || snapshot === null)
      throw new TypeError(
        `restore takes a snapshot, as mock.snapshot() answers it; received ${show(snapshot)}. To start from a scenario, use load`,
      )
    const loaded = load(this.#shared, snapshot, undefined)
    this.#world.start(loaded.base)
    this.#settleIn(
      loaded,
      this.#simulator.enabled ? (loaded.simulator ?? simulatorSettings(this.#shared, loaded)) : false,
    )
  }

  /**
   * The same API over data of its own, made from the start on first use. The same name is the same sandbox.
   * @example
   * const mine = mock.sandbox('worker-3')
   */
  sandbox(name: string): Mock {
    if (typeof name !== 'string' || name === '') throw new TypeError(`A sandbox needs a name; received ${show(name)}`)
    const { sandboxes } = this.#shared
    const known = sandboxes.get(name)
    if (known) return known
    const made = new Mock(this.#shared, this.#scenario, this.#start, name)
    sandboxes.set(name, made)
    return made
  }

  /** The sandboxes there are, by name. */
  get sandboxes(): ReadonlyMap<string, Mock> {
    return this.#shared.sandboxes
  }

  /** Forgets a sandbox; false when there is none of this name. */
  dropSandbox(name: string): boolean {
    return this.#shared.sandboxes.delete(name)
  }

  /** @internal What listeners and the like have thrown so far: for runners that let a test fail of it. */
  get failures(): readonly unknown[] {
    return this.#failures ?? []
  }

  /** What the mock is, for people and for tools. */
  get info(): {
    readonly edition: Edition
    readonly baseUrl: string
    readonly scenario: string
    readonly seed: number
    readonly sandbox: string | null
  } {
    const { scenario, seed } = this.#world.base
    return {
      edition: this.#shared.edition,
      baseUrl: this.#shared.baseUrl,
      scenario,
      seed,
      sandbox: this.#world.settings.sandbox,
    }
  }

  /** Lets a ticking clock catch up with the machine's; one that can't, stands still. Requests do it by themselves, and whoever takes `db`. */
  tick(): void {
    const { clock } = this.#world
    const { due } = clock
    // A listener finds the clock where its event is.
    if (due <= clock.now || this.#simulator.running) return
    try {
      this.#simulator.advanceTo(due)
    } catch (error) {
      // A simulation that finds no end would be taken up again with every request.
      clock.settings = { ...clock.settings, mode: 'frozen' }
      this.#world.settings.report(
        new Error(`${messageOf(error)}.\n${stopped(this.#world.settings.sandbox)}`, { cause: error }),
      )
    }
  }

  /** What happens beside a request: where it fails, the request is answered all the same. */
  #orReport(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#world.settings.report(error)
    }
  }

  #settleIn(loaded: LoadedScenario, simulator: SimulatorSettings | false): void {
    const { events, clock, settings } = this.#world
    clock.settings = this.#shared.clock
    this.#rules = loaded.simulator
    this.#simulator.reset(simulator)
    this.#simulator.restore(loaded.events)
    this.#engine.reset()
    const { scenario, seed } = this.info
    events.emit({ type: 'reset', at: clock.timestamp, sandbox: settings.sandbox, scenario, seed })
  }
}

/**
 * Makes a mock of the Call Camp API.
 * @example
 * const mock = createMock({ scenario: 'demo', seed: 1 })
 * const server = setupServer(...mock.handlers)
 */
export function createMock(options: MockOptions = {}): Mock {
  return makeMock(options, 'createMock')
}

/** Makes a mock for the door that was asked for one: what is wrong with the options is said with its name. */
export function makeMock(options: MockOptions, caller: string): Mock {
  const checked = checkOptions(mockOptions, options, caller)
  const edition = checked.edition ?? 'hosted'
  const baseUrl = checked.baseUrl ?? wire[edition].baseUrl
  const operations = operationsOf(edition)
  const router = new Router<Operation>(operations)
  const { now } = options
  const { rateLimit } = checked
  const window = (typeof rateLimit === 'object' ? rateLimit.window : undefined) ?? '1m'
  const shared: Shared = {
    edition,
    baseUrl,
    api: {
      base: toBaseAddress(baseUrl),
      operations,
      unknown: checked.unknown ?? 'refuse',
      knows: (path) => router.knows(path),
    },
    clock: { mode: checked.clock ?? 'frozen', speed: checked.speed ?? 1 },
    engine: {
      router,
      encoder: new Encoder(),
      references: checked.references ?? 'strict',
      strict: checked.strict ?? false,
      keys: checked.auth && new Set(checked.auth.keys),
      latency: checked.latency,
      formatError: checked.formatError,
    },
    rateLimit:
      rateLimit === undefined
        ? undefined
        : {
            requests: typeof rateLimit === 'number' ? rateLimit : rateLimit.requests,
            window: named(caller, 'rateLimit.window', () => toWindow(window)),
          },
    journal: checked.journal ?? 1_000,
    simulator: checked.simulator ?? {},
    now: now === undefined ? undefined : named(caller, 'now', () => toInstant(now)),
    report: (error) => reportError(error),
    debug: debugNamespaces(),
    sandboxes: new Map(),
    snapshots: new WeakSet(),
    loaded: new WeakMap(),
    places: new Places(),
  }
  const { scenario = 'empty' } = options
  return new Mock(shared, scenario, load(shared, scenario, checked.seed, shared.now), null)
}

function toWindow(window: Duration): number {
  const ms = toMilliseconds(window)
  if (ms === 0) throw new TypeError(`must be longer than nothing; received ${show(window)}`)
  return ms
}

/** Reads an option; what is wrong with it is said with its name. */
function named<Value>(caller: string, option: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    throw error instanceof TypeError ? new TypeError(`${caller}: ${option}: ${error.message}`, { cause: error }) : error
  }
}

function stopped(sandbox: string | null): string {
  const whose = sandbox === null ? 'The clock' : `The clock of the sandbox ${show(sandbox)}`
  return `${whose} stands still now. It ticks on from there with clock.configure({ mode: 'ticking' }), or over HTTP with {"frozen": false} to POST /__mock/clock`
}

/** An error in what a request sets off must not stop the request; it is told on the console instead. */
function reportError(error: unknown): void {
  // oxlint-disable-next-line no-console
  console.error('callcamp-mock: a listener, formatError or the call simulator failed', error)
}

/** Loads a scenario; a snapshot of a mock's own only once: any other document may change, even one that is frozen on its outside. */
function load(
  shared: Shared,
  scenario: string | Scenario | Snapshot,
  seed: number | undefined,
  now?: number,
): LoadedScenario {
  const options = { edition: shared.edition, references: shared.engine.references, seed, now, places: shared.places }
  if (typeof scenario === 'string') return loadScenario(findScenario(scenario), options)
  if (typeof scenario !== 'object' || scenario === null)
    throw new TypeError(
      `scenario must be the name of a shipped scenario, a scenario object or a snapshot; received ${show(scenario)}`,
    )
  if (seed !== undefined || now !== undefined || !shared.snapshots.has(scenario)) return loadScenario(scenario, options)
  const loaded = shared.loaded.get(scenario) ?? loadScenario(scenario, options)
  shared.loaded.set(scenario, loaded)
  return loaded
}

/** Options of the mock go before those of the scenario. */
function simulatorSettings(shared: Shared, { simulator }: LoadedScenario): false | SimulatorSettings {
  return shared.simulator === false ? false : { ...simulator, ...shared.simulator }
}

function asked(target: Request | string | URL, init: RequestInit | undefined): ReturnType<typeof toRequest> {
  try {
    return toRequest(target, init)
  } catch (error) {
    if (target instanceof Request || URL.canParse(target)) throw error
    throw new TypeError(
      `mock.fetch takes an absolute address, a path that starts with /, or a Request; received ${show(target)}`,
      { cause: error },
    )
  }
}

function toAbsolute(baseUrl: string, path: string): string {
  const { origin, prefix } = toBaseAddress(baseUrl)
  return `${origin ?? 'http://callcamp.ai'}${prefix}${path}`
}
