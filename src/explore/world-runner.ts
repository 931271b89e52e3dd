import { Router } from '../engine/route.ts'
import { freshMock, makeMock } from '../create-mock.ts'
import { internals } from '../engine/internals.ts'
import { newRow } from '../contract/new-row.ts'
import type { Mock, MockOptions } from '../mock.ts'
import type { Operation } from '../operations/operation.ts'
import { operationsOf } from '../operations/table.ts'
import { exploredMock } from '../runners/interception.ts'
import { throwFailures } from '../runners/failures.ts'
import { type Deviation, toPath } from './deviation.ts'
import { HeldAnswers } from './held-answers.ts'
import { isDangling } from './kinds/rows.ts'
import { runToEnd } from './run-to-end.ts'
import { callsEndAs, momentOf, type StartRows, startRows } from './start.ts'
import { clientTimers, type ExploredTimers, fakeClock } from './timers.ts'
import { type ExploredStep, Transcript } from './transcript.ts'
import type { Transition } from './transitions.ts'
import { WorldRun } from './world-run.ts'

/** Makes worlds, and runs a test in them. */

/** What a test finds in a world. */
export interface ExploredWorld {
  /** The mock of this world: its requests, its data, its clock. */
  readonly mock: Mock
  /** Sends requests to the mock without interception, for clients that accept a `fetch`. */
  readonly fetch: Mock['fetch']
  /** What is different in this world from the plain one, as `path` takes it; empty in the plain one. */
  readonly path: string
  /** What the network has done to requests so far, such as `unavailable`: a client may fail because of it. */
  readonly troubles: readonly string[]
}

/** A test as a search runs it: it fails where it throws. */
export type ExploredTest = (world: ExploredWorld) => unknown

/** A world that a test runs in, or ran in. */
export interface OpenedWorld {
  readonly world: readonly Deviation[]
  readonly mock: Mock
  readonly run: WorldRun
  readonly transcript: Transcript
  /** The options of its mock that are known, and whether a function has set it up before its rows were added. */
  readonly options: MockOptions
  readonly hasSetup: boolean
  readonly rows: StartRows
}

/** The result of a test in a world. */
export interface WorldOutcome extends Pick<OpenedWorld, 'world' | 'mock' | 'options' | 'hasSetup' | 'rows'> {
  readonly failed: boolean
  readonly error: unknown
  readonly steps: readonly ExploredStep[]
  /** All that happened, to compare two runs of one world. */
  readonly trace: string
  readonly transitions: ReadonlyMap<string, Transition>
  /** The operations that were asked for, in order. */
  readonly operations: readonly (string | null)[]
  /** Code that reproduces what happened at requests. */
  readonly code: readonly string[]
}

export interface WorldRunnerSettings {
  readonly options: MockOptions
  readonly setup: ((mock: Mock) => unknown) | undefined
  readonly timers: ExploredTimers | undefined
  readonly signal: AbortSignal | undefined
  readonly isVaried: (kind: string, operation: string) => boolean
}

export class WorldRunner {
  readonly #settings: WorldRunnerSettings
  readonly #router: Router<Operation>
  /** Mocks that worlds start from, by the options that the worlds change. */
  readonly #roots = new Map<string, Mock>()
  readonly #clock = fakeClock()

  constructor(settings: WorldRunnerSettings) {
    this.#settings = settings
    this.#router = new Router(operationsOf(this.root([]).info.edition))
  }

