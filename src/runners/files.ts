import type * as mswNode from 'msw/node'
import * as vitest from 'vitest'
import {
  collectedSuite,
  type DeclaredSettings,
  lineOf,
  type SettingsObserver,
  type Suite,
  suiteOf,
} from './declared-settings.ts'
import { matchers } from './matchers.ts'
import type { MockSettings } from './settings.ts'
import { FileMocks } from './file-mocks.ts'

/** Follows vitest through its files: from the import of `callcamp-mock/vitest`, or the first use of its `test`, to the last hook. */
export class Files implements SettingsObserver {
  readonly #msw: typeof mswNode
  #mocks: FileMocks | undefined
  /** The suites with hooks: the file, or the suites in which `test` was used first. */
  readonly #roots = new Set<Suite>()
  #running: Suite | undefined
  /** The settings of the `test` that was used last, and of the first one in each suite. */
  #latest: DeclaredSettings
  readonly #usedIn = new WeakMap<Suite, DeclaredSettings>()
  readonly #warnedOf = new WeakSet<Suite>()

  constructor(msw: typeof mswNode, declared: DeclaredSettings) {
    this.#msw = msw
    this.#latest = declared
  }

  /** What the tests of this file share. If modules outlive a file, the next file opens its own. */
  get mocks(): FileMocks {
    return (this.#mocks ??= new FileMocks(this.#msw, {
      outermost: () => this.#running ?? collectedSuite(),
      settingsIn: (suite) => this.#settingsIn(suite),
    }))
  }

  /** Adds hooks around the suite that is being collected and everything in it. */
  open(): void {
    const root = collectedSuite()
    if (this.#running || lineOf(root).some((suite) => this.#roots.has(suite))) return
    this.#roots.add(root)
    const { mocks } = this
    vitest.expect.extend(matchers)
    // vitest reads the fixtures of a hook from its parameters.
    // oxlint-disable-next-line no-empty-pattern
    vitest.aroundAll(async (runSuite, {}, suite) => {
      this.#running = suite
      putHooks(suite, mocks)
      try {
        await mocks.runSuite(suite, runSuite)
      } finally {
        this.#close(root)
      }
    })
  }

  used(declared: DeclaredSettings): void {
    this.open()
    this.#latest = declared
    for (const suite of lineOf(collectedSuite())) if (!this.#usedIn.has(suite)) this.#usedIn.set(suite, declared)
  }

  called(): void {
    this.mocks.claim()
  }

  #close(root: Suite): void {
    this.#running = undefined
    this.#roots.delete(root)
    if (this.#roots.size > 0) return
    this.#mocks?.close()
    this.#mocks = undefined
  }

  #settingsIn(suite: Suite): Partial<MockSettings> {
    const line = lineOf(suite)
    const declared = line.map((one) => this.#usedIn.get(one)).find((one) => one !== undefined) ?? this.#latest
    const { settings, computed } = declared.in(suite)
    if (computed.length > 0 && !this.#warnedOf.has(suite)) {
      this.#warnedOf.add(suite)
      // oxlint-disable-next-line no-console
      console.warn(
        `callcamp-mock: hooks and the top of a file cannot use fixture functions. For their requests, set plain values: ${computed.join(', ')}`,
      )
    }
    return settings
  }
}

/** Adds a hook around each test and each nested suite. vitest's own functions would set up the fixtures of a test first. */
function putHooks(root: Suite, mocks: FileMocks): void {
  vitest.TestRunner.getSuiteHooks(root).aroundEach.unshift((runTest, { task }) =>
    mocks.runTest(task, { name: task.name, suite: suiteOf(task), isConcurrent: task.concurrent === true }, runTest),
  )
  for (const suite of suitesIn(root))
    vitest.TestRunner.getSuiteHooks(suite).aroundAll.unshift((run) => mocks.runSuite(suite, run))
}

function suitesIn({ tasks }: Suite): readonly Suite[] {
  return tasks.flatMap((task) => (task.type === 'suite' ? [task, ...suitesIn(task)] : []))
}
