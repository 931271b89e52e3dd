import type { EventOf, MockEvent } from './contract/events.ts'
import type { MockInfo } from './contract/mock-info.ts'
import { checkOptions, mockOptions } from './contract/options.ts'
import { show } from './contract/problems.ts'
import type { Snapshot, StateDocument } from './contract/scenarios.ts'
import type { Stats } from './contract/stats.ts'
import { Faults } from './engine/faults.ts'
import { internals } from './engine/internals.ts'
import { Journal } from './engine/journal.ts'
import type { MockInternals } from './mock-internals.ts'
import { createDb, type Db } from './scenarios/create-db.ts'
import { toSnapshot } from './scenarios/snapshot.ts'
import { toStateDocument } from './scenarios/state-document.ts'
import { toStateLink } from './scenarios/state-link.ts'
import { createClock, type MockClock, type MockSimulator } from './simulator/controls.ts'
import { explain, type Explanation } from './explanations/explain.ts'
import type { Start } from './start.ts'
import { fetchFromMock } from './transports/mock-fetch.ts'
import { createHandlers } from './transports/msw.ts'
import { waitAlive } from './transports/timers.ts'
import { HistoryControls, type MockHistory } from './world/history-controls.ts'

export type { MockOptions } from './start.ts'

const loadOptions = mockOptions.pick({ seed: true })

/**
 * An in-memory Call Camp API: one set of data, one clock, and all ways to reach them.
 * @example
 * const mock = createMock({ scenario: 'demo' })
 * const server = setupServer(...mock.handlers)
 */
export class Mock {
  /** @internal */
  readonly [internals]: MockInternals
  readonly #sandboxes: Map<string, Mock>
  #handlers: ReturnType<typeof createHandlers> | undefined
  #db: Db | undefined
  #clock: MockClock | undefined
  #faults: Faults | undefined
  #requests: Journal | undefined
  #history: MockHistory<Mock> | undefined

  private constructor(made: MockInternals, sandboxes: Map<string, Mock>) {
    this[internals] = made
    this.#sandboxes = sandboxes
  }

  /** @internal */
  static [internals](made: MockInternals): Mock {
    return new Mock(made, new Map())
  }

