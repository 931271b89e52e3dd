import type * as FastCheck from 'fast-check'
import type { ExploreAnswer, ExploreBody } from '../contract/control/server.ts'
import { checkOptions } from '../contract/options.ts'
import { Problem } from '../contract/problems.ts'
import { internals } from '../engine/internals.ts'
import { Router } from '../engine/route.ts'
import type { Mock } from '../mock.ts'
import type { Operation } from '../operations/operation.ts'
import { operationsOf } from '../operations/table.ts'
import { type Deviation, fromPath, toPath } from './deviation.ts'
import { LearnedWorlds } from './learned-worlds.ts'
import { isKind, slotOf } from './kinds/catalog.ts'
import { isDangling } from './kinds/rows.ts'
import {
  addRows,
  changedOptions,
  givenRows,
  type OpenedWorld,
  outcomeOfRun,
  type WorldOutcome,
} from './world-runner.ts'
import { describeFailure, describeSuccess } from './report.ts'
import { defaultSeed, defaultWorlds, type Search } from './search.ts'
import { momentOf } from './start.ts'
import { realWait } from './timers.ts'
import { Transcript } from './transcript.ts'
import { Variations, vary as varySchema } from './variations.ts'
import { WorldRun } from './world-run.ts'
import { worldsOf } from './worlds.ts'

/** A search whose test runs elsewhere: it hands out a world, waits for the verdict, and hands out the next. */

type World = readonly Deviation[]

export interface RemoteWorlds {
  readonly open: (number: number) => Mock | Problem
  readonly drop: (number: number) => void
}

interface NumberedWorld extends OpenedWorld {
  readonly number: number
}

/** It is not known what a remote client waits for: held answers are sent after a fixed time. */
const shortHoldMs = 150
const longHoldMs = 1_000
/** An odd number, so that neighbouring worlds have seeds far apart. */
const seedStride = 1_000_003

export class RemoteExploration {
  readonly #fc: typeof FastCheck
  readonly #name: string
  readonly #worlds: RemoteWorlds
  readonly #variations: Variations
  readonly #learned: LearnedWorlds
  readonly #arbitrary: FastCheck.Arbitrary<World>
  readonly #count: number
  readonly #seed: number
  readonly #only: World | undefined
  #opened = 0
  #tried = 0
  #current: NumberedWorld | undefined
  #found: { readonly outcome: WorldOutcome; readonly after: number } | undefined
  /** Simpler worlds than the one that failed last. */
  #simpler: World[] = []

  constructor(fc: typeof FastCheck, name: string, { worlds, seed, path, vary = {} }: ExploreBody, open: RemoteWorlds) {
    this.#fc = fc
    this.#name = name
    this.#worlds = open
    // A sandbox has the options of its server, and references are strict there.
    this.#variations = new Variations(checkOptions(varySchema, vary, 'vary'), ({ name }) => isDangling(name))
    this.#learned = new LearnedWorlds(this.#variations.kinds)
    this.#arbitrary = worldsOf(fc, this.#learned)
    this.#only = path === undefined ? undefined : fromPath(path, isKind, slotOf)
    this.#count = this.#only || this.#variations.kinds.length === 0 ? 1 : (worlds ?? defaultWorlds)
    this.#seed = seed ?? defaultSeed
  }

  begin(urlOf: (sandbox: string) => string): ExploreAnswer | Problem {
    return this.#open(this.#only ?? [], urlOf)
  }

  /** Takes the result of the test in the last world. Returns the next world, or the final report. */
  take(passed: boolean, error: string | undefined, urlOf: (sandbox: string) => string): ExploreAnswer | Problem {
    const outcome = this.#close(passed, error)
    if (outcome.failed) {
      this.#learned.see(outcome)
      this.#found = { outcome, after: this.#found?.after ?? this.#tried }
      this.#simpler = Array.from(this.#arbitrary.shrink(outcome.world, undefined), ({ value }) => value)
    } else if (this.#found) this.#learned.hold(outcome)
    else this.#learned.learn(outcome)
    const next = this.#next()
    return next ? this.#open(next, urlOf) : this.#end()
  }

  #next(): World | undefined {
    if (this.#found) return this.#only ? undefined : this.#simpler.shift()
    if (this.#tried >= this.#count) return undefined
    const seed = (this.#seed + this.#tried * seedStride) | 0
    return this.#fc.sample(this.#arbitrary, { numRuns: 1, seed })[0]
  }

  #open(world: World, urlOf: (sandbox: string) => string): ExploreAnswer | Problem {
    this.#opened += 1
    if (!this.#found) this.#tried += 1
    const number = this.#opened
    const mock = this.#worlds.open(number)
    if (mock instanceof Problem) return mock
    const transcript = new Transcript()
    const run = new WorldRun(world, {
      router: new Router<Operation>(operationsOf(mock.info.edition)),
      held: { hold: (ms) => realWait(ms === 0 ? shortHoldMs : longHoldMs) },
      transcript,
      isVaried: (kind, operation) => this.#variations.covers(kind, operation),
    })
    const moment = momentOf(world)
    if (moment !== undefined) mock.clock.set(moment)
    const given = givenRows(mock)
    const rows = addRows(mock, world, undefined)
    mock[internals].disturb(run)
    run.begin(mock, given)
    this.#current = { number, world, mock, run, transcript, options: changedOptions(world), hasSetup: false, rows }
    const sandbox = mock.info.sandbox ?? ''
    return {
      exploration: this.#name,
      world: { number, sandbox, baseUrl: urlOf(sandbox), path: toPath(world), now: mock.clock.now() },
    }
  }

  #close(passed: boolean, error: string | undefined): WorldOutcome {
    const current = this.#current
    if (!current) throw new Error('A search takes a verdict on a world that it has given')
    this.#worlds.drop(current.number)
    return outcomeOfRun(current, !passed, new Error(error ?? 'the test failed'))
  }

  #end(): ExploreAnswer {
    const failure = this.#found
    const search: Search = {
      worlds: this.#tried,
      failure,
      transitions: this.#learned.transitions,
      isVaried: (kind, operation) => !this.#only && this.#variations.isVaried(kind, operation),
      differing: undefined,
    }
    return {
      exploration: this.#name,
      failed: failure !== undefined,
      ...(failure && { path: toPath(failure.outcome.world) }),
      report: failure ? describeFailure(failure, search, this.#seed) : describeSuccess(search, this.#seed),
    }
  }
}
