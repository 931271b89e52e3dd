import type { Edition } from './contract/editions.ts'
import type { EventOf, MockEvent } from './contract/events.ts'
import type { Cause } from './contract/history.ts'
import { checkOptions, mockOptions, type MockOptions as Options } from './contract/options.ts'
import { messageOf, Problem, show } from './contract/problems.ts'
import type { Scenario, Snapshot, StateDocument } from './contract/scenarios.ts'
import type { SimulatorSettings } from './contract/simulator.ts'
import type { Stats } from './contract/stats.ts'
import { Engine, type EngineSettings } from './engine/engine.ts'
import type { MockAnswer, MockRequest } from './engine/exchange.ts'
import { Faults } from './engine/faults.ts'
import { Journal } from './engine/journal.ts'
import { RateLimit, type RateLimitSettings } from './engine/limits.ts'
import type { ScenarioName } from './scenarios/catalog.ts'
import { createModels, type Db } from './scenarios/models.ts'
import type { Places } from './scenarios/places.ts'
import { toSnapshot } from './scenarios/snapshot.ts'
import { toStateDocument } from './scenarios/state-document.ts'
import { toStateLink } from './scenarios/state-link.ts'
import { createClock, type MockClock, type MockSimulator } from './simulator/controls.ts'
import { Simulator } from './simulator/simulator.ts'
import { explain, type Explanation } from './simulator/why.ts'
import { createStart } from './start.ts'
import { locate, toBaseAddress } from './transports/address.ts'
import { type debugNamespaces, writeDebugLines } from './transports/debug.ts'
import { FetchRequest, readBody, toRequest, toResponse } from './transports/fetch.ts'
import { createHandlers } from './transports/msw.ts'
import type { MockedApi } from './transports/policy.ts'
import { waitAlive } from './transports/timers.ts'
import type { ClockSettings } from './world/clock.ts'
import { HistoryControls, type MockHistory } from './world/history-controls.ts'
import { finish, type Pause, Prepared } from './world/slices.ts'
import type { WorldBase, WorldSettings } from './world/state.ts'
import { World } from './world/world.ts'

/**
 * What a mock can start with: the name of a shipped scenario, a scenario object, a snapshot, or a state as an object or
 * a link. The names are written out for editors to offer.
 */
type Start = ScenarioName | (string & {}) | Scenario | Snapshot | StateDocument

export type MockOptions = Options<Start>

const loadOptions = mockOptions.pick({ seed: true })

/** What all sandboxes of a mock share. */
export interface Shared {
  readonly edition: Edition
  readonly api: MockedApi
  readonly baseUrl: string
  readonly clock: ClockSettings
  readonly history: WorldSettings['history']
  readonly engine: EngineSettings
  readonly rateLimit: RateLimitSettings | undefined
  readonly journal: number
  readonly simulator: false | SimulatorSettings
  readonly now: number | undefined
  readonly report: (error: unknown) => void
  readonly debug: ReturnType<typeof debugNamespaces>
  readonly sandboxes: Map<string, Mock>
  /** Snapshots of these mocks, the only documents that nobody can change; and what was made of those that were loaded. */
  readonly snapshots: WeakSet<object>
  readonly starts: WeakMap<object, WorldBase>
  readonly places: Places
}

interface Parts {
  readonly world: World
  readonly simulator: Simulator
  readonly engine: Engine
}

/** So many errors of listeners are kept for those who ask. */
const mostFailures = 10

/**
 * An in-memory Call Camp API: one set of data, one clock, and all ways to reach them.
 * @example
 * const mock = createMock({ scenario: 'demo' })
 * const server = setupServer(...mock.handlers)
 */
export class Mock {
  readonly #shared: Shared
  readonly #open: () => Parts
  #parts: Parts | undefined
  /** What `reset` goes back to, and what it was made of. */
  #start: Prepared<WorldBase>
  #scenario: Start
  #handlers: ReturnType<typeof createHandlers> | undefined
  #db: Db | undefined
  #clock: MockClock | undefined
  #history: MockHistory<Mock> | undefined
  /** What was thrown beside requests, first come first kept. */
  #failures: unknown[] | undefined

  /** @internal Made by `createMock` and `sandbox`. `from` is a world to continue, instead of one that begins at `start`. */
  constructor(
    shared: Shared,
    scenario: Start,
    start: Prepared<WorldBase>,
    { sandbox, from }: { readonly sandbox: string | null; readonly from?: (settings: WorldSettings) => World },
  ) {
    const { edition, clock, history } = shared
    const report = (error: unknown) => {
      this.#failures ??= []
      if (this.#failures.length < mostFailures) this.#failures.push(error)
      shared.report(error)
    }
    const settings = { edition, clock, sandbox, history, report }
    const continued = from?.(settings)
    this.#shared = shared
    this.#scenario = scenario
    this.#start = start
    this.#open = () => this.#partsOf(continued ?? new World(settings, start.value))
  }

  #partsOf(world: World): Parts {
    const shared = this.#shared
    const { sandbox } = world.settings
    const simulator = new Simulator(world, shared.simulator !== false)
    const engine = new Engine(world, shared.engine, {
      faults: new Faults(() => world.random.faults, shared.engine.router.rows),
      journal: new Journal(
        sandbox,
        shared.journal,
        waitAlive,
        (request) => world.events.pushCause({ type: 'request', at: request.at, sandbox, request }),
        () => world.events.heard('request'),
        (name, run) => world.guard(name, run),
      ),
      limit: shared.rateLimit && new RateLimit(world.clock, shared.rateLimit),
      hooks: { before: () => this.tick() },
    })
    writeDebugLines(world.events, shared.debug)
    return { world, simulator, engine }
  }