  /**
   * Handlers for msw: `setupServer(...mock.handlers)` or `setupWorker(...mock.handlers)`.
   * They answer everything under the `/api` of the base URL, with 404 where there is nothing, unless `unknown` says otherwise.
   * Your own handlers go in front of them, with `server.use()`.
   * For a tool that requires instances of msw's own class, write one:
   * `http.all('http://callcamp.ai/api/*', ({ request }) => mock.fetch(request))`.
   * @example
   * const server = setupServer(...mock.handlers)
   * server.listen()
   */
  get handlers(): ReturnType<typeof createHandlers> {
    return (this.#handlers ??= createHandlers(() => this[internals], this[internals].api.base))
  }

  /**
   * Answers a request with no interception at all.
   * @example
   * const response = await mock.fetch('/api/campaigns?status=active')
   */
  fetch = (input: Request | string | URL, init?: RequestInit): Promise<Response> =>
    fetchFromMock(this[internals], this[internals].shared.baseUrl, input, init)

  /**
   * The rows, in the query language of the msw data library: what is not given is made up.
   * @example
   * const campaign = mock.db.campaign.create({ name: 'Spring', status: 'active' })
   */
  get db(): Db {
    const { shared, world } = this.#caughtUp()
    return (this.#db ??= createDb(world, shared.engine.references, shared.countryFakers))
  }

  /**
   * Virtual time: it stands still until it is moved.
   * @example
   * mock.clock.advance('2h')
   */
  get clock(): MockClock {
    const made = this[internals]
    return (this.#clock ??= createClock(made.world, made.simulator, () => made.tick()))
  }

  /**
   * Requests that go wrong on purpose.
   * @example
   * mock.faults.add({ operation: 'campaigns.list', status: 503, times: 1 })
   */
  get faults(): Faults {
    return (this.#faults ??= new Faults(this[internals].engine.faults, this[internals].world.guard))
  }

  /**
   * What was asked and answered.
   * @example
   * expect(mock.requests.count({ operation: 'orders.create' })).toBe(1)
   */
  get requests(): Journal {
    return (this.#requests ??= new Journal(this[internals].log, waitAlive, this[internals].world.guard))
  }

  /**
   * The call simulator: who is called next, and how it ends.
   * @example
   * mock.simulator.outcome('+14155550123', ['busy', 'contacted'])
   */
  get simulator(): MockSimulator {
    return this[internals].simulator
  }

  /**
   * How far campaigns have come: one, or all of them.
   * @example
   * const { orders, reachedRate } = mock.stats(campaign.uuid)
   */
  stats(campaignUuid?: string): Stats {
    return this.#caughtUp().simulator.stats(campaignUuid)
  }

  /**
   * Adds a listener. Returns a function that removes it. An error or a rejection of a listener does not stop the mock:
   * it is written to the console, and fails a test of `callcamp-mock/vitest` or `/playwright`, or a function in
   * `isolate`.
   * @example
   * mock.on('order.status', ({ orderUuid, from, to }) => console.log(orderUuid, from, to))
   */
  on<Type extends MockEvent['type']>(type: Type, listener: (event: EventOf<Type>) => unknown): () => void {
    return this[internals].world.events.on(type, listener)
  }

  /**
   * Back to the start: rows, time and chance; journal, faults and scripted outcomes are cleared. Listeners stay.
   * @example
   * afterEach(() => mock.reset())
   */
  reset(): void {
    this[internals].reset()
  }

  /**
   * Starts from another scenario, or from the same one with another seed: what `reset` goes back to from then on.
   * @example
   * mock.load('retry-storm', { seed: 7 })
   */
  load(scenario: Start = this[internals].scenario, options: { readonly seed?: number | undefined } = {}): void {
    const { seed } = checkOptions(loadOptions, options, 'load')
    this[internals].load(scenario, seed)
  }

  /**
   * All there is, as plain frozen JSON: rows, time, chance and what is still to happen.
   * @example
   * const before = mock.snapshot()
   * mock.clock.advance('1d')
   * mock.restore(before)
   */
  snapshot(): Snapshot {
    const { shared, world } = this.#caughtUp()
    const snapshot = toSnapshot(world)
    shared.snapshots.add(snapshot)
    return snapshot
  }

  /**
   * The state as a small document: what is different from the shipped scenario that the mock started from. Of another
   * start it is a whole snapshot. It is accepted wherever a scenario is.
   * @example
   * const again = createMock({ scenario: mock.document() })
   */
  document(): StateDocument | Snapshot {
    const { world, simulator } = this.#caughtUp()
    const { shipped } = world.base
    return shipped === undefined ? this.snapshot() : toStateDocument(world, shipped, simulator.enabled)
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
    this[internals].restore(snapshot)
  }

  /**
   * Every change so far, with what caused it: to look at, to undo, and to continue from.
   * @example
   * mock.history.back()
   */
  get history(): MockHistory<Mock> {
    const { world, log } = this[internals]
    return (this.#history ??= new HistoryControls(
      world,
      (undone, redone) => log.markUndone(undone, redone),
      (name, id) => this.#fork(name, id),
    ))
  }

  /**
   * Why an order is not called, or a campaign does not call: a sentence, the facts behind it, and what would change it.
   * @example
   * mock.why(order.uuid).sentence // 'Planned, but the campaign has no calling hours.'
   */
  why(uuid: string): Explanation {
    const { world, simulator } = this.#caughtUp()
    return explain(world, simulator.enabled, uuid)
  }

  /**
   * The same API over data of its own, made from the start on first use. The same name is the same sandbox.
   * @example
   * const mine = mock.sandbox('worker-3')
   */
  sandbox(name: string): Mock {
    assertSandboxName(name)
    return this.#sandboxes.get(name) ?? this.#addSandbox(name, this[internals].fresh(name))
  }

  /**
   * The sandboxes there are, by name.
   * @example
   * for (const [name, sandbox] of mock.sandboxes) console.log(name, sandbox.requests.count())
   */
  get sandboxes(): ReadonlyMap<string, Mock> {
    return this.#sandboxes
  }

  /**
   * Forgets a sandbox; false when there is none of this name.
   * @example
   * mock.dropSandbox('worker-3')
   */
  dropSandbox(name: string): boolean {
    this[internals].assertFree()
    this.#sandboxes.get(name)?.[internals].release()
    return this.#sandboxes.delete(name)
  }

  /**
   * What the mock is, for people and for tools.
   * @example
   * console.log(mock.info.scenario, mock.info.seed)
   */
  get info(): MockInfo {
    const { shared, world } = this[internals]
    const { edition, baseUrl } = shared
    const { scenario, seed } = world.base
    return { edition, baseUrl, scenario, seed, sandbox: world.settings.sandbox }
  }

  /** The internals, with a ticking clock at the time that is due. */
  #caughtUp(): MockInternals {
    const made = this[internals]
    made.tick()
    return made
  }

  #fork(name: string, step: number | undefined): Mock {
    assertSandboxName(name)
    if (this.#sandboxes.has(name))
      throw new TypeError(`There is a sandbox ${show(name)} already. Choose another name, or drop it with dropSandbox`)
    return this.#addSandbox(name, this[internals].fork(name, step))
  }

  #addSandbox(name: string, made: MockInternals): Mock {
    this[internals].assertFree()
    const sandbox = new Mock(made, this.#sandboxes)
    this.#sandboxes.set(name, sandbox)
    return sandbox
  }
}

function assertSandboxName(name: unknown): void {
  if (typeof name !== 'string' || name === '') throw new TypeError(`A sandbox needs a name; received ${show(name)}`)
}