  /** The mock that a world starts from. */
  root(world: readonly Deviation[]): Mock {
    const changed = changedOptions(world)
    const key = JSON.stringify(changed)
    const known = this.#roots.get(key)
    if (known) return known
    const made = makeMock({ ...this.#settings.options, ...changed }, 'explore')
    this.#roots.set(key, made)
    return made
  }

  /** A world as it is before the client has done anything. */
  async open(world: readonly Deviation[]): Promise<OpenedWorld & { readonly held: HeldAnswers }> {
    const transcript = new Transcript()
    const held = new HeldAnswers((request) => transcript.note('world', `the answer to request ${request} arrives`))
    const { isVaried, setup } = this.#settings
    const options = { ...this.#settings.options, ...changedOptions(world) }
    const run = new WorldRun(world, { router: this.#router, held, transcript, isVaried })
    const mock = freshMock(this.root(world), 'explored')
    mock[internals].disturb(run)
    const before = setup && new Set(mock.db.campaign.getAll().map(({ uuid }) => uuid))
    if (setup) await exploredMock.run(mock, () => setup(mock))
    const campaign = before && mock.db.campaign.getAll().find(({ uuid }) => !before.has(uuid))?.uuid
    const given = givenRows(mock)
    const rows = addRows(mock, world, campaign)
    run.begin(mock, given)
    return { world, mock, run, transcript, held, options, hasSetup: setup !== undefined, rows }
  }

  async run(world: readonly Deviation[], test: ExploredTest): Promise<WorldOutcome> {
    const { signal, timers: given } = this.#settings
    // A search that outlives its test must not move the timers of the next one.
    if (!given && fakeClock() !== this.#clock)
      throw new Error(
        'explore: fake timers were installed or removed while the search ran. Install them before explore, and remove them after it. If a test can time out, pass its signal: explore({ signal, … })',
      )
    const opened = await this.open(world)
    const { mock, run, held } = opened
    const timers = clientTimers(given)
    timers?.setTime?.(mock.clock.ms())
    const inScope = <Result>(work: () => Result) => exploredMock.run(mock, work)
    const { fetch } = mock
    let error: unknown
    let failed = false
    try {
      await runToEnd(() => inScope(async () => test({ mock, fetch, path: toPath(world), troubles: run.troubles })), {
        held,
        timers,
        activity: () => run.requests,
        isEndless: () => run.isEndless,
        pass: (ms) => mock.clock.advance(ms),
        inScope,
        signal,
      })
      throwFailures(mock)
    } catch (thrown) {
      error = thrown
      failed = true
    }
    timers?.clear()
    signal?.throwIfAborted()
    return outcomeOfRun(opened, failed, error)
  }
}

export function outcomeOfRun(opened: OpenedWorld, failed: boolean, error: unknown): WorldOutcome {
  const { world, mock, run, transcript, options, hasSetup, rows } = opened
  const { transitions, operations, code } = run
  const { steps, text: trace } = transcript
  return { world, mock, options, hasSetup, rows, failed, error, steps, trace, transitions, operations, code }
}

/** The options of a mock that a world changes. */
export function changedOptions(world: readonly Deviation[]): MockOptions {
  const now = momentOf(world)
  return {
    ...(now !== undefined && { now }),
    ...(world.some(({ kind }) => isDangling(kind)) && { references: 'loose' }),
  }
}

/** The rows that the scenario and the test have made: nobody else changes them. */
export function givenRows(mock: Mock): ReadonlySet<string> {
  const { tables } = mock[internals].world
  return new Set(
    [tables.campaign, tables.record, tables.order].flatMap((table) => table.rows().map(({ uuid }) => uuid)),
  )
}

/** Adds the rows of a world. They are valid by construction: to check them would take longer than most worlds do. */
export function addRows(mock: Mock, deviations: readonly Deviation[], campaignUuid: string | undefined): StartRows {
  const { world, simulator } = mock[internals]
  const rows = startRows(deviations, world.clock.now, campaignUuid)
  const { recordTypes, campaigns, records, orders } = rows
  const outcome = callsEndAs(deviations)
  if (outcome !== undefined) simulator.configure({ outcomes: { [outcome]: 1 } })
  world.change({ type: 'db', call: 'explore' }, () => {
    const { recordType, campaign, record, order } = world.tables
    for (const draft of recordTypes) recordType.insert(newRow('recordType', draft, world))
    for (const draft of campaigns) campaign.insert(newRow('campaign', draft, world))
    for (const draft of records) record.insert(newRow('record', draft, world))
    for (const draft of orders) order.insert(newRow('order', draft, world))
  })
  return rows
}