  /** Made when it is first needed: the data of a mock may still be on their way. */
  get #made(): Parts {
    return (this.#parts ??= this.#open())
  }

  get #world(): World {
    return this.#made.world
  }

  get #simulator(): Simulator {
    return this.#made.simulator
  }

  get #engine(): Engine {
    return this.#made.engine
  }

  /**
   * Handlers for msw: `setupServer(...mock.handlers)` or `setupWorker(...mock.handlers)`.
   * They answer everything under the `/api` of the base URL, with 404 where there is nothing, unless `unknown` says otherwise.
   * Your own handlers go in front of them, with `server.use()`.
   * A tool that asks for instances of msw's own class takes them so: `http.all('http://callcamp.ai/api/*', ({ request }) => mock.fetch(request))`.
   * @example
   * const server = setupServer(...mock.handlers)
   * server.listen()
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

  /**
   * The rows, in the query language of the msw data library: what is not given is made up.
   * @example
   * const campaign = mock.db.campaign.create({ name: 'Spring', status: 'active' })
   */
  get db(): Db {
    this.tick()
    return (this.#db ??= createModels(this.#world, this.#shared.engine.references, this.#shared.places))
  }

  /**
   * Virtual time: it stands still until it is moved.
   * @example
   * mock.clock.advance('2h')
   */
  get clock(): MockClock {
    return (this.#clock ??= createClock(this.#world, this.#simulator, () => this.tick()))
  }

  /**
   * Requests that go wrong on purpose.
   * @example
   * mock.faults.add({ operation: 'campaigns.list', status: 503, times: 1 })
   */
  get faults(): Faults {
    return this.#engine.faults
  }

  /**
   * What was asked and answered.
   * @example
   * expect(mock.requests.count({ operation: 'orders.create' })).toBe(1)
   */
  get requests(): Journal {
    return this.#engine.journal
  }

  /**
   * The call simulator: who is called next, and how it ends.
   * @example
   * mock.simulator.outcome('+14155550123', ['busy', 'contacted'])
   */
  get simulator(): MockSimulator {
    return this.#simulator
  }

  /**
   * How far campaigns have come: one, or all of them.
   * @example
   * const { orders, reachedRate } = mock.stats(campaign.uuid)
   */
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

  /** @internal A mock with fresh data that no name leads to: for scopes and tests. The label stands in its events. */
  static fresh(mock: Mock, label: string): Mock {
    return new Mock(mock.#shared, mock.#scenario, mock.#start, { sandbox: label })
  }

  /** @internal What a mock is made of, for those who keep its data elsewhere. */
  static parts(mock: Mock): { readonly world: World; readonly simulator: Simulator } {
    return { world: mock.#world, simulator: mock.#simulator }
  }

  /**
   * @internal Makes the data of a mock that `makeMockLater` returned, and lets something else run in between. Whoever uses
   * the mock before that gets the data at once. Rejects where the scenario cannot be made.
   * @example
   * const mock = makeMockLater({ scenario: 'large' }, 'setupMockWorker')
   * await Mock.prepare(mock, createPause())
   */
  static async prepare(mock: Mock, pause: Pause): Promise<void> {
    await mock.#start.prepare(pause)
  }

  /**
   * Back to the start: rows, time and chance; journal, faults and scripted outcomes are cleared. Listeners stay.
   * @example
   * afterEach(() => mock.reset())
   */
  reset(): void {
    this.#startFrom(this.#start.value, 'reset')
  }

  /**
   * Starts from another scenario, or from the same one with another seed: what `reset` goes back to from then on.
   * @example
   * mock.load('retry-storm', { seed: 7 })
   */
  load(scenario: Start = this.#scenario, options: { readonly seed?: number | undefined } = {}): void {
    const { seed } = checkOptions(loadOptions, options, 'load')
    const start = new Prepared(createStart(this.#shared, scenario, { seed, now: this.#shared.now }))
    this.#startFrom(start.value, 'load')
    this.#scenario = scenario
    this.#start = start
  }

  /**
   * All there is, as plain frozen JSON: rows, time, chance and what is still to happen.
   * @example
   * const before = mock.snapshot()
   * mock.clock.advance('1d')
   * mock.restore(before)
   */
  snapshot(): Snapshot {
    this.tick()
    const snapshot = toSnapshot(this.#world)
    this.#shared.snapshots.add(snapshot)
    return snapshot
  }

  /**
   * The state as a small document: what is different from the shipped scenario that the mock started from. Of another
   * start it is a whole snapshot. It is accepted wherever a scenario is.
   * @example
   * const again = createMock({ scenario: mock.document() })
   */
  document(): StateDocument | Snapshot {
    this.tick()
    const { shipped } = this.#world.base
    return shipped === undefined ? this.snapshot() : toStateDocument(this.#world, shipped, this.#simulator.enabled)
  }

  /**
   * The document as a link, compressed: for an address, a message, or `npx callcamp-mock --scenario`.
   * @example
   * const again = createMock({ scenario: mock.link() })
   */
  link(): string {
    return toStateLink(this.document())
  }

  /**
   * Back to a snapshot, settings of the call simulator included. `reset` still goes back to the start.
   * @example
   * mock.restore(before)
   */
  restore(snapshot: Snapshot | StateDocument): void {
    if (typeof snapshot !== 'object' || snapshot === null)
      throw new TypeError(
        `restore takes a snapshot, as mock.snapshot() returns it; received ${show(snapshot)}. To start from a scenario, use load`,
      )
    this.#startFrom(finish(createStart(this.#shared, snapshot, { restores: true })), 'restore')
  }

  /**
   * Every change so far, with what caused it: to look at, to undo, and to continue from.
   * @example
   * mock.history.back()
   */
  get history(): MockHistory<Mock> {
    return (this.#history ??= new HistoryControls(
      this.#world,
      (undone, redone) => this.#engine.journal.markUndone(undone, redone),
      (name, id) => this.#fork(name, id),
    ))
  }

  /**
   * Why an order is not called, or a campaign does not call: a sentence, the facts behind it, and what would change it.
   * @example
   * mock.why(order.uuid).sentence // 'Planned, but the campaign has no calling hours.'
   */
  why(uuid: string): Explanation {
    this.tick()
    return explain(this.#world, this.#simulator.enabled, uuid)
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
    const made = Mock.fresh(this, name)
    sandboxes.set(name, made)
    return made
  }

  /**
   * The sandboxes there are, by name.
   * @example
   * for (const [name, sandbox] of mock.sandboxes) console.log(name, sandbox.requests.count())
   */
  get sandboxes(): ReadonlyMap<string, Mock> {
    return this.#shared.sandboxes
  }

  /**
   * Forgets a sandbox; false when there is none of this name.
   * @example
   * mock.dropSandbox('worker-3')
   */
  dropSandbox(name: string): boolean {
    return this.#shared.sandboxes.delete(name)
  }

  /** @internal What listeners and the like have thrown so far: for runners that let a test fail of it. */
  get failures(): readonly unknown[] {
    return this.#failures ?? []
  }

  /**
   * What the mock is, for people and for tools.
   * @example
   * console.log(mock.info.scenario, mock.info.seed)
   */
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
    // A listener finds the clock where its event is, and a function of the user's changes nothing.
    if (this.#world.isBusy) return
    const { due } = clock
    if (due <= clock.now) return
    try {
      this.#simulator.advanceTo(due, 'tick')
    } catch (error) {
      // A simulation that finds no end would be taken up again with every request.
      clock.settings = Object.freeze({ ...clock.settings, mode: 'frozen' })
      const { sandbox, report } = this.#world.settings
      report(new Error(`${messageOf(error)}.\n${stopped(sandbox)}`, { cause: error }))
    }
  }

  #startFrom(base: WorldBase, call: Extract<Cause, { type: 'start' }>['call']): void {
    const { events, clock, settings } = this.#world
    this.#world.start(base, { type: 'start', call })
    clock.settings = this.#shared.clock
    this.#engine.reset()
    const { scenario, seed } = this.info
    events.push({ type: 'reset', at: clock.timestamp, sandbox: settings.sandbox, scenario, seed })
    events.emit()
  }

  #fork(name: string, id: number | undefined): Mock {
    if (typeof name !== 'string' || name === '') throw new TypeError(`A sandbox needs a name; received ${show(name)}`)
    const { sandboxes } = this.#shared
    if (sandboxes.has(name))
      throw new TypeError(`There is a sandbox ${show(name)} already. Choose another name, or drop it with dropSandbox`)
    const from = (settings: WorldSettings) => this.#world.fork(settings, id)
    const made = new Mock(this.#shared, this.#scenario, this.#start, { sandbox: name, from })
    sandboxes.set(name, made)
    return made
  }
}

function stopped(sandbox: string | null): string {
  const whose = sandbox === null ? 'The clock' : `The clock of the sandbox ${show(sandbox)}`
  return `${whose} stands still now. It ticks on from there with clock.configure({ mode: 'ticking' }), or over HTTP with {"frozen": false} to POST /__mock/clock`
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
